"""Fills the catalogue from Saleor with a progress bar; stopped halfway, it goes on where it was."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from catalog.actions import sync_all
from catalog.errors import SyncRunning
from saleor_api.errors import SaleorError


class Command(BaseCommand):
    help = "Fetches all categories, collections and products from Saleor into the read model."

    def handle(self, *args: Any, **options: Any) -> None:
        tasks: dict[str, TaskID] = {}
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(file=self.stdout)) as bar:  # type: ignore[arg-type]

            def show(channel: str, done: int, total: int, name: str) -> None:
                if channel not in tasks:
                    tasks[channel] = bar.add_task(channel, total=total)
                bar.update(tasks[channel], completed=done, total=total, description=f"{channel}: {name[:40]:40}")

            try:
                report = sync_all(show)
            except (SaleorError, SyncRunning) as error:
                raise CommandError(f"{error} Run the command again to go on where it stopped.") from error
        self.stdout.write(f"{report.seen} products, {report.changed} changed, {report.removed} removed.")

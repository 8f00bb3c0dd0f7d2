"""Runs the background work until stopped."""

import signal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from storefront.warming import warm_up
from storefront.worker import drain, load_chores, run_apart, run_forever


class Command(BaseCommand):
    help = "Drains mails, events, pictures and sweeps until stopped; with --once until nothing is due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")
        parser.add_argument("--alive-file", type=Path, help="touch this file before each round, for a health check")

    def handle(self, *args: Any, **options: Any) -> None:
        chores = load_chores(settings.CHORES, patient=settings.PATIENT_CHORES)
        if options["once"]:
            self.stdout.write(f"{drain(chores)} rows handled")
            return
        stop_signals: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda received, frame: stop_signals.append(received))
        warm_up()
        alive_file: Path | None = options["alive_file"]
        long_ones = [chore for chore in chores if chore.name in settings.LONG_CHORES]
        run_apart(long_ones, stopped=lambda: bool(stop_signals))
        run_forever(
            [chore for chore in chores if chore not in long_ones],
            stopped=lambda: bool(stop_signals),
            sign_of_life=alive_file.touch if alive_file else lambda: None,
        )

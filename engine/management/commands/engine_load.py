"""`manage.py engine_load FILE.json`: load a shop from a JSON document, which docs/engine.md describes."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from engine.loading import load_shop


class Command(BaseCommand):
    help = "Load a shop into the embedded engine from a JSON document; running it again changes nothing more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--stock", action="store_true", help="set the stock of variants that are there already")

    def handle(self, *args: object, file: Path, stock: bool, **options: object) -> None:
        try:
            count = load_shop(json.loads(file.read_text(encoding="utf-8")), file.parent, with_stock=stock)
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(f"{count} products loaded")

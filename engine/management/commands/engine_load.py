"""manage.py engine_load FILE.json"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engine.loading import load_shop


class Command(BaseCommand):
    """Loads a shop from a JSON document; `engine/loading.py` describes it."""

    help = "Load a shop into the embedded engine from a JSON document; running it again changes nothing more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether stock is set again."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--stock", action="store_true", help="set the stock of variants that are there already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it."""
        file: Path = options["file"]
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
            count = load_shop(document, file.parent, with_stock=options["stock"])
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(f"{count} products loaded")

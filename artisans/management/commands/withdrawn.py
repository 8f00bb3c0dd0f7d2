"""Keeps withdrawals apart from the backups: an old backup that comes back must not bring a story back.

`manage.py withdrawn > list` for keeping elsewhere; after a restore `manage.py withdrawn --apply < list`.
"""

import re
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from artisans.actions import withdraw_persona
from artisans.models import Persona

_PUBLIC_ID = re.compile(r"[0-9a-f]{16}")


class Command(BaseCommand):
    """Prints the public ids of withdrawn personas, or withdraws those of a list again; ids say nothing of a person."""

    help = "Prints whose stories were taken back; with --apply takes back those of a list on standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which way."""
        parser.add_argument("--apply", action="store_true", help="read a kept list and withdraw what it names")

    def handle(self, *args: Any, apply: bool, **options: Any) -> None:
        """Print, or withdraw. A list with a line that is no public id is refused whole: it may be a broken copy."""
        if not apply:
            for persona in Persona.objects.exclude(withdrawn_at=None).order_by("public_id").only("public_id"):
                self.stdout.write(persona.public_id)
            return
        listed = [line.strip() for line in sys.stdin if line.strip()]
        for number, public_id in enumerate(listed, 1):
            if not _PUBLIC_ID.fullmatch(public_id):
                raise CommandError(f"Entry {number} of the list is no public id. Nothing was changed.")
        again = 0
        for persona in Persona.objects.filter(public_id__in=listed, withdrawn_at=None).select_related("maker"):
            withdraw_persona(persona, by=None, via="restore")
            again += 1
        known = Persona.objects.filter(public_id__in=listed).count()
        self.stdout.write(f"{again} withdrawn again, {known - again} were already, {len(set(listed)) - known} unknown.")

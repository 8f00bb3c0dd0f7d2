"""Keeps withdrawals apart from the backups: an old backup that comes back must not bring a story back.

`manage.py withdrawn > list` for keeping elsewhere; after a restore `manage.py withdrawn --apply < list`.
"""

import re
import sys
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from artisans.actions import refuse_again, withdraw_persona
from artisans.chores import purge_withdrawn
from artisans.models import Persona, Purge, Story
from artisans.queries.removals import list_taken_back

_PUBLIC_ID = re.compile(r"[0-9a-f]{16}")
_STORY_KEY = re.compile(r"[0-9a-f]{32}")


class Command(BaseCommand):
    """Prints the ids of what was taken back, purged or not, or takes it back and purges it again.

    16 digits are a persona's public id, 32 the key of a story that its maker refused; they say nothing of a person.
    """

    help = "Prints what was taken back; with --apply takes back, and purges, what a list on standard input names."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which way."""
        parser.add_argument("--apply", action="store_true", help="read a kept list and withdraw what it names")
        parser.add_argument("--purge", action="store_true", help="with --apply: purge at once too")

    def handle(self, *args: Any, apply: bool, purge: bool = False, **options: Any) -> None:
        """Print, or withdraw. A list with a line that is no id is refused whole: it may be a broken copy."""
        if not apply:
            for entry in list_taken_back():
                self.stdout.write(entry)
            return
        listed = [line.strip() for line in sys.stdin if line.strip()]
        for number, entry in enumerate(listed, 1):
            if not _PUBLIC_ID.fullmatch(entry) and not _STORY_KEY.fullmatch(entry):
                raise CommandError(f"Entry {number} of the list is no public id. Nothing was changed.")
        again = sum(_take_back(entry) for entry in set(listed))
        known = len(set(listed) & set(list_taken_back()))
        self.stdout.write(f"{again} withdrawn again, {known - again} were already, {len(set(listed)) - known} unknown.")
        if purge:
            self.stdout.write(f"{purge_withdrawn()} purges taken up, {Purge.objects.count()} not proven yet.")


def _take_back(entry: str) -> bool:
    """Whether there was anything to take back."""
    if len(entry) == 32:
        story = Story.objects.filter(key=UUID(entry)).first()
        return story is not None and refuse_again(story)
    persona = Persona.objects.filter(public_id=entry, withdrawn_at=None).select_related("maker").first()
    if persona is not None:
        withdraw_persona(persona, by=None, via="restore")
    return persona is not None

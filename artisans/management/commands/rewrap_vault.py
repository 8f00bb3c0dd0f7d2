"""Moves the vault to the first of VAULT_KEYS, so that the keys behind it can be taken away."""

from typing import Any

from django.core.management.base import BaseCommand

from artisans.actions import rewrap_vault


class Command(BaseCommand):
    """Put the new key first in VAULT_KEYS, restart, run this, then drop the old key."""

    help = "Locks every record of the makers' vault anew under the first of VAULT_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rewrap_vault()} records now need only the first key.")

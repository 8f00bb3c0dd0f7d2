"""Makes fresh passwords for the sample sign-ins and prints them; nothing keeps them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from storefront.sample.accounts import renew_all


class Command(BaseCommand):
    """Prints `role: EMAIL PASSWORD` for staff, coordinator, reviewer and admin."""

    help = "Renews and prints the sample sign-ins (development only)."
    # The checks load every page of the shop, and this runs at every start.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Renew and print."""
        if settings.PRODUCTION:
            raise CommandError("There are no sample sign-ins in production mode.")
        for role, email, password in renew_all():
            self.stdout.write(f"{role}: {email} {password}")

"""Tells the engine where the apps live now, after the shop's own address changed."""

from typing import Any

from django.core.management.base import BaseCommand

from storefront.launch import renew_addresses


class Command(BaseCommand):
    help = "Installs both apps again on the embedded engine if PUBLIC_URL changed since the last start."

    def handle(self, *args: Any, **options: Any) -> None:
        renew_addresses(self.stdout.write)

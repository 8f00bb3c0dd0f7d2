"""Fetches the whole catalogue anew and has stories and traces pushed onto it again."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from artisans.actions import link_products
from impact_tags.actions import push_all_facts


class Command(BaseCommand):
    help = "Fetches everything from Saleor into the catalogue, then lets stories, tags and figures be pushed again."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("sync_catalog", stdout=self.stdout)
        traced = push_all_facts()
        relinked = link_products()
        self.stdout.write(f"{traced} products with tags and figures, {relinked} stories linked anew.")

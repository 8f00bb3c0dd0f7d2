"""Makes what migrations cannot: the engine's own schema beside a PostgreSQL shop."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections


class Command(BaseCommand):
    help = "Makes the engine's schema where the engine shares the shop's PostgreSQL database."

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections["engine"]
        if connection.vendor != "postgresql":
            return
        if "search_path=engine" not in str(connection.settings_dict["OPTIONS"].get("options", "")):
            return
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA IF NOT EXISTS engine")

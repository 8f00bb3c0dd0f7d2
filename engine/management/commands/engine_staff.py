"""`manage.py engine_staff EMAIL --password-stdin`: make or renew a member of staff."""

import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from engine.access import PERMISSIONS
from engine.memory import forget
from engine.models import User

ORDER_WORK = ("HANDLE_PAYMENTS", "MANAGE_CHECKOUTS", "MANAGE_ORDERS", "MANAGE_PRODUCTS", "MANAGE_USERS")


class Command(BaseCommand):
    help = "Make or renew a member of staff; the password comes from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--password-stdin", action="store_true", required=True)
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--all-permissions", action="store_true", help="Apps and all else, not only orders.")

    def handle(self, *args: object, email: str, first_name: str, last_name: str, **options: object) -> None:
        password = sys.stdin.readline().rstrip("\n")
        if len(password) < 8:
            raise CommandError("The password needs 8 characters or more.")
        permissions = PERMISSIONS if options["all_permissions"] else ORDER_WORK
        user = User.objects.filter(email__iexact=email).first() or User(email=email.lower())
        user.set_password(password)
        user.is_staff = user.is_active = user.is_confirmed = True
        user.first_name, user.last_name = first_name or user.first_name, last_name or user.last_name
        user.permissions = sorted({*user.permissions, *permissions})
        user.save()
        forget()
        self.stdout.write(f"Staff: {user.email}")

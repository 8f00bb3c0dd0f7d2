"""`manage.py engine_install_app MANIFEST_URL`: install an app by its manifest, or renew it."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from engine.installs import InstallError, install_app


class Command(BaseCommand):
    help = "Install an app by its manifest; running it again renews webhooks, permissions and token."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("manifest_url")
        parser.add_argument("--permissions", nargs="*", help="Saleor's codes; those of the manifest if left out.")

    def handle(self, *args: object, manifest_url: str, permissions: list[str] | None, **options: object) -> None:
        try:
            app = install_app(manifest_url, permissions)
        except InstallError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Installed {app.identifier}: {', '.join(app.permissions)}")

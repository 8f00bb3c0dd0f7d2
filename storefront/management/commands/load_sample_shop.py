"""Fills a fresh shop with invented goods, makers, lots and orders; development only, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.actions import record_audit
from storefront.health import SAMPLE_RECORD, is_sample_loaded
from storefront.sample.loading import SampleGoodsMissing, load, load_beside_saleor
from storefront.sample.progress import Reporter


class Command(BaseCommand):
    """Loads the sample shop; does nothing where it stands already."""

    help = "Fills the shop with sample goods, makers, lots and orders (development only, runs once)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Nothing but the wish to run it again."""
        parser.add_argument(
            "--beside-saleor",
            action="store_true",
            help="stories, lots and tags only, on a Saleor's goods by their slugs",
        )
        parser.add_argument("--again", action="store_true", help="run even if it was loaded: adds what is missing")

    def handle(self, *args: Any, again: bool, beside_saleor: bool, verbosity: int, **options: Any) -> None:
        """Refuse, skip, or load."""
        if settings.PRODUCTION:
            raise CommandError("There is no sample shop in production mode.")
        if beside_saleor == settings.EMBEDDED_ENGINE:
            raise CommandError(
                "There is no Saleor to lay stories on: SALEOR_API_URL is empty."
                if beside_saleor
                else "The sample shop needs the embedded engine, but SALEOR_API_URL names a Saleor. If that sells the "
                "sample goods, --beside-saleor lays the sample stories, lots and tags on them."
            )
        if is_sample_loaded() and not again:
            self.stdout.write("The sample shop is loaded already.")
            return
        reporter = Reporter(quiet=verbosity == 0)
        try:
            (load_beside_saleor if beside_saleor else load)(reporter)
        except SampleGoodsMissing as error:
            raise CommandError(str(error)) from error
        record_audit(None, "load_sample_shop", SAMPLE_RECORD)
        reporter.say(f"  Ready after {reporter.seconds:.0f} s. Every person and document in it is invented.")

"""Counts the SQL queries of a listing and a product page, rendered afresh; a process of its own on sample data."""

import json
import os

import django


def count_queries() -> dict[str, int]:
    """SQL queries per page over both databases, after one warming request of each."""
    from django.conf import settings
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="127.0.0.1")
    product = find_product()
    counts = {}
    for name, path in (("listing", "/products/"), ("product page", product)):
        client.get(path)
        captures = [CaptureQueriesContext(connections[alias]) for alias in settings.DATABASES]
        with captures[0], captures[1]:
            reply = client.get(path)
        if reply.status_code != 200:
            raise SystemExit(f"{path} answered {reply.status_code}")
        counts[name] = sum(len(capture) for capture in captures)
    return counts


def find_product() -> str:
    """The address of the first product of the listing that can be bought."""
    from django.conf import settings

    from catalog.filters import ListingFilters
    from catalog.queries import list_products

    page = list_products(channel=settings.DEFAULT_CHANNEL, filters=ListingFilters(), page=1)
    return next(card.url for card in page.cards if not card.sold_out)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")
    django.setup()
    print(json.dumps(count_queries() | {"product": find_product()}))

"""The pages' budgets: a fixed number of SQL queries, however many rows there are."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog import version
from catalog.models import Category, Product
from catalog.version import turn_over
from storefront.listing_page import _keep_categories
from tests.catalog.shelf import make_content, put


@pytest.fixture
def shop(db: None) -> None:
    Category.objects.create(slug="quilts", name="Quilts", path="/quilts/", depth=0)
    put(*(make_content(number, name=f"Indigo scarf {number}", craft="ikat") for number in range(1, 4)))
    turn_over()


def count(client: Client, address: str) -> int:
    """Queries of a page for which nothing is remembered."""
    version.forget_version()
    _keep_categories.cache_clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


LISTINGS = [
    "/products/",
    "/products/?q=indigo",
    "/products/?q=indgo",
    "/products/?craft=ikat&country=in&sort=price-low",
    "/products/?q=indigo&craft=ikat&price_gte=1",
    "/products/?q=indigo&craft=ikat&category=quilts",
    "/categories/quilts/",
    "/categories/quilts/?q=indigo&craft=ikat",
]


@pytest.mark.parametrize("address", LISTINGS)
def test_a_listing_takes_six_queries_at_most(client: Client, shop: None, address: str) -> None:
    few = count(client, address)
    put(*(make_content(number, name=f"Indigo scarf {number}", craft="ikat") for number in range(10, 70)))
    turn_over()
    assert count(client, address) == few <= 6


def test_a_product_page_takes_eight_queries_at_most(client: Client, shop: None) -> None:
    few = count(client, "/products/piece-1/")
    put(*(make_content(number) for number in range(10, 70)))
    turn_over()
    assert count(client, "/products/piece-1/") == few <= 8


def test_the_front_page_does_not_ask_more_with_more_rows(client: Client, shop: None) -> None:
    few = count(client, "/")
    put(*(make_content(number) for number in range(10, 70)))
    turn_over()
    assert count(client, "/") == few <= 8
    assert Product.objects.count() == 63


def test_pages_of_words_ask_nothing(client: Client, django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        client.get("/pages/delivery/")

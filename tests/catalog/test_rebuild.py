"""The read model can be dropped and made again, with everything that was pushed onto it."""

from io import StringIO
from types import ModuleType

import pytest
from django.core.management import call_command

from catalog.actions import drop_catalog, push_story_text, sync_all
from catalog.filters import ListingFilters
from catalog.queries import list_products
from tests.catalog.shelf import CHANNEL, slugs

pytestmark = pytest.mark.django_db


def test_a_dropped_catalogue_is_made_again(saleor: ModuleType) -> None:
    saleor.add_product(1)
    sync_all()
    push_story_text("P1", "She hums while she weaves.")
    before = list_products(channel=CHANNEL, filters=ListingFilters(q="hums"))
    drop_catalog()
    assert list_products(channel=CHANNEL, filters=ListingFilters()).total == 0
    said = StringIO()
    call_command("sync_catalog", stdout=said)
    assert "1 products, 1 changed, 0 removed." in said.getvalue()
    after = list_products(channel=CHANNEL, filters=ListingFilters(q="hums"))
    assert slugs(after.cards) == slugs(before.cards) == ["piece-001"]


def test_the_command_of_the_whole_shop_pushes_facts_and_stories_again(saleor: ModuleType) -> None:
    saleor.add_product(1)
    said = StringIO()
    call_command("rebuild_catalog", stdout=said)
    assert "0 products with tags and figures, 0 stories linked anew." in said.getvalue()

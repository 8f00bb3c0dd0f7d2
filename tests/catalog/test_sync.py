"""The full sync: complete, resumable, and never a half-empty shop."""

from types import ModuleType
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalog.actions import push_trace_facts, sync_all, sync_product
from catalog.errors import SyncRunning
from catalog.filters import ListingFilters
from catalog.models import Category, Label, Product, SyncState
from catalog.queries import find_product, list_categories, list_collections, list_products
from catalog.version import current_version
from saleor_api.errors import SaleorBroken
from tests.catalog.shelf import CHANNEL, slugs

pytestmark = pytest.mark.django_db


def shown() -> list[str]:
    return sorted(slugs(list_products(channel=CHANNEL, filters=ListingFilters()).cards))


def test_everything_is_fetched_in_pages_with_progress(saleor: ModuleType) -> None:
    for number in range(1, 46):
        saleor.add_product(number)
    steps: list[tuple[str, int, int, str]] = []
    report = sync_all(lambda *step: steps.append(step))
    assert (report.seen, report.changed, report.removed) == (45, 45, 0)
    assert steps[0] == (CHANNEL, 1, 45, "Piece 1")
    assert steps[-1][:3] == (CHANNEL, 45, 45)
    assert saleor.requests.count("CatalogProducts") == 3


def test_a_product_is_stored_whole(saleor: ModuleType) -> None:
    saleor.categories += [
        {"id": "C1", "slug": "home", "name": "Home", "description": None, "parent": None},
        {"id": "C2", "slug": "quilts", "name": "Quilts", "description": None, "parent": {"slug": "home"}},
    ]
    saleor.collections.append({"id": "K1", "slug": "new", "name": "New", "description": None})
    choice = {"__typename": "AssignedSingleChoiceAttribute", "attribute": {"slug": "craft", "name": "Craft"}}
    saleor.add_product(
        1,
        category={"slug": "quilts"},
        collections=[{"slug": "new", "name": "New"}],
        assignedAttributes=[
            choice | {"choice": {"slug": "ikat", "name": "Ikat"}},
            {
                "__typename": "AssignedPlainTextAttribute",
                "attribute": {"slug": "material", "name": "Material"},
                "text": "Cotton",
            },
            {"__typename": "AssignedFileAttribute", "attribute": {"slug": "manual", "name": "Manual"}},
        ],
    )
    sync_all()
    product = find_product("piece-001", channel=CHANNEL)
    assert product is not None
    assert [category.slug for category in product.categories] == ["home", "quilts"]
    assert [(attribute.name, attribute.text) for attribute in product.attributes] == [
        ("Craft", "Ikat"),
        ("Material", "Cotton"),
    ]
    assert product.paragraphs == ("Soft cotton.",)
    assert product.card.craft == "Ikat"
    assert [(group.slug, group.count, group.depth) for group in list_categories(channel=CHANNEL)] == [
        ("home", 1, 0),
        ("quilts", 1, 1),
    ]
    assert [(group.slug, group.count) for group in list_collections(channel=CHANNEL)] == [("new", 1)]


@pytest.mark.parametrize(
    ("slug", "name", "value", "code"),
    [
        ("in", "India", "in", "IN"),
        ("india", "India", "in", "IN"),
        ("cambodia-2", "Cambodia", "kh", "KH"),
        ("bengal", "Bengal", "bengal", ""),
    ],
)
def test_a_country_is_known_by_its_name_where_saleor_made_the_slug_from_it(
    saleor: ModuleType, slug: str, name: str, value: str, code: str
) -> None:
    choice = {"__typename": "AssignedSingleChoiceAttribute", "attribute": {"slug": "country", "name": "Country"}}
    saleor.add_product(1, assignedAttributes=[choice | {"choice": {"slug": slug, "name": name}}])
    sync_all()
    assert list(Label.objects.filter(kind="country").values_list("value", "title")) == [(value, name)]
    product = find_product("piece-001", channel=CHANNEL)
    assert product is not None
    assert product.card.country == code


def test_a_second_sync_changes_nothing_and_turns_nothing_over(saleor: ModuleType) -> None:
    saleor.add_product(1)
    sync_all()
    version = current_version()
    report = sync_all()
    assert (report.changed, report.removed) == (0, 0)
    assert current_version() == version


def test_the_first_run_shows_nothing_before_it_ends_and_goes_on_where_it_broke(saleor: ModuleType) -> None:
    for number in range(1, 46):
        saleor.add_product(number)
    saleor.fail_on |= {6}  # channel, categories, collections, two pages; the next page fails
    with pytest.raises(SaleorBroken):
        sync_all()
    assert Product.objects.count() == 40
    assert shown() == []
    saleor.requests.clear()
    saleor.fail_on.clear()
    sync_all()
    assert saleor.requests.count("CatalogProducts") == 1
    assert list_products(channel=CHANNEL, filters=ListingFilters()).total == 45


def test_a_broken_later_run_takes_nothing_away(saleor: ModuleType) -> None:
    for number in range(1, 26):
        saleor.add_product(number)
    sync_all()
    del saleor.products["P1"]
    saleor.fail_on |= {len(saleor.requests) + 5}
    with pytest.raises(SaleorBroken):
        sync_all()
    assert list_products(channel=CHANNEL, filters=ListingFilters()).total == 25
    report = sync_all()
    assert report.removed == 1
    assert "piece-001" not in shown()


def test_a_product_that_slipped_through_between_two_pages_stays(saleor: ModuleType) -> None:
    for number in range(1, 26):
        saleor.add_product(number)
    sync_all()
    # It moves to the front between the two pages: the run sees it on neither.
    total = saleor.requests.count("CatalogProducts")
    saleor.before["CatalogProducts", total + 2] = lambda: saleor.products["P25"].update(slug="a-new-name")
    assert sync_all().removed == 0
    assert "a-new-name" in shown()


def test_two_runs_at_once_are_refused(saleor: ModuleType) -> None:
    SyncState.objects.create(channel=CHANNEL, running_since=timezone.now())
    with pytest.raises(SyncRunning):
        sync_all(wait_seconds=0)
    assert saleor.requests == []


def test_a_run_that_was_killed_can_be_taken_over(saleor: ModuleType) -> None:
    saleor.add_product(1)
    long_ago = timezone.now() - timezone.timedelta(minutes=1)
    SyncState.objects.create(channel=CHANNEL, running_since=long_ago)
    sync_all(wait_seconds=0)
    assert shown() == ["piece-001"]


def test_one_product_is_fetched_anew(saleor: ModuleType) -> None:
    saleor.add_product(1, price=2500)
    sync_all()
    saleor.add_product(1, price=1900, quantity=0)
    assert sync_product("P1")
    product = find_product("piece-001", channel=CHANNEL)
    assert product is not None
    assert (product.card.price.minor, product.card.sold_out) == (1900, True)
    assert not sync_product("P1")


def test_a_new_product_is_shown_at_once_after_the_first_sync(saleor: ModuleType) -> None:
    sync_all()
    saleor.add_product(7)
    assert sync_product("P7")
    assert shown() == ["piece-007"]


def test_a_product_that_saleor_hides_is_forgotten(saleor: ModuleType) -> None:
    saleor.add_product(1)
    saleor.add_product(2)
    sync_all()
    del saleor.products["P1"]
    assert sync_product("P1")
    assert shown() == ["piece-002"]
    assert find_product("piece-001", channel=CHANNEL) is None


def test_a_product_without_a_price_is_not_shown(saleor: ModuleType) -> None:
    saleor.add_product(1)["productVariants"]["edges"][0]["node"]["pricing"] = None
    sync_all()
    assert shown() == []


def test_an_answer_that_was_asked_for_earlier_does_not_win(saleor: ModuleType) -> None:
    saleor.add_product(1, price=2500)
    sync_all()
    Product.objects.update(fetched_at=timezone.now() + timezone.timedelta(minutes=1))
    saleor.add_product(1, price=100)
    assert not sync_product("P1")
    assert Product.objects.get().price_minor == 2500


def test_pushed_facts_survive_a_rebuild(saleor: ModuleType) -> None:
    saleor.add_product(1)
    push_trace_facts(
        "P1",
        tags=[("azo-free", "Azo-free dyes")],
        programme_slug="lotus",
        programme_name="Lotus House",
        impact_line="At least 3 h of paid work",
    )
    sync_all()
    Product.objects.all().delete()
    sync_all()
    card = list_products(channel=CHANNEL, filters=ListingFilters(tags=("azo-free",))).cards[0]
    assert (card.tags, card.programme, card.impact_line) == (
        ("Azo-free dyes",),
        "Lotus House",
        "At least 3 h of paid work",
    )


def test_categories_that_name_each_other_as_parent_do_not_hang(saleor: ModuleType) -> None:
    saleor.categories += [
        {"id": "C1", "slug": "a", "name": "A", "description": None, "parent": {"slug": "b"}},
        {"id": "C2", "slug": "b", "name": "B", "description": None, "parent": {"slug": "a"}},
    ]
    sync_all()
    assert sorted(Category.objects.values_list("path", flat=True)) == ["/a/b/", "/b/a/"]


def test_the_command_reports_and_says_when_saleor_is_away(saleor: ModuleType, capsys: Any) -> None:
    saleor.add_product(1)
    call_command("sync_catalog")
    assert "1 products, 1 changed, 0 removed." in capsys.readouterr().out
    saleor.fail_on |= {len(saleor.requests) + 1}
    with pytest.raises(CommandError, match="Run the command again"):
        call_command("sync_catalog")

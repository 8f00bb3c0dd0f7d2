"""Marks of changed products: fetched by the worker, lost by no failure."""

from datetime import timedelta
from types import ModuleType

import pytest
from django.utils import timezone

from catalog.actions import (
    mark_catalog_changed,
    mark_changed,
    mark_collections_changed,
    mark_groups_changed,
    sync_all,
)
from catalog.chores import check_ready, compare_all, sync_changed
from catalog.models import ChangedProduct, Collection, Concern, Product, SyncReport, SyncState
from saleor_api.models import AppInstallation
from saleor_api.transport import api_url
from tests.catalog.shelf import CHANNEL

pytestmark = pytest.mark.django_db


def test_marks_of_one_product_are_one_row_and_one_fetch(saleor: ModuleType) -> None:
    sync_all()
    saleor.add_product(1)
    saleor.requests.clear()
    mark_changed("P1")
    mark_changed("P1")
    assert sync_changed() == 1
    assert saleor.requests == ["CatalogProduct"]
    assert Product.objects.get().is_live
    assert sync_changed() == 0


def test_a_failed_fetch_comes_again_later(saleor: ModuleType) -> None:
    sync_all()
    saleor.requests.clear()
    saleor.fail_on.add(1)
    mark_changed("P1")
    assert sync_changed() == 1
    row = ChangedProduct.objects.get()
    assert (row.attempts, row.claimed_until) == (1, None)
    assert row.due_at > timezone.now()
    assert sync_changed() == 0
    ChangedProduct.objects.update(due_at=timezone.now())
    assert sync_changed() == 1
    assert not ChangedProduct.objects.exists()


def test_a_mark_that_comes_while_the_product_is_fetched_is_not_lost(saleor: ModuleType) -> None:
    sync_all()
    mark_changed("P1")
    saleor.meanwhile.append(lambda: mark_changed("P1"))
    assert sync_changed() == 1
    row = ChangedProduct.objects.get()
    assert (row.marks, row.claimed_until) == (2, None)
    assert sync_changed() == 1
    assert not ChangedProduct.objects.exists()


def test_a_row_that_another_worker_holds_is_left_alone_until_its_lease_ends(saleor: ModuleType) -> None:
    mark_changed("P1")
    ChangedProduct.objects.update(claimed_until=timezone.now() + timedelta(seconds=30))
    assert sync_changed() == 0
    ChangedProduct.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert sync_changed() == 1


def compare_to_the_end() -> int:
    """The worker's turns until nothing is due; returns how many."""
    turns = 0
    while compare_all():
        turns += 1
    return turns


def test_the_whole_catalogue_can_be_marked(saleor: ModuleType) -> None:
    sync_all()
    saleor.add_product(1)
    assert compare_all() == 0
    mark_catalog_changed()
    assert compare_to_the_end() == 1
    assert Product.objects.get().is_live
    assert [(report.reason, report.changes) for report in SyncReport.objects.all()] == [
        ("wanted", [["Piece 1", "new"]])
    ]


def test_a_shop_that_was_never_filled_fills_itself(saleor: ModuleType) -> None:
    saleor.add_product(1)
    assert compare_to_the_end() == 1
    assert check_ready() == ""


def test_a_comparison_takes_one_page_a_turn_so_that_other_work_goes_on(saleor: ModuleType) -> None:
    for number in range(1, 46):
        saleor.add_product(number)
    assert compare_all() == 1
    assert saleor.requests.count("CatalogProducts") == 1
    assert Product.objects.filter(is_live=True).count() == 0
    assert compare_to_the_end() == 2
    assert Product.objects.filter(is_live=True).count() == 45


def make_due() -> None:
    """A quarter of an hour later."""
    SyncState.objects.exclude(channel="").update(due_at=timezone.now() - timedelta(seconds=1))


def test_what_no_event_told_is_healed_by_the_comparison_and_reported(
    saleor: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (1, 2, 3):
        saleor.add_product(number, quantity=4)
    sync_all()
    SyncReport.objects.all().delete()
    saleor.add_product(1, quantity=1)
    saleor.add_product(2, price=999, name="Renamed")
    del saleor.products["P3"]
    assert compare_all() == 0
    make_due()
    compare_to_the_end()
    assert Product.objects.get(product_id="P1").variants.get().quantity_available == 1
    report = SyncReport.objects.get()
    assert (report.reason, report.seen, report.changed, report.removed) == ("comparison", 2, 2, 1)
    assert report.changes == [["Piece 1", "stock"], ["Renamed", "name, price"], ["Piece 3", "removed"]]
    assert "healed 2 products and removed 1: Piece 1: stock; Renamed: name, price" in caplog.text


def test_a_comparison_that_finds_nothing_reports_nothing(saleor: ModuleType) -> None:
    saleor.add_product(1)
    sync_all()
    SyncReport.objects.all().delete()
    make_due()
    compare_to_the_end()
    assert not SyncReport.objects.exists()
    due_at = SyncState.objects.get(channel=CHANNEL).due_at
    assert due_at is not None
    assert due_at > timezone.now() + timedelta(minutes=14)


def test_what_an_event_has_told_of_already_is_not_called_healed(saleor: ModuleType) -> None:
    saleor.add_product(1, quantity=4)
    sync_all()
    SyncReport.objects.all().delete()
    saleor.add_product(1, quantity=1)
    mark_changed("P1")
    make_due()
    compare_to_the_end()
    assert not SyncReport.objects.exists()


def test_a_wish_that_comes_during_a_run_is_met_by_the_next_one(saleor: ModuleType) -> None:
    for number in range(1, 26):
        saleor.add_product(number)
    assert compare_all() == 1
    mark_catalog_changed()
    saleor.add_product(1, price=100)
    assert compare_to_the_end() == 3
    assert Product.objects.get(product_id="P1").price_minor == 100


def test_a_saleor_that_does_not_answer_is_noted_and_asked_again_later(saleor: ModuleType) -> None:
    saleor.add_product(1)
    sync_all()
    make_due()
    saleor.fail_on |= {len(saleor.requests) + 1}
    assert compare_all() == 0
    state = SyncState.objects.get(channel=CHANNEL)
    assert state.trouble == "status 500 and no JSON"
    assert compare_all() == 0
    make_due()
    assert compare_to_the_end() == 1
    assert SyncState.objects.get(channel=CHANNEL).trouble == ""


def test_a_channel_that_vanished_leaves_the_shop_as_it_was_and_says_what_to_do(saleor: ModuleType) -> None:
    saleor.add_product(1)
    sync_all()
    saleor.gone_channels.add(CHANNEL)
    saleor.products.clear()
    mark_catalog_changed()
    compare_to_the_end()
    mark_changed("P1")
    sync_changed()
    assert Product.objects.get().is_live
    assert ChangedProduct.objects.count() == 1
    state = SyncState.objects.get(channel=CHANNEL)
    assert state.trouble.startswith("Saleor has no channel “default-channel”.")
    assert "set another one in CHANNELS" in state.trouble


def test_a_channel_that_shows_nothing_at_all_empties_no_shop(saleor: ModuleType) -> None:
    saleor.add_product(1)
    sync_all()
    saleor.products.clear()
    mark_catalog_changed()
    compare_to_the_end()
    assert Product.objects.get().is_live
    assert "whether the channel is active" in SyncState.objects.get(channel=CHANNEL).trouble


@pytest.fixture
def installed(saleor: ModuleType) -> None:
    """The shop's app, known to Saleor."""
    now = timezone.now()
    AppInstallation.objects.create(
        app_id="kantha.shop", api_url=api_url(), token="t", registered_at=now, checked_at=now
    )


def test_a_product_that_lost_its_price_is_hidden_and_named_until_it_has_one(
    saleor: ModuleType, installed: None
) -> None:
    saleor.add_product(1)
    saleor.add_product(2)
    sync_all()
    node = saleor.products["P1"]["productVariants"]["edges"][0]["node"]
    pricing, node["pricing"] = node["pricing"], None
    mark_changed("P1")
    sync_changed()
    assert [product.product_id for product in Product.objects.all()] == ["P2"]
    assert [(concern.product_id, concern.name) for concern in Concern.objects.all()] == [("P1", "Piece 1")]
    node["pricing"] = pricing
    mark_changed("P1")
    sync_changed()
    assert Product.objects.count() == 2
    assert not Concern.objects.exists()


def test_a_lost_price_that_no_event_told_of_is_found_by_the_comparison(saleor: ModuleType, installed: None) -> None:
    saleor.add_product(1)
    saleor.add_product(2)
    sync_all()
    saleor.products["P1"]["productVariants"]["edges"][0]["node"]["pricing"] = None
    make_due()
    compare_to_the_end()
    assert [concern.name for concern in Concern.objects.all()] == ["Piece 1"]


def test_a_product_that_was_deleted_or_unpublished_is_no_concern(saleor: ModuleType, installed: None) -> None:
    saleor.add_product(1)
    saleor.add_product(2)
    sync_all()
    del saleor.products["P1"]
    mark_changed("P1")
    sync_changed()
    assert Product.objects.count() == 1
    assert not Concern.objects.exists()


def test_a_renamed_category_shows_on_its_products_at_once(saleor: ModuleType) -> None:
    category = {"id": "C1", "slug": "quilts", "name": "Quilts", "description": None, "parent": None}
    saleor.categories.append(category)
    saleor.collections.append({"id": "K1", "slug": "new", "name": "New", "description": None})
    saleor.add_product(1, category={"slug": "quilts"}, collections=[{"slug": "new", "name": "New"}])
    saleor.add_product(2)
    sync_all()
    category["name"] = "Kantha quilts"
    saleor.collections[0]["name"] = "Just in"
    saleor.products["P1"]["collections"] = [{"slug": "new", "name": "Just in"}]
    saleor.requests.clear()
    mark_groups_changed()
    assert sync_changed() == 1
    product = Product.objects.get(product_id="P1")
    assert product.categories == [["quilts", "Kantha quilts"]]
    assert sorted(product.labels.filter(kind__in=["category", "collection"]).values_list("title", flat=True)) == [
        "Just in",
        "Kantha quilts",
    ]
    assert saleor.requests == ["ShopAndChannel", "CatalogCategories", "CatalogCollections"]
    assert not ChangedProduct.objects.exists()
    SyncReport.objects.all().delete()
    make_due()
    compare_to_the_end()
    assert not SyncReport.objects.exists()


def test_the_shop_is_not_ready_before_the_first_sync(saleor: ModuleType) -> None:
    assert check_ready() == "the catalogue has not been synced yet"
    sync_all()
    assert check_ready() == ""


def test_many_marks_are_fetched_with_one_call(saleor: ModuleType) -> None:
    for number in range(1, 31):
        saleor.add_product(number)
    sync_all()
    for number in range(1, 31):
        saleor.add_product(number, price=100 + number)
        mark_changed(f"P{number}")
    saleor.requests.clear()
    assert [sync_changed(), sync_changed(), sync_changed()] == [20, 10, 0]
    assert saleor.requests == ["CatalogProductsNamed", "CatalogProductsNamed"]
    assert sorted(Product.objects.values_list("price_minor", flat=True)) == list(range(101, 131))


def test_among_many_the_gone_and_the_unlisted_are_asked_for_alone(saleor: ModuleType) -> None:
    for number in (1, 2, 3):
        saleor.add_product(number)
    sync_all()
    del saleor.products["P2"]
    saleor.add_product(3, name="Renamed")
    for number in (1, 2, 3):
        mark_changed(f"P{number}")
    saleor.requests.clear()
    sync_changed()
    assert saleor.requests == ["CatalogProductsNamed", "CatalogProduct", "ShopAndChannel"]
    assert sorted(Product.objects.values_list("name", flat=True)) == ["Piece 1", "Renamed"]


def test_one_answer_that_cannot_be_read_holds_up_no_other(saleor: ModuleType) -> None:
    for number in (1, 2):
        saleor.add_product(number)
    sync_all()
    saleor.add_product(1, name="Renamed")
    saleor.products["P2"]["created"] = "no date"
    for number in (1, 2):
        mark_changed(f"P{number}")
    sync_changed()
    assert sorted(Product.objects.values_list("name", flat=True)) == ["Piece 2", "Renamed"]
    row = ChangedProduct.objects.get()
    assert (row.product_id, row.attempts, row.claimed_until) == ("P2", 1, None)


def test_a_shelf_with_another_slug_has_its_products_fetched_again(saleor: ModuleType) -> None:
    category = {"id": "C1", "slug": "quilts", "name": "Quilts", "description": None, "parent": None}
    saleor.categories.append(category)
    for number in (1, 2):
        saleor.add_product(number, category={"slug": "quilts"})
    sync_all()
    category["slug"] = "kantha-quilts"
    for number in (1, 2):
        saleor.products[f"P{number}"]["category"] = {"slug": "kantha-quilts"}
    mark_groups_changed()
    assert sync_changed() == 1
    assert sync_changed() == 2
    assert [product.categories for product in Product.objects.all()] == [[["kantha-quilts", "Quilts"]]] * 2


def test_a_channel_that_vanishes_or_comes_back_is_told_before_everything_is_compared(saleor: ModuleType) -> None:
    saleor.add_product(1)
    sync_all()
    saleor.gone_channels.add(CHANNEL)
    mark_groups_changed()
    sync_changed()
    assert SyncState.objects.get(channel=CHANNEL).trouble.startswith("Saleor has no channel “default-channel”.")
    assert Product.objects.get().is_live
    saleor.gone_channels.clear()
    mark_groups_changed()
    sync_changed()
    assert SyncState.objects.get(channel=CHANNEL).trouble == ""
    SyncState.objects.filter(channel=CHANNEL).update(trouble="another one")
    mark_groups_changed()
    sync_changed()
    assert SyncState.objects.get(channel=CHANNEL).trouble == "another one"


def test_collections_are_looked_at_again_after_three_seconds_since_hiding_fires_no_event(
    saleor: ModuleType,
) -> None:
    saleor.collections.append({"id": "K1", "slug": "new", "name": "New", "description": None})
    sync_all()
    mark_collections_changed()
    assert sync_changed() == 1
    saleor.collections.clear()
    assert sync_changed() == 0
    again = ChangedProduct.objects.get()
    assert timedelta(seconds=1) < again.due_at - timezone.now() <= timedelta(seconds=3)
    ChangedProduct.objects.update(due_at=timezone.now())
    assert [collection.slug for collection in Collection.objects.all()] == ["new"]
    assert sync_changed() == 1
    assert not Collection.objects.exists()
    assert not ChangedProduct.objects.exists()

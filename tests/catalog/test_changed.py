"""Marks of changed products: fetched by the worker, lost by no failure."""

from datetime import timedelta
from types import ModuleType

import pytest
from django.utils import timezone

from catalog.actions import mark_catalog_changed, mark_changed, sync_all
from catalog.chores import check_ready, compare_all, sync_changed
from catalog.models import ChangedProduct, Product, SyncState

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


def test_the_whole_catalogue_can_be_marked(saleor: ModuleType) -> None:
    sync_all()
    saleor.add_product(1)
    mark_catalog_changed()
    assert sync_changed() == 1
    assert Product.objects.count() == 1


def test_what_no_event_told_is_healed_by_the_comparison(saleor: ModuleType) -> None:
    saleor.add_product(1, quantity=4)
    sync_all()
    saleor.add_product(1, quantity=1)
    assert compare_all() == 0
    SyncState.objects.exclude(channel="").update(finished_at=timezone.now() - timedelta(hours=1))
    assert compare_all() == 1
    assert Product.objects.get().variants.get().quantity_available == 1


def test_the_shop_is_not_ready_before_the_first_sync(saleor: ModuleType) -> None:
    assert check_ready() == "the catalogue has not been synced yet"
    sync_all()
    assert check_ready() == ""

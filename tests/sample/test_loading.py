"""The whole command on fresh databases, but for the drawing: pictures of one colour stand in for the originals."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from PIL import Image
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from artisans.models import Maker, Persona, Photo
from artisans.queries import find_persona, story_for_product
from catalog.models import Product
from impact_tags.models import LedgerEntry, Lot, LotProduct
from impact_tags.queries import trace_of_product
from storefront.health import check_sample_shop
from storefront.models import OrderAccess
from storefront.sample.order_plan import FATES
from storefront.sample.pictures import picture_name
from storefront.sample.records import find_programme, read_products

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=["default", "engine"])]


def stand_in_pictures(folder: Path) -> None:
    target = io.BytesIO()
    Image.new("RGB", (64, 80), "#c9a27a").save(target, "JPEG")
    for product in read_products():
        for look in product.looks:
            path = folder / "sample" / picture_name(product, look)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(target.getvalue())


@pytest.fixture(scope="module")
def sample_shop(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The loaded shop, once for this module, rolled back at its end."""
    from django.conf import settings
    from django.db import transaction
    from django.test.utils import override_settings

    folder = tmp_path_factory.mktemp("var")
    stand_in_pictures(folder)
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    kept = override_settings(VAR_DIR=folder, ENGINE_MEDIA_ROOT=folder / "engine-media", PASSWORD_HASHERS=quick)
    with django_db_blocker.unblock(), kept:
        atomics = [transaction.atomic(using=alias) for alias in settings.DATABASES]
        for atomic in atomics:
            atomic.__enter__()
        call_command("load_sample_shop", verbosity=0)
        yield
        for alias, atomic in zip(settings.DATABASES, atomics, strict=True):
            transaction.set_rollback(True, using=alias)
            atomic.__exit__(None, None, None)


def test_every_product_is_in_the_catalogue_with_story_tags_and_lots(sample_shop: None) -> None:
    products = {row.slug: row for row in Product.objects.all()}
    assert products.keys() == {product.slug for product in read_products()}
    for product in products.values():
        trace = trace_of_product(product.product_id)
        assert trace is not None
        assert len(trace.tags) >= 3
        assert trace.lots
        assert story_for_product(product.product_id, day=date.today()) is not None  # noqa: DTZ011
        assert product.impact_line


def test_every_lot_has_its_three_steps_and_belongs_to_its_products_programme(sample_shop: None) -> None:
    sold = {row.slug: row for row in read_products()}
    slugs = dict(Product.objects.values_list("product_id", "slug"))
    for lot in Lot.objects.prefetch_related("events").select_related("programme"):
        kinds = [event.kind for event in lot.events.all()]
        assert [kind for kind in kinds if kind in {"received", "made", "shipped"}] == ["received", "made", "shipped"]
        assert lot.makers_count >= 5
        (link,) = LotProduct.objects.filter(lot=lot)
        assert sold[slugs[link.product_id]].programme == lot.programme.slug
        assert find_programme(lot.programme.slug).country == lot.programme.country


def test_six_stories_have_a_drawn_photo_that_went_the_way_of_every_photo(sample_shop: None) -> None:
    photos = list(Photo.objects.select_related("story__persona", "story__revision"))
    assert len(photos) == 6
    for photo in photos:
        assert (photo.state, photo.kind, photo.original, photo.widths) == ("accepted", "hands", "", [320, 640, 960])
        assert photo.story.persona.is_sample
        assert photo.story.revision is not None
        assert photo.story.revision.media == [photo.digest]
        assert find_persona(photo.story.persona.public_id, day=date.today()).photos[0].alt == photo.alt  # noqa: DTZ011
    assert len({photo.story.persona.craft for photo in photos}) == 6


def test_sixty_makers_and_twelve_personas_stand_in_the_vault_all_marked_as_samples(sample_shop: None) -> None:
    assert Maker.objects.count() >= 60
    assert Persona.objects.count() == 12
    assert not Maker.objects.filter(is_sample=False).exists()
    pools = Maker.objects.values("craft", "programme__country").annotate(makers=Count("pk"))
    assert min(pool["makers"] for pool in pools) >= 5


def test_thirty_orders_stand_in_all_states(sample_shop: None) -> None:
    from saleor_api.client import anonymous_client

    orders = [anonymous_client().order_page(id=access.order_id) for access in OrderAccess.objects.all()]
    assert len(orders) == 30
    states = Counter(order.status.value for order in orders if order)
    assert states["CANCELED"] == FATES_IN_SALEOR["CANCELED"]
    assert states["PARTIALLY_FULFILLED"] == FATES_IN_SALEOR["PARTIALLY_FULFILLED"]
    assert sum(not order.is_paid for order in orders if order) >= 1


FATES_IN_SALEOR = {"CANCELED": 2, "PARTIALLY_FULFILLED": 3}


def test_the_ledger_follows_every_paid_order(sample_shop: None) -> None:
    assert sum(FATES.values()) == 30
    assert LedgerEntry.objects.exclude(amount=0).exists()
    totals: Counter[str] = Counter()
    for entry in LedgerEntry.objects.all():
        totals[entry.metric] += entry.amount
    assert min(totals.values()) > 0


def test_the_shop_is_ready_and_a_second_run_changes_nothing(sample_shop: None) -> None:
    before = (Product.objects.count(), Lot.objects.count(), Maker.objects.count(), OrderAccess.objects.count())
    assert check_sample_shop() == ""
    call_command("load_sample_shop", verbosity=0, stdout=io.StringIO())
    call_command("load_sample_shop", "--again", verbosity=0, stdout=io.StringIO())
    after = (Product.objects.count(), Lot.objects.count(), Maker.objects.count(), OrderAccess.objects.count())
    assert after == before


def test_sign_ins_are_printed_one_a_line_and_change_at_every_call(sample_shop: None) -> None:
    def lines() -> list[str]:
        out = io.StringIO()
        call_command("renew_sign_ins", stdout=out)
        return out.getvalue().splitlines()

    first, second = lines(), lines()
    assert [line.split(":")[0] for line in first] == ["staff", "coordinator", "reviewer", "admin"]
    assert all(len(line.split()) == 3 for line in first)
    assert [line.split()[1] for line in first] == [line.split()[1] for line in second]
    assert not {line.split()[2] for line in first} & {line.split()[2] for line in second}


@pytest.mark.parametrize("command", ["load_sample_shop", "renew_sign_ins"])
def test_production_refuses_samples(command: str, settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command(command)
    assert check_sample_shop() == ""

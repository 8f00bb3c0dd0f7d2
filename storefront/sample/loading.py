"""Makes the sample shop step by step, every step by the same actions that people use."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from artisans.actions import link_products
from artisans.models import Maker, Persona, ProductLink, Programme
from catalog.actions import sync_all
from catalog.models import Product
from impact_tags.actions import push_all_facts
from storefront.sample import accounts, lots, makers, orders, pictures
from storefront.sample.engine_data import write_document
from storefront.sample.lot_plan import plan_lots
from storefront.sample.order_plan import plan_orders
from storefront.sample.progress import Reporter
from storefront.sample.records import read_personas, read_products, read_programmes
from storefront.worker import drain, load_chores

# Renditions are the worker's: they take minutes, and the shop is ready for staff before them.
NOT_NOW = "catalog.chores.make_pictures"


class SampleGoodsMissing(RuntimeError):
    """Stories can only be laid on goods that are sold; the sentence says what is missing."""


def sample_folder() -> Path:
    """Where the drawn originals and the document lie."""
    return Path(settings.VAR_DIR) / "sample"


def draw_pictures(reporter: Reporter) -> None:
    """The pictures that are not drawn yet."""
    missing = pictures.list_missing(read_products(), sample_folder())
    for _ in reporter.bar("Drawing pictures", pictures.draw_missing(missing), len(missing)):
        pass


def fill_engine() -> str:
    """Goods, prices, stock and delivery; then both apps by their manifests."""
    path = write_document(sample_folder(), now=datetime.now(UTC))
    call_command("engine_load", str(path), verbosity=0, stdout=io.StringIO())
    for door in ("saleor", "payments/saleor"):
        call_command("engine_install_app", f"{settings.PUBLIC_URL}/{door}/manifest", verbosity=0, stdout=io.StringIO())
    return f"{len(read_products())} products"


def fill_vault(reporter: Reporter) -> dict[str, Programme]:
    """Programmes, makers, personas and stories; nothing where they stand already."""
    programmes = makers.add_programmes()
    if Persona.objects.exists():
        return programmes
    desk = makers.Desk(
        coordinators={
            row.slug: accounts.renew_coordinator(row.slug, accounts.new_password()) for row in read_programmes()
        },
        reviewer=accounts.renew_reviewer(accounts.new_password()),
    )
    added: list[Maker] = []
    with transaction.atomic():
        added.extend(reporter.bar("Makers into the vault", makers.add_makers(programmes, desk), makers.count_makers()))
        for _ in reporter.bar(
            "Stories, reviewed and published", makers.publish_stories(added, desk), len(read_personas())
        ):
            pass
    return programmes


def fill_catalogue() -> str:
    """The read model, and the stories on their products."""
    sync_all()
    link_products()
    return f"{Product.objects.count()} products, {ProductLink.objects.count()} with a story"


def list_missing_goods() -> list[str]:
    """Slugs of the sample goods that the catalogue lacks."""
    there = set(Product.objects.values_list("slug", flat=True))
    return sorted(row.slug for row in read_products() if row.slug not in there)


def fill_lots(reporter: Reporter, programmes: dict[str, Programme], today: date) -> None:
    """Tags, lots, events, claims."""
    lots.add_tags(today)
    plans = plan_lots(today)
    product_ids = dict(Product.objects.values_list("slug", "product_id"))
    for _ in reporter.bar("Lots, events, claims", lots.record_lots(plans, programmes, product_ids), len(plans)):
        pass


def fill_orders(reporter: Reporter) -> None:
    """Thirty orders, bought, then worked on."""
    total = len(plan_orders())
    placed = list(reporter.bar("Orders, bought", orders.place_orders(), total))
    for _ in reporter.bar("Orders, worked on", orders.work_on_orders(placed), total):
        pass


def settle() -> str:
    """Deliver what the engine has to say, bring ledger and catalogue up to it, write the mails."""
    chores = load_chores({name: seconds for name, seconds in settings.CHORES.items() if name != NOT_NOW})
    return f"{drain(chores)} rows"


def load_beside_saleor(reporter: Reporter) -> None:
    """Stories, lots and tags on the goods of the same slugs in a Saleor's channel; no goods and no orders.

    Raises:
        SampleGoodsMissing: the channel does not sell them all.
    """
    sync_all()
    missing = list_missing_goods()
    if missing:
        raise SampleGoodsMissing(f"{len(missing)} sample goods are not sold there, {missing[0]} among them.")
    programmes = fill_vault(reporter)
    reporter.step("Catalogue", fill_catalogue)
    fill_lots(reporter, programmes, datetime.now(UTC).date())
    reporter.step("Tags and figures on the goods", lambda: f"{push_all_facts()} products")


def load(reporter: Reporter) -> None:
    """The whole sample shop. A run that broke off is finished by the next."""
    draw_pictures(reporter)
    reporter.step("Goods, prices and apps", fill_engine)
    programmes = fill_vault(reporter)
    reporter.step("Catalogue", fill_catalogue)
    fill_lots(reporter, programmes, datetime.now(UTC).date())
    fill_orders(reporter)
    reporter.step("Events, ledger, mails", settle)
    reporter.step("Tags and figures on the goods", lambda: f"{push_all_facts()} products")

"""Editing products, prices and stock under /manage/, and which events that fires."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from engine import models
from engine.ids import pack
from tests.engine.asking import ask

pytestmark = [pytest.mark.django_db(databases=["default", "engine"]), pytest.mark.usefixtures("small_shop")]


@pytest.fixture
def desk(client: Client) -> Client:
    """A browser in which a superuser is signed in; an app listens to everything about products."""
    get_user_model().objects.create_superuser("root", "root@example.com", "correct horse battery")
    assert client.login(username="root", password="correct horse battery")
    app = models.App.objects.create(
        identifier="listener", name="Listener", permissions=["MANAGE_PRODUCTS", "MANAGE_TRANSLATIONS"]
    )
    events = [f"{noun}_{what}" for noun in ("PRODUCT", "PRODUCT_VARIANT", "CATEGORY", "COLLECTION") for what in WHATS]
    for event in (*events, "TRANSLATION_CREATED", "TRANSLATION_UPDATED"):
        query = "subscription{event{issuedAt}}"
        models.Webhook.objects.create(app=app, name=event, target_url="/nowhere/", query=query, events=[event])
    return client


WHATS = (
    "CREATED",
    "UPDATED",
    "DELETED",
    "METADATA_UPDATED",
    "STOCK_UPDATED",
    "OUT_OF_STOCK",
    "BACK_IN_STOCK",
    "DISCOUNTED_PRICE_UPDATED",
)


def fired() -> list[str]:
    """The events since the last look, in their order."""
    events = list(models.EventDelivery.objects.order_by("pk").values_list("event", flat=True))
    models.EventDelivery.objects.all().delete()
    return events


def save(desk: Client, path: str, **changed: Any) -> None:
    """Open the page of a row, change fields of its form, and save it as the browser would."""
    page = desk.get(f"/manage/engine/{path}/change/")
    assert page.status_code == 200
    data: dict[str, Any] = {}
    forms = [page.context["adminform"].form]
    for formset in (inline.formset for inline in page.context["inline_admin_formsets"]):
        forms += [formset.management_form, *formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if isinstance(value, list):
                data[field.html_name] = [getattr(one, "pk", one) for one in value]
            elif value is not None and value is not False:
                data[field.html_name] = value
                if field.field.show_hidden_initial:
                    data[field.html_initial_name] = value
    data |= changed
    for name in ("available_for_purchase_at", "created_at"):
        data = {key: value for key, value in data.items() if not key.endswith(name)} | _split_times(data, name)
    reply = desk.post(f"/manage/engine/{path}/change/", data)
    assert reply.status_code == 302, [str(problem) for problem in reply.context["errors"]]


def _split_times(data: dict[str, Any], name: str) -> dict[str, str]:
    moments = {key: value for key, value in data.items() if key.endswith(name)}
    days = {f"{key}_0": f"{value:%Y-%m-%d}" for key, value in moments.items()}
    return days | {f"{key}_1": f"{value:%H:%M:%S}" for key, value in moments.items()}


def variant(sku: str = "p0-red") -> str:
    """The admin's path of a variant."""
    return f"productvariant/{models.ProductVariant.objects.get(sku=sku).pk}"


def test_a_saved_product_fires_one_update(desk: Client) -> None:
    product = models.Product.objects.get(slug="p0")
    save(desk, f"product/{product.pk}", name="Another name")
    product.refresh_from_db()
    assert (product.name, fired()) == ("Another name", ["PRODUCT_UPDATED"])


def test_metadata_fires_both(desk: Client) -> None:
    product = models.Product.objects.get(slug="p0")
    save(desk, f"product/{product.pk}", metadata='{"ethics.certificate": "v1"}')
    assert fired() == ["PRODUCT_UPDATED", "PRODUCT_METADATA_UPDATED"]


def test_a_price_fires_only_the_variant(desk: Client) -> None:
    save(desk, variant(), **{"channel_listings-0-price": "21.50"})
    assert models.VariantChannelListing.objects.get(variant__sku="p0-red").price_minor == 2150
    assert fired() == ["PRODUCT_VARIANT_UPDATED"]


def test_a_promotion_fires_its_own_event(desk: Client) -> None:
    save(desk, variant(), **{"channel_listings-0-discounted": "15"})
    assert models.VariantChannelListing.objects.get(variant__sku="p0-red").discounted_minor == 1500
    assert fired() == ["PRODUCT_VARIANT_UPDATED", "PRODUCT_VARIANT_DISCOUNTED_PRICE_UPDATED"]


def test_a_discount_above_the_price_is_refused(desk: Client) -> None:
    with pytest.raises(AssertionError, match="cannot be above the price"):
        save(desk, variant(), **{"channel_listings-0-discounted": "25"})
    assert fired() == []


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [
        (5, 7, ["PRODUCT_VARIANT_STOCK_UPDATED"]),
        (5, 0, ["PRODUCT_VARIANT_STOCK_UPDATED", "PRODUCT_VARIANT_OUT_OF_STOCK"]),
        (0, 3, ["PRODUCT_VARIANT_STOCK_UPDATED", "PRODUCT_VARIANT_BACK_IN_STOCK"]),
        (5, 5, []),
    ],
)
def test_stock_fires_what_saleor_fires(desk: Client, before: int, after: int, events: list[str]) -> None:
    models.Stock.objects.update(quantity=before)
    save(desk, variant(), **{"stocks-0-quantity": after})
    assert models.Stock.objects.get(product_variant__sku="p0-red").quantity == after
    assert fired() == events


def test_a_product_that_leaves_a_collection_is_told(desk: Client) -> None:
    collection = models.Collection.objects.get()
    save(desk, f"collection/{collection.pk}", products=[models.Product.objects.get(slug="p1").pk])
    assert sorted(fired()) == ["COLLECTION_UPDATED", "PRODUCT_UPDATED", "PRODUCT_UPDATED"]


@pytest.mark.parametrize(("kind", "slug"), [("product", "p0"), ("category", "textiles"), ("collection", "new")])
def test_words_in_another_language_fire_only_their_own_events(desk: Client, kind: str, slug: str) -> None:
    row = {"product": models.Product, "category": models.Category, "collection": models.Collection}[kind]
    pk = row.objects.get(slug=slug).pk
    save(desk, f"{kind}/{pk}", translations='{"hi": {"name": "दुपट्टा"}}')
    assert fired() == ["TRANSLATION_CREATED"]
    save(desk, f"{kind}/{pk}", translations='{"hi": {"name": "ओढ़नी"}}')
    assert fired() == ["TRANSLATION_UPDATED"]
    save(desk, f"{kind}/{pk}", translations='{"hi": {"name": "ओढ़नी"}, "km": {"name": "កន្សែង"}}')
    assert fired() == ["TRANSLATION_CREATED"]
    query = f"query($id:ID!){{{kind}(id:$id){{hi:translation(languageCode:HI){{name description}} "
    query += "km:translation(languageCode:KM){name} en:translation(languageCode:EN){name}}}"
    assert ask(query, id=pack(row.__name__, pk)) == {
        "hi": {"name": "ओढ़नी", "description": None},
        "km": {"name": "កន្សែង"},
        "en": None,
    }


def test_words_in_another_language_must_be_a_map(desk: Client) -> None:
    with pytest.raises(AssertionError, match="Write"):
        save(desk, f"product/{models.Product.objects.get(slug='p0').pk}", translations='{"hi": "दुपट्टा"}')
    assert fired() == []


def test_a_deleted_product_is_told(desk: Client) -> None:
    product = models.Product.objects.get(slug="p1")
    assert desk.post(f"/manage/engine/product/{product.pk}/delete/", {"post": "yes"}).status_code == 302
    assert fired() == ["PRODUCT_DELETED"]


def test_a_new_shelf_stands_below_its_parent_and_is_told(desk: Client) -> None:
    parent = models.Category.objects.get(slug="textiles")
    data = {"slug": "quilts", "name": "Quilts", "parent": parent.pk, "metadata": "{}"}
    assert desk.post("/manage/engine/category/add/", data).status_code == 302
    assert models.Category.objects.get(slug="quilts").level == 1
    assert fired() == ["CATEGORY_CREATED"]


@pytest.mark.parametrize(
    "kind", ["shop", "taxrate", "producttype", "attribute", "channel", "voucher", "shippingmethod"]
)
def test_settings_can_be_opened_and_fire_nothing(desk: Client, kind: str) -> None:
    assert desk.get(f"/manage/engine/{kind}/").status_code == 200
    assert desk.get(f"/manage/engine/{kind}/add/").status_code == 200
    assert fired() == []

"""`engine_load`: a shop from one JSON document, once and again."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from engine import models
from engine.loading import load_shop
from tests.engine.small_shop import describe_shop

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def load(folder: Path, document: dict[str, Any], *options: str) -> None:
    """Run the command on a document."""
    file = folder / "shop.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    call_command("engine_load", str(file), *options, verbosity=0)


def counts() -> dict[str, int]:
    """How many rows of each kind there are."""
    kinds = (models.Product, models.ProductVariant, models.Stock, models.AttributeValue, models.ShippingMethod)
    return {kind.__name__: kind.objects.count() for kind in (*kinds, models.ProductMedia, models.Voucher)}


def test_loading_again_changes_nothing_more(tmp_path: Path) -> None:
    load(tmp_path, describe_shop())
    before = counts()
    load(tmp_path, describe_shop())
    assert (
        counts()
        == before
        == {
            "Product": 2,
            "ProductVariant": 4,
            "Stock": 4,
            "AttributeValue": 6,
            "ShippingMethod": 2,
            "ProductMedia": 0,
            "Voucher": 1,
        }
    )


def test_loading_again_brings_prices_but_stock_only_if_told(tmp_path: Path) -> None:
    load(tmp_path, describe_shop(pieces=5))
    document = describe_shop(pieces=9)
    document["products"][0]["variants"][0]["price"] = "33.30"
    load(tmp_path, document)
    assert models.VariantChannelListing.objects.get(variant__sku="p0-red").price_minor == 3330
    stock = models.Stock.objects.get(product_variant__sku="p0-red")
    assert stock.quantity == 5
    load(tmp_path, document, "--stock")
    stock.refresh_from_db()
    assert stock.quantity == 9


def test_pictures_are_copied_and_those_left_out_go(tmp_path: Path, settings: Any) -> None:
    settings.ENGINE_MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "pictures").mkdir()
    for name in ("a.png", "b.png"):
        (tmp_path / "pictures" / name).write_bytes(name.encode())
    document = describe_shop(products=1)
    document["products"][0]["media"] = [{"path": f"pictures/{name}", "alt": name} for name in ("a.png", "b.png")]
    load(tmp_path, document)
    assert (tmp_path / "media" / "pictures" / "b.png").read_bytes() == b"b.png"
    document["products"][0]["media"] = [{"path": "pictures/b.png", "alt": "The other"}]
    load(tmp_path, document)
    assert list(models.ProductMedia.objects.values_list("path", "alt")) == [("pictures/b.png", "The other")]


@pytest.mark.parametrize(
    ("column", "kind", "value", "kept"),
    [
        ("numeric", "NUMERIC", 12.5, "12.500000"),
        ("boolean", "BOOLEAN", True, "True"),
        ("date", "DATE", "2026-11-22", "2026-11-22"),
        ("rich_text", "RICH_TEXT", ["One", "Two"], None),
    ],
)
def test_values_of_each_kind_are_kept(tmp_path: Path, column: str, kind: str, value: Any, kept: str | None) -> None:
    document = describe_shop(products=1)
    document["attributes"][1]["input_type"] = kind
    document["products"][0]["attributes"]["material"] = value
    load(tmp_path, document)
    found = getattr(models.AttributeValue.objects.get(attribute__slug="material"), column)
    assert [block["data"]["text"] for block in found["blocks"]] == value if kept is None else str(found) == kept


def test_a_product_refers_to_pages(tmp_path: Path) -> None:
    document = describe_shop(products=1)
    document["page_types"] = [{"slug": "note", "name": "Note"}]
    document["pages"] = [{"slug": "care", "title": "Care", "page_type": "note", "text": ["Wash cold."]}]
    document["attributes"][1]["input_type"] = "REFERENCE"
    document["products"][0]["attributes"]["material"] = ["care"]
    load(tmp_path, document)
    assert models.AttributeValue.objects.get(attribute__slug="material").page.slug == "care"


@pytest.mark.parametrize(
    ("where", "value"), [("product_type", "nothing"), ("category", "nothing"), ("attributes", {"craft": "nothing"})]
)
def test_a_document_that_does_not_fit_together_loads_nothing(tmp_path: Path, where: str, value: Any) -> None:
    document = describe_shop()
    document["products"][1][where] = value
    with pytest.raises(CommandError, match="nothing"):
        load(tmp_path, document)
    assert models.Channel.objects.count() == models.Product.objects.count() == 0


def test_a_shelf_that_moves_takes_its_level_and_those_below_along() -> None:
    tree = [{"slug": "a", "name": "A"}, {"slug": "b", "name": "B", "parent": "a"}]
    tree.append({"slug": "c", "name": "C", "parent": "b"})
    load_shop({"categories": tree}, Path())
    levels = models.Category.objects.order_by("slug")
    assert list(levels.values_list("slug", "level")) == [("a", 0), ("b", 1), ("c", 2)]
    load_shop({"categories": [{"slug": "b", "name": "B"}]}, Path())
    assert list(levels.values_list("slug", "level")) == [("a", 0), ("b", 0), ("c", 1)]


def test_words_in_other_languages_are_loaded_as_texts_are() -> None:
    words = {"hi": {"name": "दुपट्टा", "description": ["मुलायम।"]}}
    load_shop({"categories": [{"slug": "a", "name": "A", "translations": words}]}, Path())
    blocks = [{"type": "paragraph", "data": {"text": "मुलायम।"}}]
    assert models.Category.objects.get().translations == {"hi": {"name": "दुपट्टा", "description": {"blocks": blocks}}}

"""Names and descriptions in Hindi and Khmer: kept, shown in their language, English where there is none."""

import json
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from catalog.actions import mark_changed, mark_groups_changed, sync_all
from catalog.chores import sync_changed
from catalog.filters import ListingFilters
from catalog.languages import TRANSLATED, read_translations
from catalog.models import Product
from catalog.queries import find_category, find_collection, find_product, list_categories, list_products
from catalog.search import find_matches
from tests.catalog.shelf import CHANNEL

pytestmark = pytest.mark.django_db

HINDI, KHMER = "नीली रजाई", "ភួយពណ៌ខៀវ"


def words(name: str | None, *paragraphs: str, line: str | None = None) -> dict[str, Any]:
    blocks = [{"type": "paragraph", "data": {"text": text}} for text in paragraphs]
    return {"name": name, "description": json.dumps({"blocks": blocks}) if blocks else None, "seoDescription": line}


@pytest.fixture
def shelves(saleor: ModuleType) -> ModuleType:
    saleor.categories += [
        {"id": "C1", "slug": "home", "name": "Home", "description": None, "parent": None, "hi": words("घर")},
        {"id": "C2", "slug": "quilts", "name": "Quilts", "description": None, "parent": {"slug": "home"}},
    ]
    saleor.collections.append(
        {"id": "K1", "slug": "new", "name": "New", "description": None, "km": words("ថ្មី", "ទើបមកដល់។")}
    )
    saleor.add_product(
        1,
        name="Blue quilt",
        category={"slug": "quilts"},
        collections=[{"slug": "new", "name": "New"}],
        hi=words(HINDI, "हाथ से सिली।", "मुलायम।"),
        km=words(KHMER),
    )
    return saleor


def test_the_languages_are_those_of_the_shop() -> None:
    assert [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE] == list(TRANSLATED)


def test_a_product_is_read_in_each_language_and_in_english_where_nothing_is_translated(shelves: ModuleType) -> None:
    sync_all()
    shown = {}
    for language in ("en", "hi", "km"):
        with translation.override(language):
            product = find_product("piece-001", channel=CHANNEL)
            assert product is not None
            card = list_products(channel=CHANNEL, filters=ListingFilters()).cards[0]
            assert card.name == product.card.name
            shown[language] = (card.name, product.paragraphs, product.summary, card.url)
    assert shown == {
        "en": ("Blue quilt", ("Soft cotton.",), "Soft cotton.", "/products/piece-001/"),
        "hi": (HINDI, ("हाथ से सिली।", "मुलायम।"), "हाथ से सिली।", "/hi/products/piece-001/"),
        "km": (KHMER, ("Soft cotton.",), "Soft cotton.", "/km/products/piece-001/"),
    }


def test_shelves_are_read_in_each_language(shelves: ModuleType) -> None:
    sync_all()
    found = {}
    for language in ("en", "hi", "km"):
        with translation.override(language):
            product = find_product("piece-001", channel=CHANNEL)
            category, collection = find_category("home", channel=CHANNEL), find_collection("new", channel=CHANNEL)
            assert product is not None
            assert category is not None
            assert collection is not None
            assert next(group.name for group in list_categories(channel=CHANNEL)) == category.name
            crumbs = [group.name for group in (*product.categories, *product.collections)]
            found[language] = (category.name, collection.name, collection.paragraphs, crumbs)
    assert found == {
        "en": ("Home", "New", (), ["Home", "Quilts", "New"]),
        "hi": ("घर", "New", (), ["घर", "Quilts", "New"]),
        "km": ("Home", "ថ្មី", ("ទើបមកដល់។",), ["Home", "Quilts", "ថ្មី"]),
    }


def test_an_event_brings_a_new_translation(shelves: ModuleType) -> None:
    sync_all()
    shelves.products["P1"]["hi"] = words("लाल रजाई")
    mark_changed("P1")
    sync_changed()
    shelves.categories[0]["hi"] = words("निवास")
    mark_groups_changed()
    sync_changed()
    with translation.override("hi"):
        product = find_product("piece-001", channel=CHANNEL)
        assert product is not None
        assert (product.card.name, product.paragraphs) == ("लाल रजाई", ("Soft cotton.",))
        assert product.categories[0].name == "निवास"


def test_a_translation_that_was_taken_away_gives_way_to_english(shelves: ModuleType) -> None:
    sync_all()
    shelves.products["P1"] |= {"hi": words("", line=" "), "km": None}
    sync_all()
    assert Product.objects.get().translations == {}
    with translation.override("hi"):
        assert list_products(channel=CHANNEL, filters=ListingFilters()).cards[0].name == "Blue quilt"


def test_a_piece_is_found_by_its_name_in_any_language(shelves: ModuleType) -> None:
    sync_all()
    row = Product.objects.get().pk
    assert [find_matches(text) for text in ("blue", "रजाई", "ភួយ", "मुलायम", "green")] == [[row], [row], [row], [row], []]


def test_english_pages_ask_nothing_more_for_it(shelves: ModuleType, django_assert_num_queries: Any) -> None:
    sync_all()
    with django_assert_num_queries(2):
        find_product("piece-001", channel=CHANNEL)
    with translation.override("hi"), django_assert_num_queries(4):
        find_product("piece-001", channel=CHANNEL)


def test_what_holds_no_words_is_left_out() -> None:
    assert read_translations(object()) == {}

"""What the sample shop says: enough of it, each text of its own, nothing that may not be said."""

from collections import Counter
from decimal import Decimal

import pytest

from artisans.lint import check_text
from artisans.pool import FEWEST_MAKERS, FEWEST_PROGRAMMES
from artisans.purging.marks import COPIED_RUN, PHRASE_WORDS, split_tokens
from artisans.purging.rescan import SHORTEST_TITLE
from impact_tags.claims import find_banned_words
from storefront.sample.records import (
    SamplePersona,
    SampleProduct,
    find_craft,
    find_programme,
    read_buyers,
    read_crafts,
    read_file,
    read_materials,
    read_personas,
    read_products,
    read_programmes,
    read_tags,
)

PRODUCTS = [pytest.param(product, id=product.slug) for product in read_products()]
PERSONAS = [pytest.param(persona, id=persona.pseudonym) for persona in read_personas()]


def test_there_is_enough_that_no_page_opens_empty() -> None:
    assert len(read_products()) >= 48
    assert len(read_crafts()) >= 8
    assert Counter(programme.country for programme in read_programmes()) == {"in": 2, "kh": 2}
    assert len(read_personas()) >= 12
    assert len(read_file("shop.toml")["collections"]) >= 3


def test_some_pieces_are_sold_out_and_some_are_single() -> None:
    stocks = [product.stock for product in read_products()]
    assert stocks.count(0) >= 2
    assert stocks.count(1) >= 2


def test_slugs_names_and_skus_are_used_once() -> None:
    products = read_products()
    assert len({product.slug for product in products}) == len(products)
    assert len({product.name for product in products}) == len(products)
    skus = [variant.sku for product in products for variant in product.variants]
    assert len(set(skus)) == len(skus)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_product_text_is_of_a_useful_length(product: SampleProduct) -> None:
    assert 80 <= sum(len(paragraph.split()) for paragraph in product.paragraphs) <= 150


def test_no_sentence_stands_on_two_products() -> None:
    sentences = Counter(
        sentence.strip()
        for product in read_products()
        for paragraph in product.paragraphs
        for sentence in paragraph.split(". ")
        if len(sentence.split()) > 5
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_no_product_says_the_words_of_a_story(product: SampleProduct) -> None:
    """The proof of a purge takes six words in a row, or a title, for a copy of what was taken back."""
    told = f" {' '.join(split_tokens(' '.join(product.paragraphs)))} "
    length = PHRASE_WORDS + COPIED_RUN - 1
    for persona in read_personas():
        words, title = split_tokens(persona.text), split_tokens(persona.title)
        runs = [words[at : at + length] for at in range(len(words) - length + 1)]
        runs += [title] if len(title) >= SHORTEST_TITLE else []
        assert [" ".join(run) for run in runs if f" {' '.join(run)} " in told] == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_variant_has_a_price_above_zero(product: SampleProduct) -> None:
    assert product.variants
    assert all(Decimal(variant.price) > 0 for variant in product.variants)


@pytest.mark.parametrize("product", PRODUCTS)
def test_the_materials_of_a_piece_weigh_what_the_piece_weighs(product: SampleProduct) -> None:
    assert product.grams.keys() <= read_materials().keys()
    assert sum(grams for grams, _ in product.grams.values()) == product.weight_grams
    assert all(0 <= traced <= grams for grams, traced in product.grams.values())


@pytest.mark.parametrize("product", PRODUCTS)
def test_nothing_is_traced_whose_origin_is_not_disclosed(product: SampleProduct) -> None:
    materials = read_materials()
    assert all(materials[slug].country for slug, (_, traced) in product.grams.items() if traced)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_products_programme_works_in_its_craft_and_country(product: SampleProduct) -> None:
    craft = find_craft(product.craft)
    assert find_programme(product.programme).country == craft.country
    assert craft.makers[product.programme] >= FEWEST_MAKERS


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_product_has_at_least_three_tags(product: SampleProduct) -> None:
    assert sum(tag.fits(product) for tag in read_tags()) >= 3


def test_tags_are_declared_evidenced_and_verified() -> None:
    assert {tag.tier for tag in read_tags()} == {"declared", "evidenced", "verified"}
    assert all(bool(tag.document) == (tag.tier != "declared") for tag in read_tags())


def test_no_text_uses_a_banned_word() -> None:
    shop = read_file("shop.toml")
    texts = [text for product in read_products() for text in (product.name, *product.paragraphs)]
    texts += [text for row in read_programmes() for text in (row.summary, row.training_given, row.pay_practice)]
    texts += [text for tag in read_tags() for text in (tag.label, tag.meaning, tag.limits, tag.statement)]
    texts += [row["description"] for row in (*shop["categories"], *shop["collections"], shop["shop"])]
    texts += [text for persona in read_personas() for text in (persona.title, persona.text)]
    assert find_banned_words("\n".join(texts)) == ()


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_story_passes_the_lint(persona: SamplePersona) -> None:
    names = [programme.name for programme in read_programmes()]
    wordings = [("en", persona.title, persona.text)]
    wordings += [(code, words["title"], words["text"]) for code, words in persona.translations.items()]
    for wording in wordings:
        assert check_text(*wording, names=names, allowed_words=(persona.pseudonym,)) == ()


def test_some_stories_are_told_in_hindi_and_khmer() -> None:
    assert sorted(code for persona in read_personas() for code in persona.translations) == ["hi", "hi", "km"]


@pytest.mark.parametrize("craft", [pytest.param(craft, id=craft.slug) for craft in read_crafts()])
def test_every_craft_sold_has_a_story_and_a_pool_that_hides_its_teller(craft: object) -> None:
    slug = craft.slug  # type: ignore[attr-defined]
    makers = find_craft(slug).makers
    assert any(persona.craft == slug for persona in read_personas())
    assert len(makers) >= FEWEST_PROGRAMMES
    assert min(makers.values()) >= FEWEST_MAKERS


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_story_is_tied_to_no_product_programme_or_place_by_its_words(persona: SamplePersona) -> None:
    story = f"{persona.title}\n{persona.text}".lower()
    for product in read_products():
        assert product.name.lower() not in story
    for programme in read_programmes():
        words = (programme.name, programme.state, programme.city_of_registered_office, programme.code + "-")
        assert not [word for word in words if word.lower() in story]


def test_no_product_text_names_a_persona_or_speaks_for_a_maker() -> None:
    texts = "\n".join(" ".join(product.paragraphs) for product in read_products())
    assert [persona.pseudonym for persona in read_personas() if persona.pseudonym in texts] == []
    assert "made by" not in texts.lower()


def test_no_story_shares_a_long_phrase_with_a_product_text() -> None:
    def phrases(text: str) -> set[tuple[str, ...]]:
        words = "".join(sign if sign.isalpha() else " " for sign in text.lower()).split()
        return {tuple(words[place : place + 7]) for place in range(len(words) - 6)}

    sold = set().union(*(phrases(" ".join(product.paragraphs)) for product in read_products()))
    told = set().union(*(phrases(persona.text) for persona in read_personas()))
    assert sold & told == set()


def test_collections_name_only_what_is_sold() -> None:
    sold = {product.slug for product in read_products()}
    for collection in read_file("shop.toml")["collections"]:
        assert set(collection["products"]) <= sold


def test_every_country_that_is_served_has_delivery_and_buyers_stay_within_it() -> None:
    served = {country for zone in read_file("shop.toml")["zones"] for country in zone["countries"]}
    assert served == {"US", "GB", "DE", "IN", "AU", "CA", "FR", "IE", "NL", "NZ"}
    assert {buyer.country for buyer in read_buyers()} <= served
    assert all(buyer.email.endswith("@example.org") for buyer in read_buyers())

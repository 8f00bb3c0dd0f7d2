"""Search by words, word beginnings, runs of letters in Khmer, and near words; on both databases."""

import pytest

from catalog.actions import forget_product, push_story_text, push_trace_facts
from catalog.filters import ListingFilters
from catalog.queries import list_products
from catalog.search import find_matches
from catalog.shapes import ListingPage
from tests.catalog.shelf import CHANNEL, make_content, put, row, slugs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shop(db: None) -> None:
    put(
        make_content(1, name="Indigo baby quilt", paragraphs=("Two layers of cotton.",)),
        make_content(2, name="Silk scarf ក្រមាសូត្រ", craft="ikat", country="kh", category_slug="scarves"),
        make_content(3, name="Palm basket", craft="basketry", country="kh", paragraphs=("Lined with quilted cotton.",)),
    )


def search(text: str, **wishes: str) -> ListingPage:
    return list_products(channel=CHANNEL, filters=ListingFilters(q=text, **wishes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("indigo", ["piece-1"]),
        ("INDIGO", ["piece-1"]),
        ("scarves", ["piece-2"]),
        ("bask", ["piece-3"]),
        ("indigo quilt", ["piece-1"]),
        ("cambodia basketry", ["piece-3"]),
        ("quilts", ["piece-1", "piece-3"]),
        ("layers of cotton", ["piece-1"]),
        ("ind ba", ["piece-1"]),
        ("ក្រមា", ["piece-2"]),
        ("សូត្រ", ["piece-2"]),
    ],
)
def test_words_find_pieces_best_first(text: str, found: list[str]) -> None:
    page = search(text)
    assert slugs(page.cards) == found
    assert not page.nearest


def test_filters_hold_for_search_results() -> None:
    assert slugs(search("quilt", category="quilts").cards) == ["piece-1", "piece-3"]
    assert search("indigo", category="scarves").total == 0


@pytest.mark.parametrize(("text", "word", "found"), [("quitl", "quilt", "piece-1"), ("indgo", "indigo", "piece-1")])
def test_a_slip_shows_what_comes_nearest(text: str, word: str, found: str) -> None:
    page = search(text)
    assert page.nearest
    assert found in slugs(page.cards)
    assert page.notices[-1].startswith(f"We found nothing for “{text}”. What comes nearest is “{word}")


def test_near_words_are_looked_for_in_crafts_too() -> None:
    assert slugs(search("basketrry").cards) == ["piece-3"]


def test_a_slip_finds_all_that_the_right_word_finds() -> None:
    assert {*slugs(search("quitl").cards)} == {*slugs(search("quilt").cards)} == {"piece-1", "piece-3"}


def test_nonsense_finds_nothing_and_says_so() -> None:
    page = search("xyzzyplugh")
    assert (page.total, page.cards, page.nearest) == (0, (), False)
    assert page.notices == ("We found nothing for “xyzzyplugh”.",)


@pytest.mark.parametrize(
    "text", ['"', "'", "a'b\"c", "* OR *", "NEAR(", "100%", "a_b", "\\", "!", "&|", "ab", "(((", "the"]
)
def test_no_text_breaks_the_search(text: str) -> None:
    search(text)


def test_only_punctuation_means_no_search() -> None:
    assert search("  ?! ").total == 3


def test_story_words_and_tags_are_found_and_taken_away_again() -> None:
    push_story_text("P3", "She hums while she weaves.")
    push_trace_facts(
        "P3", tags=[("azo", "Azo-free dyes")], programme_slug="lotus", programme_name="Lotus House", impact_line="x"
    )
    assert slugs(search("hums").cards) == ["piece-3"]
    assert slugs(search("azo").cards) == ["piece-3"]
    assert slugs(search("lotus house").cards) == ["piece-3"]
    push_story_text("P3", "")
    assert search("hums").total == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ត្បាញ", ["piece-3"]),  # inside a run without spaces
        ("ត្បា\u200bញ", ["piece-3"]),
        ("ផ្តៅ", ["piece-3"]),
        ("សូត្រ", ["piece-2"]),
        ("ត្បាត", []),
        ("ផ្កា", []),
        ("टोकरी", ["piece-3"]),
        ("टोक", ["piece-3"]),
        ("टकर", []),  # the same consonants, another word
        ("टोकरा", []),
        ("बुनती टोकरी", ["piece-3"]),
        ("weaves ត្បាញ टोकरी", ["piece-3"]),
    ],
)
def test_story_words_are_found_in_every_language(text: str, found: list[str]) -> None:
    push_story_text("P3", "She weaves.\nख़ुशी से मैं टोकरी बुनती हूँ।\nខ្ញុំ\u200bត្បាញ\u200bកន្ត្រកពីផ្តៅ។")
    assert slugs(search(text).cards) == found


def test_a_renamed_product_is_found_by_its_new_name_only() -> None:
    put(make_content(3, name="Reed tray"))
    assert slugs(search("tray").cards) == ["piece-3"]
    assert search("palm").total == 0


def test_a_forgotten_product_leaves_the_index() -> None:
    row_id = row(1).pk
    assert row_id in find_matches("indigo")
    forget_product("P1")
    assert find_matches("indigo") == []

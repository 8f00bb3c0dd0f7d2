"""Rich text to plain text, words in any script, near words."""

import json

import pytest

from catalog.words import nearest_words, read_paragraphs, split_words, strip_markup


def test_markup_is_dropped_and_entities_are_read() -> None:
    assert strip_markup("<b>Soft</b> &amp; warm<br>cloth <script>x</script>") == "Soft & warm cloth x"


def test_editor_blocks_become_plain_paragraphs() -> None:
    document = {
        "blocks": [
            {"type": "header", "data": {"text": "Care"}},
            {"type": "list", "data": {"items": ["Wash cold", {"content": "Dry <i>flat</i>"}]}},
            {"type": "unknown", "data": {}},
        ]
    }
    assert read_paragraphs(json.dumps(document)) == ["Care", "Wash cold", "Dry flat"]


@pytest.mark.parametrize(("text", "paragraphs"), [(None, []), ("", []), ("{}", []), ("Plain words", ["Plain words"])])
def test_a_description_in_another_form_does_not_break(text: str | None, paragraphs: list[str]) -> None:
    assert read_paragraphs(text) == paragraphs


def test_words_keep_khmer_and_devanagari_vowels_whole() -> None:
    assert split_words("ក្រមា\u200bសូត្រ, हस्त-निर्मित!") == ["ក្រមាសូត្រ", "हस्त", "निर्मित"]


def test_words_are_folded() -> None:
    assert split_words("  SILK “Scarf”\x00 ") == ["silk", "scarf"]


def test_near_words_with_worked_numbers() -> None:
    # quitl and quilt share q, u, i, t in order: 2 * 4 / 10 = 0.8; silk shares too little.
    assert nearest_words("quitl", ["silk", "quilt", "basket"]) == ["quilt"]
    assert nearest_words("scraf", ["scarf", "silk"]) == ["scarf"]
    assert nearest_words("xyzzy", ["scarf", "silk"]) == []

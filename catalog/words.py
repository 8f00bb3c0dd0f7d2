"""Plain text from Saleor's rich text, search words in any script, and which words come nearest."""

import json
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from html.parser import HTMLParser

# Below this share of common letters two words are strangers.
NEAR_ENOUGH = 0.65


class _TextOnly(HTMLParser):
    """Keeps the text of a fragment and drops its tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append(" ")


def strip_markup(fragment: str) -> str:
    """The words of an HTML fragment, white space folded."""
    parser = _TextOnly()
    parser.feed(fragment)
    parser.close()
    return " ".join("".join(parser.parts).split())


def read_paragraphs(rich_text: str | None) -> list[str]:
    """Plain paragraphs from Saleor's description: EditorJS blocks as a JSON string.

    Headings, paragraphs, quotes and each list item become one paragraph; anything unknown is left out.
    """
    try:
        document = json.loads(rich_text or "{}")
    except ValueError:
        return [strip_markup(rich_text or "")]
    blocks = document.get("blocks", []) if isinstance(document, dict) else []
    texts: list[str] = []
    for block in blocks:
        data = block.get("data", {}) if isinstance(block, dict) else {}
        items = data.get("items") if isinstance(data, dict) else None
        for item in items if isinstance(items, list) else [data.get("text", "")]:
            texts.append(strip_markup(str(item.get("content", "") if isinstance(item, dict) else item)))
    return [text for text in texts if text]


def split_words(text: str) -> list[str]:
    """Folded words without punctuation; marks stay, because Khmer and Devanagari vowels are marks."""
    folded = unicodedata.normalize("NFC", text).casefold()
    spaced = "".join(_keep_or_space(letter) for letter in folded)
    return spaced.split()


def _keep_or_space(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":  # zero-width joiners and Khmer's invisible word breaks
        return ""
    return " " if category[0] in "PSZC" else letter


def nearest_words(word: str, vocabulary: Iterable[str], *, most: int = 3) -> list[str]:
    """The words of the vocabulary that come nearest, best first; none if all are strangers.

    Nearness is twice the letters in common, in order, over the letters of both: `quitl` and `quilt` share
    4 of 10, so 0.8. Source: Ratcliff and Obershelp, as in Python's difflib.
    """
    return get_close_matches(word, [known for known in vocabulary if len(known) > 2], n=most, cutoff=NEAR_ENOUGH)

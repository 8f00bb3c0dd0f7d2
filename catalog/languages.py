"""What Saleor says of a thing in the shop's other languages, and which of it a page shows. No Django."""

from collections.abc import Iterable, Mapping
from typing import Any

from catalog.words import read_paragraphs

# The aliases of `translation` in our documents; English stands in Saleor's own fields.
TRANSLATED = ("hi", "km")
Translations = dict[str, dict[str, Any]]


def read_translations(node: object) -> Translations:
    """By language `name`, `paragraphs` and `summary`, as far as they are translated; nothing for the rest.

    Source: `translation(languageCode:)` of Saleor's Product, Category and Collection; each field of it may be null.
    """
    found: Translations = {}
    for language in TRANSLATED:
        translation = getattr(node, language, None)
        words = {
            "name": (getattr(translation, "name", None) or "").strip(),
            "paragraphs": read_paragraphs(getattr(translation, "description", None)),
            "summary": (getattr(translation, "seo_description", None) or "").strip(),
        }
        kept = {part: text for part, text in words.items() if text}
        if kept:
            found[language] = kept
    return found


def translate_name(translations: Mapping[str, Any], language: str, name: str) -> str:
    """The name in a language, or the English one."""
    return str(translations.get(language, {}).get("name") or name)


def translate_paragraphs(translations: Mapping[str, Any], language: str, paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The description in a language, or the English one."""
    return tuple(translations.get(language, {}).get("paragraphs") or paragraphs)


def translate_summary(translations: Mapping[str, Any], language: str, summary: str) -> str:
    """One line for search engines: its own, else the first paragraph in that language, else the English one."""
    words = translations.get(language, {})
    return str(words.get("summary") or next(iter(words.get("paragraphs", ())), "") or summary)[:300]


def all_words(translations: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The names and the paragraphs of all languages, for the search."""
    names = [words["name"] for words in translations.values() if words.get("name")]
    return names, [text for words in translations.values() for text in words.get("paragraphs", ())]

"""The studio is said whole in Hindi and Khmer, with the same places to fill, and what is compiled is fresh."""

import gettext
import re

import pytest

from artisans.guards import GUARDS
from artisans.lint import Rule
from artisans.models.consent import ConsentMethod
from artisans.models.photos import PhotoKind
from artisans.models.reviews import Decision, ReviewOutcome
from artisans.showing import Scope
from artisans.states import Step, StoryState
from impact_tags.epcis import ORDER
from impact_tags.metrics import Basis
from tests.catalogues import LANGUAGES, find_messages, po_path, read_catalogue

_PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+>")
_OWN_LETTERS = {"hi": re.compile(r"[\u0900-\u097f]"), "km": re.compile(r"[\u1780-\u17ff]")}
# Names, codes and addresses that are the same in every language.
_SAME_EVERYWHERE = {"in, kh; empty if not known"}


def read_pairs(language: str) -> list[tuple[str, str]]:
    pairs = []
    for entry in read_catalogue(language):
        if isinstance(entry.id, str):
            pairs.append((entry.id, str(entry.string)))
        else:
            # A singular may leave the number out; a language without one has the plural only.
            forms = entry.id if len(entry.string) == len(entry.id) else entry.id[-1:]
            pairs += list(zip(forms, entry.string, strict=True))
    return [(english, text) for english, text in pairs if english]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_untranslated_or_guessed(language: str) -> None:
    catalogue = read_catalogue(language)
    wanted = {message if isinstance(message, str) else message[0] for message in find_messages()}
    said = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in catalogue if entry.id}
    assert wanted - said == set(), "run: python -m tests.catalogues"
    assert [english for english, text in read_pairs(language) if not text.strip()] == []
    assert [entry.id for entry in catalogue if entry.id and entry.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_places_are_filled(language: str) -> None:
    wrong = [
        english
        for english, text in read_pairs(language)
        if sorted(_PLACES.findall(english)) != sorted(_PLACES.findall(text))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_in_the_letters_of_the_language(language: str) -> None:
    letters = _OWN_LETTERS[language]
    foreign = [
        english
        for english, text in read_pairs(language)
        if not letters.search(text) and english not in _SAME_EVERYWHERE
    ]
    assert foreign == []
    other = _OWN_LETTERS["km" if language == "hi" else "hi"]
    assert [english for english, text in read_pairs(language) if other.search(text)] == []


def test_khmer_is_written_with_its_own_digits() -> None:
    number = re.compile(r"(?<![\w%(-])[0-9]+(?![\w-])")
    assert [english for english, text in read_pairs("km") if number.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_says_what_is_written(language: str) -> None:
    with po_path(language).with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for entry in read_catalogue(language):
        if not entry.id:
            continue
        if isinstance(entry.id, str):
            assert compiled.gettext(entry.id) == entry.string
        else:
            assert compiled.ngettext(entry.id[0], entry.id[1], 2) == entry.string[-1]


def test_codes_that_pages_print_are_known_words() -> None:
    states = {value.value.replace("_", " ") for value in (*Step, *StoryState)}
    rules = {rule.value for rule in Rule} | {name.replace("_", " ") for name, _title, _guard in GUARDS}
    labels = {str(label) for kind in (ReviewOutcome, Decision, ConsentMethod, PhotoKind) for label in kind.labels}
    codes = {scope.value for scope in Scope} | {basis.name.title() for basis in Basis} | set(ORDER)
    assert (states | rules | labels | codes) - set(find_messages()) == set()

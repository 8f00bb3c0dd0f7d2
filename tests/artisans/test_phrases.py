"""Listed phrases are found whole, with any ending where a star stands, the longest of a rule first."""

import pytest

from artisans.lint import Rule
from artisans.lint.phrases import find_names, find_phrases, hide_phrases, index_names, index_phrases

INDEX = index_phrases(
    {
        Rule.RELATIVE: "mother in law | mother | wed* | step/half sister*",
        Rule.CHILD: "mother",
        Rule.HISTORY: "sold into | lur*",
        Rule.HEALTH: "बीमार*",
    }
)


def found(text: str) -> list[tuple[str, str]]:
    return [(rule.value, text[start:end]) for start, end, rule in find_phrases(text, INDEX)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("her mother-in-law weaves", [("relative", "mother-in-law"), ("child", "mother")]),
        ("mother  in\nlaw", [("relative", "mother  in\nlaw"), ("child", "mother")]),
        ("mother, in law", [("relative", "mother"), ("child", "mother")]),
        ("motherly", []),
        ("wedding", [("relative", "wedding")]),
        ("wed", [("relative", "wed")]),
        ("unwed", []),
        ("half-sisters", [("relative", "half-sisters")]),
        ("step by sister", []),
        ("mother in", [("relative", "mother"), ("child", "mother")]),
        ("वह बीमारी से", [("health", "बीमारी")]),
        ("", []),
    ],
)
def test_a_phrase_is_found_as_it_is_listed(text: str, wanted: list[tuple[str, str]]) -> None:
    assert sorted(found(text)) == sorted(wanted)


def test_a_star_behind_a_single_letter_would_find_nothing_and_is_refused() -> None:
    with pytest.raises(ValueError, match=r"s\*"):
        index_phrases({Rule.HISTORY: "s*"})


def test_the_longest_name_at_a_place_is_the_name() -> None:
    index = index_names({"kampong cham", "kampong", "o'smach"})
    text = "kampong cham and kampong, o'smach"
    assert [name for _, _, name in find_names(text, index)] == ["kampong cham", "kampong", "o'smach"]


def test_hidden_phrases_leave_every_sign_in_its_place() -> None:
    index = index_phrases({Rule.NAME: "mother of pearl"})
    assert hide_phrases("a mother-of-pearl button", index) == "a                 button"

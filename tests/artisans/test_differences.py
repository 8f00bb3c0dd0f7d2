"""What changed between two wordings: worked pieces, and that nothing is lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artisans.differences import Change, Piece, compare_texts, split_pieces

SAME, GONE, NEW = Change.SAME, Change.GONE, Change.NEW


def pieces(*parts: tuple[Change, str]) -> tuple[Piece, ...]:
    return tuple(Piece(*part) for part in parts)


def test_words_are_compared() -> None:
    sides = compare_texts("I draw a line.", "I draw one line.")
    assert sides.before == pieces((SAME, "I draw "), (GONE, "a"), (SAME, " line."))
    assert sides.after == pieces((SAME, "I draw "), (NEW, "one"), (SAME, " line."))
    assert sides.differ


def test_the_same_text_differs_in_nothing() -> None:
    sides = compare_texts("One.\n\nTwo.", "One.\n\nTwo.")
    assert sides.before == sides.after == pieces((SAME, "One.\n\nTwo."))
    assert not sides.differ


def test_khmer_is_compared_by_its_breaks_or_by_cluster() -> None:
    assert split_pieces("ខ្ញុំ\u200bត្បាញ ក្រមា") == ["ខ្ញុំ", "\u200b", "ត្បាញ", " ", "ក្រ", "មា"]
    sides = compare_texts("ត្បាញក្រមា", "ត្បាញសូត្រ")
    assert sides.before == pieces((SAME, "ត្បាញ"), (GONE, "ក្រមា"))
    assert sides.after == pieces((SAME, "ត្បាញ"), (NEW, "សូត្រ"))


def test_a_new_paragraph_leaves_the_others_alone() -> None:
    sides = compare_texts("One.\n\nThree.", "One.\n\nTwo.\n\nThree.")
    assert sides.before == pieces((SAME, "One.\n\nThree."))
    assert sides.after == pieces((SAME, "One.\n\n"), (NEW, "Two.\n\n"), (SAME, "Three."))


@given(st.text(alphabet="ab \nកខ្ា\u200bम", max_size=60), st.text(alphabet="ab \nកខ្ា\u200bម", max_size=60))
def test_nothing_is_lost_on_either_side(before: str, after: str) -> None:
    sides = compare_texts(before, after)
    assert "".join(piece.text for piece in sides.before) == before
    assert "".join(piece.text for piece in sides.after) == after
    assert sides.differ == (before != after)


@pytest.mark.parametrize("unit", ["a ", "ក", "क ", "x y\n"])
def test_long_texts_do_not_stall_it(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    begin = time.process_time()
    compare_texts(text, text[::-1] + "z")
    assert time.process_time() - begin < 5

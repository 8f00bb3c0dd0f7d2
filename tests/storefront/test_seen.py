"""What the page showed, signed, against what is."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront.seen import Seen, SeenLine, read_seen, sign_seen, tell_changes

KEY = uuid.UUID(int=7)
names = st.text(max_size=40)
lines = st.builds(SeenLine, st.text(max_size=30), names, st.integers(1, 50), st.integers(0, 10**7))
pages = st.builds(
    Seen,
    st.uuids(),
    st.lists(lines, max_size=5, unique_by=lambda line: line.variant_id).map(tuple),
    names,
    st.integers(0, 10**6),
    st.integers(0, 10**9),
    st.sampled_from(["USD", "EUR", "INR"]),
)


def page(*lines: SeenLine, delivery: str = "", cost: int = 0, total: int = 0) -> Seen:
    """A page that shows these lines."""
    return Seen(KEY, lines, delivery, cost, total, "USD")


SCARF = SeenLine("v1", "Indigo scarf", 1, 4800)


@given(pages)
def test_a_page_survives_signing_and_equals_itself(shown: Seen) -> None:
    assert read_seen(sign_seen(shown)) == shown
    assert tell_changes(shown, shown) == ()


@given(pages, pages)
def test_no_difference_in_what_is_charged_goes_untold(shown: Seen, now: Seen) -> None:
    if (shown.total_minor, shown.currency) != (now.total_minor, now.currency):
        assert tell_changes(shown, now)


@pytest.mark.parametrize("text", ["", "x", "a:b:c", sign_seen(page(SCARF))[:-1] + "x", sign_seen(page(SCARF)) + "x"])
def test_a_tampered_page_reads_as_none(text: str) -> None:
    assert read_seen(text) is None


def test_each_change_has_its_sentence() -> None:
    shown = page(SCARF, SeenLine("v2", "Quilt", 1, 12000), delivery="Post", cost=800, total=17600)
    now = page(
        SeenLine("v1", "Indigo scarf", 3, 5200), SeenLine("v3", "Bag", 1, 3400), delivery="Post", cost=900, total=19900
    )
    assert tell_changes(shown, now) == (
        "Quilt is no longer in your cart.",
        "You now have 3 of Indigo scarf; the page showed 1.",
        "The price of Indigo scarf is now $52.00; the page showed $48.00.",
        "Bag was added to your cart, perhaps in another tab.",
        "Post costs $9.00.",
        "The total is now $199.00.",
    )


def test_without_a_page_the_buyer_looks_again() -> None:
    assert tell_changes(None, page(SCARF)) == ("Please look over your order once more before you pay.",)

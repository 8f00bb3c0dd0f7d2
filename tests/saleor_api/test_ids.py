"""Global ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_api.ids import pack_id, unpack_id


def test_a_recorded_id_opens() -> None:
    assert unpack_id("UHJvZHVjdDoxMzQ=") == ("Product", "134")
    assert pack_id("Product", 134) == "UHJvZHVjdDoxMzQ="


@given(st.from_regex(r"[A-Z][a-zA-Z]{2,20}", fullmatch=True), st.uuids())
def test_packing_and_unpacking_agree(type_name: str, pk: object) -> None:
    assert unpack_id(pack_id(type_name, str(pk))) == (type_name, str(pk))


@pytest.mark.parametrize("text", ["", "134", "!!!!", "UHJvZHVjdA==", "Ojk=", "é", "/////w=="])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no global id"):
        unpack_id(text)

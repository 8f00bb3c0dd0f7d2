"""Parts of a product page are read once for a version, a day and half a minute."""

from datetime import date
from typing import Any

import pytest

from storefront.product_parts import KeptParts, ProductParts

NONE = ProductParts(impact=None, story=None, related=())
TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)


class Reader:
    """Counts how often parts are made."""

    def __init__(self) -> None:
        self.now = 60.0
        self.made = 0
        self.kept = KeptParts(clock=lambda: self.now)

    def make(self) -> ProductParts:
        self.made += 1
        return NONE

    def read(self, key: str = "a", *, version: int = 1, day: date = TODAY) -> ProductParts:
        return self.kept.read(key, version=version, day=day, make=self.make)


def test_parts_are_made_once_for_each_product() -> None:
    reader = Reader()
    for key in ("a", "a", "b", "a", "b"):
        reader.read(key)
    assert reader.made == 2


@pytest.mark.parametrize("change", [{"version": 2}, {"day": TOMORROW}])
def test_a_new_version_or_day_drops_all(change: dict[str, Any]) -> None:
    reader = Reader()
    reader.read("a")
    reader.read("a", **change)
    assert reader.made == 2
    assert list(reader.kept._parts) == ["a"]


def test_parts_are_kept_for_half_a_minute_at_most() -> None:
    reader = Reader()
    reader.read()
    reader.now += 29
    reader.read()
    assert reader.made == 1
    reader.now += 1
    reader.read()
    assert reader.made == 2


def test_without_a_version_nothing_is_kept() -> None:
    reader = Reader()
    reader.read(version=0)
    reader.read(version=0)
    assert reader.made == 2
    assert reader.kept._parts == {}

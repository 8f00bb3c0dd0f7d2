"""Controls written in one go look as Django's own, and escape everything."""

import pytest
from django import forms

from storefront.widgets import Choice, Line

CHOICES = [("", "Choose"), ("NY", "New York"), ('"><b>', "<script>")]


@pytest.mark.parametrize("value", ["", None, "Oswego", 'a"b<c>&d', "ক"])
@pytest.mark.parametrize("attrs", [{}, {"autocomplete": "name", "autofocus": True, "maxlength": "200"}])
def test_a_line_says_what_djangos_own_says(value: str | None, attrs: dict[str, object]) -> None:
    own = forms.TextInput(attrs=attrs).render("city", value, {"id": "id_city"})
    assert parts(str(Line(attrs=attrs).render("city", value, {"id": "id_city"}))) == parts(str(own))


@pytest.mark.parametrize("value", ["", None, "NY", '"><b>', "unknown"])
def test_a_choice_says_what_djangos_own_says(value: str | None) -> None:
    own = forms.Select(choices=CHOICES, attrs={"autocomplete": "country"}).render("area", value, {"id": "id_area"})
    ours = Choice(choices=CHOICES, attrs={"autocomplete": "country"}).render("area", value, {"id": "id_area"})
    assert parts(str(ours)) == parts(str(own))


def parts(html: str) -> list[tuple[str, object]]:
    """The tags with their attributes in any order, and the words between."""
    from html.parser import HTMLParser

    found: list[tuple[str, object]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

        def handle_data(self, data: str) -> None:
            if data.strip():
                found.append(("", data))

    Reader().feed(html)
    return found

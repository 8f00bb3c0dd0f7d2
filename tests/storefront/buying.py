"""A buyer without JavaScript: reads the forms of a page and sends them, as a browser does."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.cast import BUYER
from tests.shop import variant_id

US_ADDRESS = {
    "country": "US",
    "name": BUYER.name,
    "street_1": "813 Howard Street",
    "city": "Oswego",
    "area": "NY",
    "postal_code": "13126",
}
GERMAN_ADDRESS = {
    "country": "DE",
    "name": BUYER.name,
    "street_1": "Unter den Linden 1",
    "city": "Berlin",
    "postal_code": "10117",
}


@dataclass
class Form:
    """A form of a page: where it goes, and what it would send if nothing were touched."""

    id: str
    action: str
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)


class FormReader(HTMLParser):
    """Collects the forms of a page with their preset values."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append(Form(given.get("id", ""), given.get("action", "")))
        if not self.forms:
            return
        form, name = self.forms[-1], given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind in {"radio", "checkbox"}:
                form.choices.setdefault(name, []).append(given.get("value", "on"))
            if kind not in {"radio", "checkbox"} or "checked" in given:
                form.values[name] = given.get("value", "on" if kind in {"radio", "checkbox"} else "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.choices.setdefault(self._select, []).append(given.get("value", ""))
            if "selected" in given or self._select not in form.values:
                form.values[self._select] = given.get("value", "")
        elif tag == "button":
            form.buttons.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


def read_forms(html: str) -> list[Form]:
    """All forms of a page, in its order."""
    reader = FormReader()
    reader.feed(html)
    return reader.forms


class Buyer:
    """Clicks and types; `page` is what is on the screen."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page: HttpResponse = HttpResponse()

    @property
    def text(self) -> str:
        """The page's HTML."""
        return self.page.content.decode()

    def open(self, path: str, **extra: Any) -> HttpResponse:
        """Goes to an address, following redirects."""
        self.page = self.client.get(path, follow=True, **extra)
        return self.page

    def add(self, sku: str, quantity: int | str = 1, **extra: Any) -> HttpResponse:
        """Puts a piece into the cart."""
        data = {"variant": variant_id(sku), "quantity": str(quantity)}
        self.page = self.client.post("/cart/lines/", data, follow=True, **extra)
        return self.page

    def form(self, form_id: str) -> Form:
        """A form of the page."""
        (form,) = [form for form in read_forms(self.text) if form.id == form_id]
        return form

    def send(self, form_id: str, follow: bool = True, **typed: str) -> HttpResponse:
        """Types into a form and presses its first button."""
        form = self.form(form_id)
        self.page = self.client.post(form.action, {**form.values, **typed}, follow=follow)
        return self.page

    def go_to_payment(self, address: dict[str, str] = US_ADDRESS) -> HttpResponse:
        """From a filled cart to a checkout whose button says pay."""
        self.open("/checkout/")
        return self.send("checkout", email=BUYER.email, **address)

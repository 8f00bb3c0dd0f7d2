"""A buyer without JavaScript: reads forms as they stand on the page, fills them in, submits them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

ADDRESS = {
    "email": "bench.buyer@example.org",
    "name": "Bench Buyer",
    "street_1": "1 Measuring Lane",
    "city": "London",
    "postal_code": "SW1A 1AA",
    "country": "GB",
}
MOST_SUBMITS = 5


@dataclass(slots=True)
class Form:
    """A form of a page: where it goes, and what it would send untouched."""

    action: str
    form_id: str
    values: dict[str, str] = field(default_factory=dict)


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(found.get("action", ""), found.get("id", "")))
        elif not self.forms:
            return
        elif tag == "input" and found.get("name") and "disabled" not in found:
            self._take_input(found)
        elif tag == "select":
            self._select = found.get("name", "")
        elif tag == "option" and self._select:
            values = self.forms[-1].values
            if "selected" in found or self._select not in values:
                values[self._select] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _take_input(self, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind in ("radio", "checkbox") and "checked" not in found:
            return
        self.forms[-1].values[found["name"]] = found.get("value", "on" if kind == "checkbox" else "")


def read_forms(page: str) -> list[Form]:
    """All forms of an HTML page, in order."""
    reader = _FormReader()
    reader.feed(page)
    return reader.forms


class Buyer:
    """One browser: cookies kept, redirects followed, `Origin` sent as browsers do."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, follow_redirects=True, timeout=60, headers={"Origin": url})

    def __enter__(self) -> "Buyer":
        return self

    def __exit__(self, *error: object) -> None:
        self.http.close()

    def add(self, product_path: str) -> httpx.Response:
        """Opens a product page and adds one piece, as its form stands."""
        page = self.http.get(product_path)
        page.raise_for_status()
        form = next(form for form in read_forms(page.text) if form.action.endswith("/cart/lines/"))
        return self.http.post(form.action, data=form.values)

    def pay(self) -> httpx.Response:
        """Submits the checkout until the order page comes; the last reply if it does not within five submits."""
        reply = self.http.get("/checkout/")
        for _ in range(MOST_SUBMITS):
            if "/orders/" in reply.url.path:
                break
            form = next((form for form in read_forms(reply.text) if form.form_id == "checkout"), None)
            if form is None:
                break
            reply = self.http.post(urljoin(str(reply.url), form.action), data=form.values | ADDRESS)
        return reply

    def buy(self, product_path: str) -> bool:
        """Whether one piece was bought, from the product page to the order page."""
        self.add(product_path)
        return "/orders/" in self.pay().url.path

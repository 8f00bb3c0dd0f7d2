"""A member of staff without JavaScript: reads forms and sends them."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.cast import STAFF
from tests.shop import deliver_all
from tests.storefront.buying import Form, read_forms


class StaffMember:
    """Clicks and types; `page` is what is on the screen."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page: HttpResponse = HttpResponse()

    @property
    def text(self) -> str:
        """The words of the page, white space folded."""
        return unescape(" ".join(re.sub(r"<[^>]+>", " ", self.page.content.decode()).split()))

    def open(self, path: str) -> HttpResponse:
        """Goes to an address, following redirects."""
        self.page = self.client.get(path, follow=True)
        return self.page

    def form(self, ending: str) -> Form:
        """The form of the page that goes to an address with this ending."""
        (form,) = [form for form in read_forms(self.page.content.decode()) if form.action.endswith(ending)]
        return form

    def send(self, ending: str, **typed: Any) -> HttpResponse:
        """Types into a form and presses its button; returns what was sent for a second time."""
        form = self.form(ending)
        self.sent = (form.action, {**form.values, **typed})
        return self.post_again()

    def post_again(self) -> HttpResponse:
        """Sends the last form as it was: a double click, or a reload."""
        self.page = self.client.post(*self.sent, follow=True)
        return self.page

    def sign_in(self, email: str = STAFF.email, password: str = STAFF.password) -> HttpResponse:
        """At the dashboard's own door."""
        self.open("/dashboard/login/")
        return self.send("/login/", email=email, password=password)

    def refund(self, number: str, **pieces: Any) -> HttpResponse:
        """Chooses pieces on the refund page and looks at the confirmation."""
        self.open(f"/dashboard/orders/{number}/refund/")
        return self.send("/refund/", **pieces)

    def confirm(self) -> HttpResponse:
        """Agrees to the refund; then the worker runs, and the order is looked at again."""
        self.send("/refund/")
        self.said = self.text
        deliver_all()
        return self.page

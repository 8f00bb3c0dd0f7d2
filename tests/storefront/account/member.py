"""A buyer with an account, without JavaScript: reads mails, follows their links, fills in forms."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from mail.letters import render_letter
from mail.models import Message
from tests.cast import BUYER
from tests.shop import deliver_all
from tests.storefront.buying import Buyer, Form, read_forms

PASSWORD, NEWER = "three small words", "four more small words"


class Member(Buyer):
    """As a buyer; forms are found by where they lead."""

    def __init__(self, client: Client, email: str = BUYER.email) -> None:
        super().__init__(client)
        self.email = email

    @property
    def words(self) -> str:
        """The words of the page, white space folded."""
        return unescape(" ".join(re.sub(r"<[^>]+>", " ", self.text.partition("<main")[2]).split()))

    def find_form(self, action: str) -> Form:
        """The form of the page that leads there."""
        (form,) = [form for form in read_forms(self.text) if form.action == action]
        return form

    def press(self, action: str, **typed: Any) -> HttpResponse:
        """Types into a form and sends it; then the worker runs."""
        self.page = self.client.post(action, {**self.find_form(action).values, **typed}, follow=True)
        deliver_all()
        return self.page

    def register(self, password: str = PASSWORD) -> HttpResponse:
        """Makes an account."""
        self.open("/account/register/")
        return self.press("/account/register/", email=self.email, password=password)

    def sign_in(self, password: str = PASSWORD, path: str = "/account/login/") -> HttpResponse:
        """At the shop's door."""
        self.open(path)
        return self.press("/account/login/", email=self.email, password=password)

    def find_link(self, template: str) -> str:
        """The path in the newest letter of its kind."""
        message = Message.objects.filter(template=f"storefront/mail/{template}", to=self.email).latest("pk")
        letter = render_letter(message)
        (link,) = re.findall(r"^http://127\.0\.0\.1:8000(/account/\S+)$", letter.text, re.MULTILINE)
        assert unescape(re.findall(r'href="http://127\.0\.0\.1:8000(/account/[^"]+)"', letter.html)[0]) == link
        return str(link)

    def follow_mail(self, template: str) -> HttpResponse:
        """Opens the link of the newest letter of its kind."""
        return self.open(self.find_link(template))

    @property
    def is_signed_in(self) -> bool:
        """Whether the account opens."""
        return self.client.get("/account/").status_code == 200

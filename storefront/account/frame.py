"""What the pages of an account share: who is let in, where to go on, and what every reply says."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from saleor_api.client import Client
from saleor_api.errors import SaleorDenied
from storefront.buyers import buyer_client, forget_tokens
from storefront.till import at_the_till

Rest = ParamSpec("Rest")


def for_buyer(
    view: Callable[Concatenate[HttpRequest, Client, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """A page for who is signed in; its second argument is a client with their rights. Others go to the door."""

    @at_the_till
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        client = buyer_client(request)
        if client is None:
            return _to_the_door(request)
        try:
            return view(request, client, *args, **kwargs)
        except SaleorDenied:
            # Saleor no longer takes the token, for instance because the account is gone.
            forget_tokens(request.session)
            return _to_the_door(request)

    return guarded


def safe_next(address: str) -> str:
    """A path of this shop to go on to, else the account's own page."""
    own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if own else reverse("account")


def mail_link(name: str) -> str:
    """The address of a page of ours, as Saleor is told to put it into a mail."""
    return settings.PUBLIC_URL + reverse(name)


def _to_the_door(request: HttpRequest) -> HttpResponse:
    path = request.get_full_path() if request.method == "GET" else reverse("account")
    return redirect(f"{reverse('account-login')}?{urlencode({'next': path})}")

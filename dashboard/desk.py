"""The frame of every dashboard page: who is let in, and what is shown when Saleor says no or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from dashboard.connection import describe_line
from dashboard.errors import OrderUnknown
from people.access import Seat, require_seat
from people.models import Person
from saleor_api.client import Client
from saleor_api.errors import SaleorDenied, SaleorError

LOGIN = "dashboard-login"
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Desk:
    """A member of Saleor's staff at the dashboard, with a client of their own rights."""

    person: Person
    client: Client


@dataclass(frozen=True, slots=True)
class TroublePage:
    """Why a page cannot be shown, and what helps."""

    title: str
    sentence: str


def desk_page(view: View) -> View:
    """A page for everybody who works here; its second argument is the `Seat`."""

    @require_seat(LOGIN)
    @wraps(view)
    def guarded(request: HttpRequest, seat: Seat, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, seat, *args, **kwargs)
        except SaleorDenied as error:
            return _deny(request, error)
        except SaleorError as error:
            return _tell_silence(request, error)
        except OrderUnknown as error:
            page = TroublePage("No such order", str(error))
            return render(request, "dashboard/trouble.html", {"page": page}, status=404)

    # A renewed access token may need Saleor too, before the view runs.
    @wraps(view)
    def outer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return guarded(request, *args, **kwargs)
        except PermissionDenied:
            sentence = (
                "This account has no desk here. Sign out, and in again with an account of somebody who works here."
            )
            page = TroublePage("Not with this account", sentence)
            return render(request, "dashboard/trouble.html", {"page": page}, status=403)
        except SaleorError as error:
            return _tell_silence(request, error)

    return outer


def orders_page(view: View) -> View:
    """A page about orders: only for Saleor's staff, whose permissions Saleor checks; second argument is the `Desk`."""

    @desk_page
    @wraps(view)
    def guarded(request: HttpRequest, seat: Seat, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if seat.client is None:
            sentence = "Orders belong to Saleor's staff accounts. Sign out and in again with one of those."
            page = TroublePage("Not with this account", sentence)
            return render(request, "dashboard/trouble.html", {"page": page}, status=403)
        return view(request, Desk(seat.person, seat.client), *args, **kwargs)

    return guarded


def _tell_silence(request: HttpRequest, error: SaleorError) -> HttpResponse:
    """Saleor did not answer: how the line stands, as far as we know."""
    line = describe_line()
    sentence = line.sentence if line.state.tone != "good" else error.buyer_sentence
    page = TroublePage("Saleor does not answer", sentence)
    return render(request, "dashboard/trouble.html", {"page": page}, status=503)


def _deny(request: HttpRequest, error: SaleorDenied) -> HttpResponse:
    """Without the permission: a page that names it. With a sign-in that Saleor no longer takes: the sign-in page."""
    if "PermissionDenied" not in str(error):
        logout(request)
        return redirect(LOGIN)
    sentence = (
        "Saleor does not let your account do this. "
        "Whoever manages staff in Saleor can give it the right “Manage orders”."
    )
    return render(request, "dashboard/trouble.html", {"page": TroublePage("Not allowed", sentence)}, status=403)

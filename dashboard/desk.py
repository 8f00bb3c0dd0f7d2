"""The frame of every dashboard page: who is let in, and what is shown when Saleor says no or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from dashboard.connection import describe_line
from dashboard.errors import OrderUnknown
from people.access import Seat, require_seat
from people.models import Person
from people.second_factor import has_passed, is_enrolled
from saleor_api.client import Client
from saleor_api.errors import SaleorDenied, SaleorError

LOGIN = "dashboard-login"
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Desk:
    """A member of Saleor's staff at the dashboard, with a client of their own rights."""

    person: Person
    client: Client
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class TroublePage:
    """Why a page cannot be shown, and what helps."""

    title: str
    sentence: str


def desk_page(view: View, *, enrolling: bool = False) -> View:
    """A page for everybody who works here; its second argument is the `Seat`.

    `enrolling`: it is open to who still has to set up a second factor.
    """

    @require_seat(LOGIN)
    @wraps(view)
    def guarded(request: HttpRequest, seat: Seat, *args: Any, **kwargs: Any) -> HttpResponseBase:
        away = _ask_second_factor(request, seat, enrolling=enrolling)
        if away is not None:
            return away
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
        if not seat.permissions & {"MANAGE_ORDERS"}:
            return _say_forbidden(request, "Manage orders")
        return view(request, Desk(seat.person, seat.client, seat.permissions), *args, **kwargs)

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
    seat: Seat | None = getattr(request, "seat", None)
    held = seat.permissions if seat else frozenset()
    # Orders can be seen, so it is the money that cannot be moved.
    lacks_money = "MANAGE_ORDERS" in held and "HANDLE_PAYMENTS" not in held
    return _say_forbidden(request, "Handle payments" if lacks_money else "Manage orders")


def _say_forbidden(request: HttpRequest, right: str) -> HttpResponse:
    sentence = (
        f"Saleor does not let your account do this. Whoever manages staff in Saleor can give it the right “{right}”."
    )
    return render(request, "dashboard/trouble.html", {"page": TroublePage("Not allowed", sentence)}, status=403)


def _ask_second_factor(request: HttpRequest, seat: Seat, *, enrolling: bool) -> HttpResponse | None:
    """Where to go instead, for Saleor's staff whose second factor is missing. One query."""
    if seat.client is None or not isinstance(request.user, User) or has_passed(request.session, request.user):
        return None
    if is_enrolled(request.user):
        # It was set up in another browser after this one had signed in.
        logout(request)
        return redirect(LOGIN)
    return redirect("dashboard-security") if settings.STAFF_SECOND_FACTOR and not enrolling else None

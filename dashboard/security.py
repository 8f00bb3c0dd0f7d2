"""The second factor of whoever is signed in through Saleor: an authenticator app, passkeys, recovery codes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dashboard.desk import desk_page
from dashboard.forms import CodeForm, PasskeyForm
from people import second_factor
from people.access import Seat
from people.actions import record_audit
from people.errors import SignInError, TooManyAttempts

_HOME = "dashboard-security"
View = Callable[[HttpRequest, Seat, User], HttpResponse]


@dataclass(frozen=True, slots=True)
class SecurityPage:
    """What is set up; `must`: the shop asks it of everybody."""

    factors: second_factor.Factors
    must: bool
    off_form: CodeForm


@dataclass(frozen=True, slots=True)
class AppPage:
    """Setting up an app: the picture it reads, and the same as text."""

    form: CodeForm
    picture: SafeString
    secret: str


@dataclass(frozen=True, slots=True)
class PasskeyPage:
    """Making a passkey; `offer` is what the browser needs."""

    form: PasskeyForm
    offer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CodesPage:
    """Recovery codes, shown this once."""

    codes: tuple[str, ...]


def _own_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A page for Saleor's staff only: local accounts sign in elsewhere too, where no second step is asked."""

    @wraps(view)
    def guarded(request: HttpRequest, seat: Seat, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if seat.client is None or not isinstance(request.user, User):
            raise PermissionDenied
        return view(request, seat, request.user, *args, **kwargs)

    return partial(desk_page, enrolling=True)(guarded)


@require_safe
@_own_page
def show_security(request: HttpRequest, seat: Seat, user: User) -> HttpResponse:
    """What is set up, and the ways to change it."""
    return _show(request, user, CodeForm(focus=False, auto_id="off_%s"))


@require_http_methods(["GET", "POST"])
@_own_page
def add_app(request: HttpRequest, seat: Seat, user: User) -> HttpResponse:
    """An authenticator app: scan, then prove it with a code."""
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.enrol_app(request.session, user, form.cleaned_data["code"])
        except SignInError as error:
            status = 429 if isinstance(error, TooManyAttempts) else 400
            form.add_error("code", str(error))
        else:
            return _finish(request, seat, user, "add_authenticator_app", codes)
    secret = second_factor.new_secret(request.session)
    svg = segno.make(second_factor.app_link(user, secret)).svg_inline(scale=5, border=2, light="#fff", dark="#000")
    groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    # Made by segno of a text that is percent-encoded.
    page = AppPage(form, mark_safe(svg), groups)  # noqa: S308
    return render(request, "dashboard/security_app.html", {"page": page}, status=status)


@require_http_methods(["GET", "POST"])
@_own_page
def add_passkey(request: HttpRequest, seat: Seat, user: User) -> HttpResponse:
    """A passkey, made by the browser."""
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.enrol_passkey(user, form.cleaned_data["name"], form.cleaned_data["passkey"] or {})
        except SignInError:
            form.add_error(None, "The browser's answer does not fit. Please try again.")
        else:
            return _finish(request, seat, user, "add_passkey", codes)
    page = PasskeyPage(form, second_factor.offer_passkey(user))
    return render(request, "dashboard/security_passkey.html", {"page": page}, status=400 if form.errors else 200)


@require_POST
@_own_page
def drop_passkey(request: HttpRequest, seat: Seat, user: User, key: int) -> HttpResponse:
    """Takes a passkey away, unless it is the last factor."""
    if second_factor.remove_passkey(user, key):
        record_audit(seat.person, "remove_passkey", f"user:{user.pk}")
        messages.success(request, "The passkey is removed.")
    else:
        messages.error(request, "This is the last second factor. Set up another one first, or switch it off below.")
    return redirect(_HOME)


@require_POST
@_own_page
def make_codes(request: HttpRequest, seat: Seat, user: User) -> HttpResponse:
    """New recovery codes in place of the old."""
    if not second_factor.is_enrolled(user):
        return redirect(_HOME)
    return _finish(request, seat, user, "renew_recovery_codes", second_factor.renew_codes(user))


@require_POST
@_own_page
def switch_off(request: HttpRequest, seat: Seat, user: User) -> HttpResponse:
    """No second factor any more, for a last code of it; not where the shop asks it of everybody."""
    form = CodeForm(request.POST, focus=False, auto_id="off_%s")
    try:
        if settings.STAFF_SECOND_FACTOR:
            messages.error(request, "This shop asks a second factor of everybody who works here.")
            return redirect(_HOME)
        second_factor.check_code(user, request.POST.get("code", "")[:20])
    except SignInError as error:
        form.add_error("code", str(error))
        return _show(request, user, form, 429 if isinstance(error, TooManyAttempts) else 400)
    second_factor.turn_off(user)
    record_audit(seat.person, "switch_off_second_factor", f"user:{user.pk}")
    messages.success(request, "The second factor is switched off.")
    return redirect(_HOME)


def _finish(request: HttpRequest, seat: Seat, user: User, action: str, codes: list[str]) -> HttpResponse:
    """The factor counts as given in this session; new recovery codes are shown, this once."""
    second_factor.note_passed(request.session, user)
    record_audit(seat.person, action, f"user:{user.pk}")
    if not codes:
        messages.success(request, "It is set up.")
        return redirect(_HOME)
    return render(request, "dashboard/security_codes.html", {"page": CodesPage(tuple(codes))})


def _show(request: HttpRequest, user: User, off_form: CodeForm, status: int = 200) -> HttpResponse:
    page = SecurityPage(second_factor.read_factors(user), settings.STAFF_SECOND_FACTOR, off_form)
    return render(request, "dashboard/security.html", {"page": page}, status=status)

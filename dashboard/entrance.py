"""Signing in to the dashboard, in one step or two, and out of it."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dashboard.desk import LOGIN
from dashboard.forms import CodeForm, SignInForm
from people.access import SALEOR_KEY, client_address
from people.errors import SignInError, TooManyAttempts
from people.second_factor import Factors, ask_passkey, check_code, check_passkey, is_enrolled, note_passed, read_factors
from people.signing_in import check_password, end_sign_in
from saleor_api.errors import SaleorError

_BACKEND = "django.contrib.auth.backends.ModelBackend"
# A working day: whoever forgets to sign out on a shared machine is out the next morning.
_SESSION_SECONDS = 12 * 60 * 60
_WAITING_KEY, _WAITING_SECONDS = "second_factor_waiting", 600


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The sign-in form."""

    form: SignInForm


@dataclass(frozen=True, slots=True)
class SecondPage:
    """The second step; `passkey` is what the browser needs to use one, empty where there is none."""

    form: CodeForm
    factors: Factors
    passkey: dict[str, Any]


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Takes Saleor's staff accounts and local ones; 429 after too many wrong passwords."""
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            signed = check_password(email=values["email"], password=values["password"], address=client_address(request))
        except SignInError as error:
            status = 429 if isinstance(error, TooManyAttempts) else 400
            form.add_error(None, str(error))
        except SaleorError as error:
            status = 503
            form.add_error(None, error.buyer_sentence)
        else:
            key = str(signed.saleor_key) if signed.saleor_key else ""
            if key and is_enrolled(signed.user):
                request.session[_WAITING_KEY] = [signed.user.pk, key, values["next"][:500], time.time()]
                return redirect("dashboard-login-second")
            return _let_in(request, signed.user, key, values["next"])
    return render(request, "dashboard/login.html", {"page": SignInPage(form)}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Takes a code or a passkey of who has just given the right password; within ten minutes."""
    user_pk, key, address, began = request.session.get(_WAITING_KEY) or (0, "", "", 0.0)
    user = User.objects.filter(pk=user_pk).first() if time.time() - began < _WAITING_SECONDS else None
    if user is None:
        return redirect(LOGIN)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["passkey"]:
                check_passkey(user, form.cleaned_data["passkey"])
            else:
                check_code(user, form.cleaned_data["code"])
        except SignInError as error:
            status = 429 if isinstance(error, TooManyAttempts) else 400
            form.add_error("code", str(error))
        else:
            response = _let_in(request, user, key, address)
            note_passed(request.session, user)
            return response
    status = status if status == 429 or not form.errors else 400
    factors = read_factors(user)
    page = SecondPage(form, factors, ask_passkey(user) if factors.passkeys else {})
    return render(request, "dashboard/second.html", {"page": page}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session and forgets its tokens."""
    key = request.session.get(SALEOR_KEY)
    if key:
        end_sign_in(UUID(key))
    logout(request)
    return redirect(LOGIN)


def _let_in(request: HttpRequest, user: User, saleor_key: str, address: str) -> HttpResponse:
    request.session.pop(_WAITING_KEY, None)
    login(request, user, backend=_BACKEND)
    request.session[SALEOR_KEY] = saleor_key
    request.session.set_expiry(_SESSION_SECONDS)
    return redirect(_safe_next(request, address))


def _safe_next(request: HttpRequest, address: str) -> str:
    """Where to go after signing in: a page of this shop, else the dashboard."""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return address
    return "/dashboard/"

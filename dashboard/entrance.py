"""Signing in to the dashboard, and out of it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dashboard.desk import LOGIN
from dashboard.forms import SignInForm
from people.access import SALEOR_KEY, client_address
from people.errors import SignInError, TooManyAttempts
from people.signing_in import check_password, end_sign_in
from saleor_api.errors import SaleorError

_BACKEND = "django.contrib.auth.backends.ModelBackend"
# A working day: whoever forgets to sign out on a shared machine is out the next morning.
_SESSION_SECONDS = 12 * 60 * 60


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The sign-in form."""

    form: SignInForm


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
            login(request, signed.user, backend=_BACKEND)
            request.session[SALEOR_KEY] = str(signed.saleor_key) if signed.saleor_key else ""
            request.session.set_expiry(_SESSION_SECONDS)
            return redirect(_safe_next(request, values["next"]))
    return render(request, "dashboard/login.html", {"page": SignInPage(form)}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session and forgets its tokens."""
    key = request.session.get(SALEOR_KEY)
    if key:
        end_sign_in(UUID(key))
    logout(request)
    return redirect(LOGIN)


def _safe_next(request: HttpRequest, address: str) -> str:
    """Where to go after signing in: a page of this shop, else the dashboard."""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return address
    return "/dashboard/"

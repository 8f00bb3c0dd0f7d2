"""In and out: signing in, making an account, signing out."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from people.access import client_address
from people.errors import SignInError, TooManyAttempts
from people.signing_in import count_request, sign_in_buyer
from saleor_api.client import require
from saleor_api.errors import SaleorRefused
from saleor_api.generated.input_types import AccountRegisterInput
from storefront.account.forms import AccountForm, RegisterForm, SignInForm, refuse_password
from storefront.account.frame import mail_link, safe_next
from storefront.buyers import forget_buyer, is_signed_in, keep_buyer
from storefront.channels import find_channel
from storefront.till import at_the_till, buyers_client, count_pieces

MOST_ACCOUNTS = 10
_NOT_TAKEN = "This could not be used as it is. Please check e-mail and password."


@dataclass(frozen=True, slots=True)
class DoorPage:
    """A form at the door."""

    form: AccountForm


@dataclass(frozen=True, slots=True)
class SentPage:
    """The word that a mail may be under way; the same whoever asked."""

    email: str


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@at_the_till
def sign_in(request: HttpRequest) -> HttpResponse:
    """Takes a customer's e-mail and password; 429 after too many wrong ones. One call."""
    if is_signed_in(request.session) and request.method == "GET":
        return redirect("account")
    form = SignInForm(request.POST or None, {"next": request.GET.get("next", "")})
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            key = sign_in_buyer(email=values["email"], password=values["password"], address=client_address(request))
        except SignInError as error:
            status = 429 if isinstance(error, TooManyAttempts) else 200
            form.add_error(None, str(error))
        else:
            keep_buyer(request.session, key)
            return redirect(safe_next(values["next"]))
    return show_door(request, "login", form, status)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@at_the_till
def register(request: HttpRequest) -> HttpResponse:
    """Makes an account; the answer is the same for an e-mail that has one already. One call."""
    if is_signed_in(request.session):
        return redirect("account")
    form = RegisterForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show_door(request, "register", form)
    values = form.cleaned_data
    given = AccountRegisterInput(
        email=values["email"],
        password=values["password"],
        redirect_url=mail_link("account-confirm"),
        channel=find_channel(request.get_host()),
    )
    try:
        count_request("register", client_address(request), MOST_ACCOUNTS)
        made = require(buyers_client(request).account_register(input=given))
    except TooManyAttempts as error:
        form.add_error(None, str(error))
        return show_door(request, "register", form, 429)
    except SaleorRefused as error:
        refuse_password(form, error.errors, _NOT_TAKEN)
        return show_door(request, "register", form)
    if made.requires_confirmation:
        return render(request, "storefront/account/registered.html", {"page": SentPage(values["email"])})
    messages.success(request, "If this e-mail was new here, the account is ready. Please sign in.")
    return redirect("account-login")


@require_POST
@at_the_till
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forgets the tokens, and the cart: the next person at this screen may be another."""
    forget_buyer(request.session)
    messages.success(request, "You are signed out.")
    return count_pieces(request, redirect(reverse("account-login")), 0)


def show_door(request: HttpRequest, name: str, form: AccountForm, status: int = 200) -> HttpResponse:
    """One of the forms that need no sign-in."""
    form.focus_first_error()
    return render(request, f"storefront/account/{name}.html", {"page": DoorPage(form)}, status=status)

"""Where the links of our mails lead: confirming an e-mail, a new password, deleting an account.

A link's token goes from the address into the session at once, so that no log, history or referrer keeps it, and
nothing happens before a button is pressed: programs that look into mails open links too.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from people.access import client_address
from people.errors import SignInError, TooManyAttempts
from people.signing_in import count_request, sign_in_buyer
from saleor_api.client import Client, require, user_client
from saleor_api.errors import SaleorRefused
from storefront.account.entrance import SentPage, show_door
from storefront.account.forms import EmailForm, NewPasswordForm, refuse_password
from storefront.account.frame import for_buyer, mail_link
from storefront.buyers import forget_buyer, keep_buyer
from storefront.channels import find_channel
from storefront.till import at_the_till, buyers_client, count_pieces

LINK_KEY = "account_link"
MOST_MAILS, MOST_TRIES = 10, 20
LONGEST_PART = 254
OLD_LINK = "This link is used up or too old. Please ask for a new one."


@dataclass(frozen=True, slots=True)
class Link:
    """What a mail's link held; empty where none was followed."""

    email: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A page that a mail's link leads to; `error` is why it could not be done."""

    link: Link
    error: str = ""


@require_http_methods(["GET", "POST"])
@at_the_till
def confirm(request: HttpRequest) -> HttpResponse:
    """Confirms a new account's e-mail at the press of a button. One call."""
    if "token" in request.GET:
        return _keep_link(request, "confirm", "account-confirm")
    link = _read_link(request.session, "confirm")
    if request.method != "POST" or not link.token:
        return render(request, "storefront/account/confirm.html", {"page": LinkPage(link)})
    try:
        count_request("confirm", client_address(request), MOST_TRIES)
        require(buyers_client(request).confirm_account(email=link.email, token=link.token))
    except (SaleorRefused, TooManyAttempts) as error:
        page = LinkPage(link, OLD_LINK if isinstance(error, SaleorRefused) else str(error))
        return render(request, "storefront/account/confirm.html", {"page": page})
    request.session.pop(LINK_KEY, None)
    messages.success(request, "Thank you: your e-mail is confirmed. Please sign in.")
    return redirect("account-login")


@require_http_methods(["GET", "POST"])
@at_the_till
def request_password(request: HttpRequest) -> HttpResponse:
    """Sends a link for a new password; the answer is the same whether the e-mail is known. One call."""
    if "token" in request.GET:
        return _keep_link(request, "password", "account-password-new")
    form = EmailForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show_door(request, "password", form)
    email = form.cleaned_data["email"]
    try:
        count_request("reset", client_address(request), MOST_MAILS)
    except TooManyAttempts as error:
        form.add_error(None, str(error))
        return show_door(request, "password", form, 429)
    channel = find_channel(request.get_host())
    client = buyers_client(request)
    require(client.request_password_reset(email=email, redirect_url=mail_link("account-password"), channel=channel))
    return render(request, "storefront/account/password_sent.html", {"page": SentPage(email)})


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@at_the_till
def set_password(request: HttpRequest) -> HttpResponse:
    """A new password in place of a forgotten one; every earlier sign-in ends. Up to three calls."""
    link = _read_link(request.session, "password")
    if not link.token:
        return redirect("account-password")
    form = NewPasswordForm(request.POST or None, {"email": link.email})
    if request.method != "POST" or not form.is_valid():
        return show_door(request, "password_new", form)
    password, address = form.cleaned_data["password"], client_address(request)
    try:
        count_request("set", address, MOST_TRIES)
        done = require(buyers_client(request).set_password(email=link.email, token=link.token, password=password))
        end_other_sign_ins(user_client(done.token or "", buyer_ip=address))
        key = sign_in_buyer(email=link.email, password=password, address=address)
    except SaleorRefused as error:
        refuse_password(form, error.errors, OLD_LINK)
        return show_door(request, "password_new", form)
    except SignInError as error:
        form.add_error(None, str(error))
        return show_door(request, "password_new", form, 429 if isinstance(error, TooManyAttempts) else 200)
    request.session.pop(LINK_KEY, None)
    keep_buyer(request.session, key)
    messages.success(request, "Your new password holds from now on, and you are signed in.")
    return redirect("account")


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Asks for the mail that deletes an account; once its link was followed, deletes it. One call."""
    if "token" in request.GET:
        return _keep_link(request, "delete", "account-delete")
    return _delete(request)


@for_buyer
def _delete(request: HttpRequest, client: Client) -> HttpResponse:
    link = _read_link(request.session, "delete")
    if request.method != "POST":
        return render(request, "storefront/account/delete.html", {"page": LinkPage(link)})
    try:
        if not link.token:
            return _ask_for_deletion(request, client)
        require(client.account_delete(token=link.token))
    except (SaleorRefused, TooManyAttempts) as error:
        request.session.pop(LINK_KEY, None)
        page = LinkPage(Link(), _why_not(error))
        return render(request, "storefront/account/delete.html", {"page": page})
    request.session.pop(LINK_KEY, None)
    forget_buyer(request.session)
    return count_pieces(request, render(request, "storefront/account/deleted.html"), 0)


def end_other_sign_ins(client: Client) -> None:
    """No token of this customer's is good any more: a password change alone lets them live (case 333). One call."""
    require(client.tokens_deactivate_all())


def _ask_for_deletion(request: HttpRequest, client: Client) -> HttpResponse:
    count_request("delete", client_address(request), MOST_MAILS)
    channel = find_channel(request.get_host())
    require(client.account_request_deletion(redirect_url=mail_link("account-delete"), channel=channel))
    return render(request, "storefront/account/delete_sent.html")


def _why_not(error: SaleorRefused | TooManyAttempts) -> str:
    if isinstance(error, TooManyAttempts):
        return str(error)
    if "DELETE_STAFF_ACCOUNT" in error.codes:
        return "This is the account of somebody who works here: it can only be deleted in Saleor."
    return OLD_LINK


def _keep_link(request: HttpRequest, purpose: str, name: str) -> HttpResponse:
    parts = [request.GET.get(part, "")[:LONGEST_PART] for part in ("email", "token")]
    request.session[LINK_KEY] = [purpose, *parts]
    return redirect(name)


def _read_link(session: SessionBase, purpose: str) -> Link:
    kept = session.get(LINK_KEY) or [""]
    return Link(*kept[1:]) if kept[0] == purpose else Link()

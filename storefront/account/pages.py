"""The account itself: orders, names, password."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from people.access import client_address
from people.errors import SignInError
from people.signing_in import end_sign_in, sign_in_buyer
from saleor_api.client import Client, require
from saleor_api.errors import SaleorDenied, SaleorRefused
from saleor_api.generated.fragments import BuyerOrderParts
from saleor_api.money import Money, read_money
from storefront.account.addresses import BookEntry, list_entries
from storefront.account.entrance import show_door
from storefront.account.forms import ChangePasswordForm, NameForm, refuse_password
from storefront.account.frame import for_buyer
from storefront.account.links import end_other_sign_ins
from storefront.attempts import open_order_pages
from storefront.buyers import keep_buyer
from storefront.order_page import describe_status

ORDERS_PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of the list; `token` opens its page."""

    number: str
    token: str
    placed: datetime
    status: str
    status_kind: str
    pieces: str
    total: Money


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What the account knows."""

    email: str
    name: str
    orders: tuple[OrderRow, ...]
    entries: tuple[BookEntry, ...]


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """Ten orders, and where the older ones are."""

    orders: tuple[OrderRow, ...]
    is_first: bool
    older: str


@require_GET
@for_buyer
def show_account(request: HttpRequest, client: Client) -> HttpResponse:
    """The newest orders, the address book, names and e-mail. One call."""
    me = client.buyer_account()
    if me is None:
        raise SaleorDenied("nobody is signed in")
    page = AccountPage(
        email=me.email,
        name=f"{me.first_name} {me.last_name}".strip(),
        orders=_read_orders([edge.node for edge in me.orders.edges] if me.orders else []),
        entries=list_entries(me.addresses),
    )
    return render(request, "storefront/account/account.html", {"page": page})


@require_GET
@for_buyer
def show_orders(request: HttpRequest, client: Client) -> HttpResponse:
    """All orders of this customer, and of nobody else: only `me.orders` is asked. One call."""
    after = request.GET.get("after", "")[:200]
    me = client.buyer_orders(first=ORDERS_PER_PAGE, after=after or None)
    if me is None or me.orders is None:
        raise SaleorDenied("nobody is signed in")
    info = me.orders.page_info
    page = OrdersPage(
        orders=_read_orders([edge.node for edge in me.orders.edges]),
        is_first=not after,
        older=f"?{urlencode({'after': info.end_cursor})}" if info.has_next_page and info.end_cursor else "",
    )
    return render(request, "storefront/account/orders.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_buyer
def change_name(request: HttpRequest, client: Client) -> HttpResponse:
    """First and last name. One call."""
    if request.method == "GET":
        me = client.buyer_account()
        known = {"first_name": me.first_name, "last_name": me.last_name} if me else {}
        return show_door(request, "profile", NameForm(None, known))
    form = NameForm(request.POST)
    if not form.is_valid():
        return show_door(request, "profile", form)
    try:
        require(client.account_update(**form.cleaned_data))
    except SaleorRefused:
        form.add_error(None, "This name could not be used as it is. Please check it.")
        return show_door(request, "profile", form)
    messages.success(request, "Your name is changed.")
    return redirect("account")


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("old_password", "password")
@for_buyer
def change_password(request: HttpRequest, client: Client) -> HttpResponse:
    """A new password; every other sign-in of this account ends. Up to four calls."""
    form = ChangePasswordForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show_door(request, "password_change", form)
    old, new = form.cleaned_data["old_password"], form.cleaned_data["password"]
    me = client.buyer_account()
    address = client_address(request)
    try:
        # Proves the old password where wrong ones are counted, which `passwordChange` itself does not do.
        end_sign_in(sign_in_buyer(email=me.email if me else "", password=old, address=address))
        require(client.password_change(old_password=old, new_password=new))
        end_other_sign_ins(client)
        key = sign_in_buyer(email=me.email if me else "", password=new, address=address)
    except SignInError as error:
        form.add_error("old_password", str(error))
        return show_door(request, "password_change", form)
    except SaleorRefused as error:
        refuse_password(form, error.errors, "The password could not be changed. Please check both.")
        return show_door(request, "password_change", form)
    keep_buyer(request.session, key)
    messages.success(request, "Your new password holds from now on. Other devices are signed out.")
    return redirect("account")


def _read_orders(orders: list[BuyerOrderParts]) -> tuple[OrderRow, ...]:
    """Rows with the addresses of their pages. Two queries."""
    tokens = open_order_pages([order.id for order in orders])
    return tuple(_read_order(order, tokens[order.id]) for order in orders)


def _read_order(order: BuyerOrderParts, token: str) -> OrderRow:
    status, kind = describe_status(order.status, order.status_display or "")
    pieces = [f"{line.quantity} × {line.product_name}" for line in order.lines]
    return OrderRow(
        number=order.number,
        token=token,
        placed=order.created,
        status=status,
        status_kind=kind,
        pieces=", ".join(pieces[:3]) + (" and more" if len(pieces) > 3 else ""),
        total=read_money(order.total.gross),
    )

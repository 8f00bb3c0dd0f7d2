"""The address book: Saleor keeps it, and lets nobody change another's."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saleor_api.client import Client, require
from saleor_api.errors import SaleorDenied, SaleorRefused
from saleor_api.generated.enums import AddressTypeEnum
from saleor_api.generated.fragments import BookAddress
from saleor_api.ids import unpack_id
from storefront.account.forms import BookForm
from storefront.account.frame import for_buyer
from storefront.address_form import read_address
from storefront.address_rules import read_rules
from storefront.channels import find_channel
from storefront.countries import guess_country
from storefront.order_page import write_address

_USES = {"delivery": AddressTypeEnum.SHIPPING, "billing": AddressTypeEnum.BILLING}


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One address; `key` is its number in our addresses."""

    key: str
    lines: tuple[str, ...]
    is_delivery: bool
    is_billing: bool


@dataclass(frozen=True, slots=True)
class BookPage:
    """The whole address book."""

    entries: tuple[BookEntry, ...]


@dataclass(frozen=True, slots=True)
class AddressPage:
    """The form of one address; without `key` it is a new one."""

    form: BookForm
    key: str
    notice: str = ""


def list_entries(addresses: Sequence[BookAddress]) -> tuple[BookEntry, ...]:
    """The addresses as they are written on an envelope."""
    return tuple(
        BookEntry(
            key=unpack_id(address.id)[1],
            lines=write_address(address),
            is_delivery=bool(address.is_default_shipping_address),
            is_billing=bool(address.is_default_billing_address),
        )
        for address in addresses
    )


@require_GET
@for_buyer
def show_addresses(request: HttpRequest, client: Client) -> HttpResponse:
    """All addresses. One call."""
    return render(request, "storefront/account/addresses.html", {"page": BookPage(list_entries(_read_book(client)))})


@require_http_methods(["GET", "POST"])
@for_buyer
def edit_address(request: HttpRequest, client: Client, key: str = "") -> HttpResponse:
    """A new address, or another text for one. At most three calls."""
    before = _find(client, key) if key else None
    countries = list(settings.CHANNELS[find_channel(request.get_host())]["countries"])
    known = read_address(before) or {"country": _guess_country(request, countries)}
    asked = request.POST.get("country", "") or known["country"]
    rules = read_rules(asked if asked in countries else countries[0], client)
    if request.method != "POST":
        return _show_form(request, BookForm(rules=rules, countries=countries, initial=known), key)
    form = BookForm(rules=rules, countries=countries, data=request.POST)
    if request.POST.get("shown_country") != rules.country and not form.is_valid():
        # Another country has other fields: what they lack is not held against the buyer yet.
        fresh = BookForm(rules=rules, countries=countries, initial=request.POST.dict())
        return _show_form(request, fresh, key, f"The fields now follow {rules.country_name}. Please look them over.")
    if not form.is_valid() or not _save(client, form, before):
        return _show_form(request, form, key)
    messages.success(request, "The address is saved.")
    return redirect("account-addresses")


@require_POST
@for_buyer
def change_use(request: HttpRequest, client: Client, key: str) -> HttpResponse:
    """Makes an address the first choice for deliveries or bills, or deletes it. Two calls."""
    address, use = _find(client, key), request.POST.get("use", "")
    try:
        if use in _USES:
            require(client.account_set_default_address(id=address.id, kind=_USES[use]))
            messages.success(request, f"Your next {use} address is filled in from this one.")
        elif use == "delete":
            require(client.account_address_delete(id=address.id))
            messages.success(request, "The address is deleted.")
    except SaleorRefused:
        messages.error(request, "That could not be done; the address book is as it was.")
    return redirect("account-addresses")


def _read_book(client: Client) -> Sequence[BookAddress]:
    me = client.buyer_addresses()
    if me is None:
        raise SaleorDenied("nobody is signed in")
    return me.addresses


def _find(client: Client, key: str) -> BookAddress:
    found = next((address for address in _read_book(client) if unpack_id(address.id)[1] == key), None)
    if found is None:
        raise Http404("There is no such address.")
    return found


def _save(client: Client, form: BookForm, before: BookAddress | None) -> bool:
    """Writes the address at Saleor; puts refusals into the form."""
    try:
        if before is None:
            require(client.account_address_create(input=form.address()))
        else:
            require(client.account_address_update(id=before.id, input=form.address()))
    except SaleorRefused as error:
        form.add_problems(error.errors)
        return False
    return True


def _show_form(request: HttpRequest, form: BookForm, key: str, notice: str = "") -> HttpResponse:
    form.focus_first_error()
    return render(request, "storefront/account/address.html", {"page": AddressPage(form, key, notice)})


def _guess_country(request: HttpRequest, countries: list[str]) -> str:
    default = str(settings.CHANNELS[find_channel(request.get_host())]["country"])
    return guess_country(request.headers.get("Accept-Language", ""), countries, default)

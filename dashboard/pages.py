"""Pages that only show: today, orders, one order, pieces without a lot."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dashboard.connection import read_connection
from dashboard.desk import Desk, desk_page, orders_page
from dashboard.forms import CaptureForm, NoteForm, SendForm, StepForm
from dashboard.models import StaffStep, StepState
from dashboard.orders import describe_order, fetch_order, list_orders, read_paid_lines
from dashboard.shapes import OrderDetail, OrderList, Payment
from dashboard.tasks import read_today
from dashboard.words import SHELVES, Shelf
from impact_tags.queries.ledger import ledger_rows, unconfirmed_lines
from impact_tags.shapes import LedgerRow, UnconfirmedLine
from people.access import Seat
from people.actions import record_access


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """The list of orders with what it was asked for."""

    list: OrderList
    search: str
    shelf: str
    shelves: tuple[tuple[str, str], ...]
    next_url: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class OrderPage:
    """One order with its forms; `unfinished` is a change that broke off."""

    order: OrderDetail
    send_form: SendForm
    send_fields: tuple[tuple[str, object], ...]
    note_form: NoteForm
    payments: tuple[tuple[Payment, CaptureForm | None], ...]
    finish_form: StepForm
    unfinished: StaffStep | None
    ledger: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class UnconfirmedPage:
    """Pieces that were sent without a lot."""

    lines: tuple[UnconfirmedLine, ...]


@require_safe
@desk_page
def show_today(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What waits, and today's orders for who may see them."""
    client = seat.client if "MANAGE_ORDERS" in seat.permissions else None
    return render(request, "dashboard/today.html", {"page": read_today(client), "seat": seat})


@require_safe
@desk_page
def show_connection(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How the shop stands with Saleor: the line, the apps, the catalogue, what was healed."""
    return render(request, "dashboard/connection.html", {"page": read_connection()})


@require_safe
@orders_page
def show_orders(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Orders by state and words, 25 a page."""
    search = " ".join(request.GET.get("q", "").split())[:100]
    state, after = request.GET.get("state", ""), request.GET.get("after", "")
    shelf = Shelf(state) if state in set(Shelf) else None
    found = list_orders(desk.client, shelf=shelf, search=search, after=after)
    asked = {name: value for name, value in (("q", search), ("state", shelf or "")) if value}
    page = OrdersPage(
        list=found,
        search=search,
        shelf=shelf or "",
        shelves=tuple((one.value, words) for one, (words, _) in SHELVES.items()),
        next_url=f"?{urlencode({**asked, 'after': found.next_cursor})}" if found.next_cursor else "",
        is_first=not after,
    )
    return render(request, "dashboard/orders.html", {"page": page})


@require_safe
@orders_page
def show_order(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """One order: lines, money, parcels, history, impact, and what can be done with it."""
    order = fetch_order(desk.client, number)
    record_access(desk.person, f"order:{order.number}", "opened at the dashboard")
    send_form = SendForm(lines=read_paid_lines(order))
    detail = describe_order(order)
    page = OrderPage(
        order=detail,
        send_form=send_form,
        send_fields=tuple((name, send_form[name]) for name in send_form.fields if name.startswith("send-")),
        note_form=NoteForm(),
        payments=_offer_captures(detail, desk.permissions),
        finish_form=StepForm(),
        unfinished=StaffStep.objects.filter(order_id=order.id, state=StepState.OPEN).first(),
        ledger=ledger_rows(order.id),
    )
    return render(request, "dashboard/order.html", {"page": page})


@require_safe
@orders_page
def show_unconfirmed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Pieces that went out without a lot."""
    return render(request, "dashboard/unconfirmed.html", {"page": UnconfirmedPage(unconfirmed_lines())})


def _offer_captures(order: OrderDetail, permissions: frozenset[str]) -> tuple[tuple[Payment, CaptureForm | None], ...]:
    """The payments; with each that can be taken, a form for who may handle payments."""
    found: list[tuple[Payment, CaptureForm | None]] = []
    for place, payment in enumerate(order.payments):
        offered = payment.may_take and "HANDLE_PAYMENTS" in permissions
        form = CaptureForm(initial={"payment": place, "amount": payment.held.minor}) if offered else None
        found.append((payment, form))
    return tuple(found)

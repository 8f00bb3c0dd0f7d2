"""Changes to an order: one form, one step, back to the order with a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dashboard.capture import capture_payment, capture_work
from dashboard.desk import Desk, orders_page
from dashboard.errors import DashboardError, StepUnfinished
from dashboard.forms import CaptureForm, NoteForm, RefundForm, SendForm, StepForm, hidden_values
from dashboard.models import StaffStep, StepKind, StepState
from dashboard.orders import delivery_left, describe_order, fetch_order, read_paid_lines
from dashboard.refund_rules import LineChoice, RefundPlan
from dashboard.refunds import list_reasons, plan_order_refund, refund_pieces, refund_work
from dashboard.sending import add_note, cancel_order, send_pieces, work_of
from dashboard.shapes import OrderDetail
from dashboard.steps import find_ended, finish_step
from saleor_api.generated.staff_order import StaffOrderOrder
from saleor_api.money import Money


@dataclass(frozen=True, slots=True)
class RefundPage:
    """Which pieces to refund."""

    order: OrderDetail
    form: RefundForm
    rows: tuple[tuple[object, tuple[object, ...]], ...]


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """A refund as it would be carried out, once more before it is."""

    order: OrderDetail
    plan: RefundPlan
    lines: tuple[tuple[str, str, Money], ...]
    delivery: Money
    amount: Money
    hidden: list[tuple[str, str]]
    form: StepForm


@dataclass(frozen=True, slots=True)
class CancelPage:
    """What cancelling means, before it is done."""

    order: OrderDetail
    form: StepForm


@require_POST
@orders_page
def send(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Sends the chosen pieces."""
    order = fetch_order(desk.client, number)
    form = SendForm(request.POST, lines=read_paid_lines(order))
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("dashboard-order", number=number)
    values = form.cleaned_data
    return _take(
        request,
        number,
        lambda: send_pieces(
            desk.client,
            order,
            pieces=form.pieces,
            tracking=values["tracking"],
            token=values["token"],
            person=desk.person,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@orders_page
def refund(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Choose pieces, see what it comes to, confirm. Nothing is done before the confirmation."""
    order = fetch_order(desk.client, number)
    has_delivery = delivery_left(order) is not None
    form = RefundForm(
        request.POST or None,
        lines=read_paid_lines(order),
        has_delivery=has_delivery,
        reasons=list_reasons(desk.client),
    )
    if request.method != "POST" or not form.is_valid():
        return _ask_refund(request, order, form)
    same = find_ended(form.cleaned_data["token"], order.id)
    if same is not None:
        # The form came twice: the first has done what this one asks for.
        return _say(request, number, same)
    try:
        plan = plan_order_refund(order, form.choices, with_delivery=form.with_delivery)
    except DashboardError as error:
        form.add_error(None, str(error))
        return _ask_refund(request, order, form)
    if request.POST.get("confirm") != str(plan.amount_minor):
        return _confirm_refund(request, order, plan)
    values = form.cleaned_data
    return _take(
        request,
        number,
        lambda: refund_pieces(
            desk.client,
            order,
            plan,
            reason=values["reason"],
            listed=values.get("listed", ""),
            token=values["token"],
            person=desk.person,
        ),
    )


@require_POST
@orders_page
def capture(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Takes the money that an authorised payment holds; needs Saleor's permission to handle payments."""
    order = fetch_order(desk.client, number)
    form = CaptureForm(request.POST)
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("dashboard-order", number=number)
    values = form.cleaned_data
    same = find_ended(values["token"], order.id)
    if same is not None:
        return _say(request, number, same)
    return _take(
        request,
        number,
        lambda: capture_payment(
            desk.client,
            order,
            place=values["payment"],
            amount_minor=values["amount"],
            token=values["token"],
            person=desk.person,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@orders_page
def cancel(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Says what cancelling means; does it when confirmed."""
    order = fetch_order(desk.client, number)
    form = StepForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        page = CancelPage(order=describe_order(order), form=StepForm())
        return render(request, "dashboard/cancel.html", {"page": page})
    token = form.cleaned_data["token"]
    return _take(request, number, lambda: cancel_order(desk.client, order, token=token, person=desk.person))


@require_POST
@orders_page
def note(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Puts a note on the order."""
    order = fetch_order(desk.client, number)
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("dashboard-order", number=number)
    values = form.cleaned_data
    return _take(
        request,
        number,
        lambda: add_note(desk.client, order, message=values["message"], token=values["token"], person=desk.person),
    )


@require_POST
@orders_page
def finish(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Goes on with a change that broke off."""
    order = fetch_order(desk.client, number)
    step = StaffStep.objects.filter(order_id=order.id, state=StepState.OPEN).first()
    if step is None:
        messages.info(request, "Nothing is left unfinished.")
        return redirect("dashboard-order", number=number)
    makers = {StepKind.REFUND: refund_work, StepKind.CAPTURE: capture_work}
    kind = StepKind(step.kind)
    work = makers[kind](desk.client) if kind in makers else work_of(kind, desk.client)
    return _take(request, number, lambda: finish_step(step, work))


def _take(request: HttpRequest, number: str, change: Callable[[], StaffStep]) -> HttpResponse:
    """Makes the change and says on the order's page what became of it."""
    try:
        step = change()
    except StepUnfinished as error:
        messages.warning(request, str(error))
        return redirect("dashboard-order", number=number)
    except DashboardError as error:
        messages.error(request, str(error))
        return redirect("dashboard-order", number=number)
    return _say(request, number, step)


def _say(request: HttpRequest, number: str, step: StaffStep) -> HttpResponse:
    if step.state == StepState.DONE:
        messages.success(request, step.outcome)
    else:
        messages.error(request, step.outcome or "This change is still under way.")
    return redirect("dashboard-order", number=number)


def _ask_refund(request: HttpRequest, order: StaffOrderOrder, form: RefundForm) -> HttpResponse:
    detail = describe_order(order)
    rows = tuple(
        (
            line,
            tuple(form[f"{kind}-{place}"] for kind in ("unsent", "back", "only") if f"{kind}-{place}" in form.fields),
        )
        for place, line in enumerate(detail.lines)
    )
    page = RefundPage(order=detail, form=form, rows=rows)
    return render(request, "dashboard/refund.html", {"page": page}, status=400 if form.errors else 200)


def _confirm_refund(request: HttpRequest, order: StaffOrderOrder, plan: RefundPlan) -> HttpResponse:
    price = order.total.gross

    def money(minor: int) -> Money:
        return Money.from_minor(minor, price.currency, price.fraction_digits)

    page = ConfirmPage(
        order=describe_order(order),
        plan=plan,
        lines=tuple((one.line.name, _say_pieces(one.choice), money(one.amount_minor)) for one in plan.lines),
        delivery=money(plan.delivery_minor),
        amount=money(plan.amount_minor),
        hidden=hidden_values(request.POST),
        form=StepForm(),
    )
    return render(request, "dashboard/confirm_refund.html", {"page": page})


def _say_pieces(choice: LineChoice) -> str:
    parts = ((choice.unsent, "not sent"), (choice.back, "coming back"), (choice.money_only, "money only"))
    return ", ".join(f"{number} {words}" for number, words in parts if number)


def _first_error(form: Form) -> str:
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}: {errors[0]}" if label else str(errors[0])

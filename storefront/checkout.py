"""The checkout: one page, one main form. A purchase takes two submits without JavaScript: address, then pay."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from saleor_api.client import require
from saleor_api.errors import SaleorError, SaleorRefused
from saleor_api.ids import CheckoutId
from storefront.attempts import Claim, claim_attempt, find_open_key
from storefront.buyers import own_checkout
from storefront.channels import find_channel
from storefront.checkout_form import CheckoutForm
from storefront.checkout_page import build_checkout
from storefront.checkout_steps import Deliveries, list_deliveries, method_of
from storefront.checkout_visit import Visit, enter, keep_draft, keep_typed, known_values, make_form, settle
from storefront.countries import guess_country
from storefront.errors import OrderedAlready, TillError
from storefront.kept_cart import STEP_KEY, forget_cart
from storefront.models import AttemptState, PaymentAttempt
from storefront.paying import Ending, Result, amount_due, pay
from storefront.seen import Seen, read_seen, see, tell_changes
from storefront.till import at_the_till, buyers_client, count_pieces, go_to_order, is_fragment

RESTORED = (
    "Your session had ended, so we put your cart together again from this page. Please look it over and press the "
    "button once more. Nothing was charged."
)


@require_http_methods(["GET", "POST"])
@at_the_till
def show_checkout(request: HttpRequest) -> HttpResponse:
    """The page, or what becomes of the form."""
    seen = read_seen(request.POST.get("seen", "")) if request.method == "POST" else None
    keep_typed(request.session, request.POST)
    try:
        visit = enter(request.session, buyers_client(request), find_channel(request.get_host()), seen)
    except TillError as error:
        return _send_away(request, error)
    visit.owned = own_checkout(request, visit.checkout, visit.countries)
    if request.method != "POST":
        form = make_form(visit, initial=known_values(visit, _default_country(request, visit)))
        return show(request, visit, form)
    form = make_form(visit, data=request.POST)
    keep_draft(request.session, form, request.POST)
    if request.POST.get("step") == "refresh":
        return _refresh(request, visit, form, seen)
    return _submit(request, visit, form, seen)


@require_http_methods(["GET", "POST"])
@at_the_till
def change_voucher(request: HttpRequest) -> HttpResponse:
    """Tries a voucher's code, or takes one off; the page comes again with what was typed."""
    if request.method != "POST":
        return redirect("checkout")
    try:
        visit = enter(request.session, buyers_client(request), find_channel(request.get_host()))
    except TillError as error:
        return _send_away(request, error)
    if "country" in request.POST:
        keep_draft(request.session, make_form(visit, data=request.POST), request.POST)
    code = request.POST.get("voucher", "").strip()[:100]
    sentence = _apply_voucher(visit, code, remove="remove" in request.POST)
    form = make_form(visit, initial=known_values(visit, _default_country(request, visit)))
    return show(request, visit, form, voucher=(code if sentence else "", sentence))


def show(
    request: HttpRequest,
    visit: Visit,
    form: CheckoutForm,
    deliveries: Deliveries = (),
    *,
    notices: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
    voucher: tuple[str, str] = ("", ""),
) -> HttpResponse:
    """Renders the checkout. At most one call, for the deliveries."""
    page = build_checkout(
        visit.checkout,
        form,
        deliveries or list_deliveries(visit.client, visit.checkout),
        visit.kept,
        channel=visit.channel,
        notices=notices,
        warnings=warnings,
        delivery_error=_delivery_error(form),
        voucher=voucher,
        owned=visit.owned,
        # An attempt without a known end is tried again under its own key, so that nobody pays twice.
        attempt=find_open_key(CheckoutId(visit.checkout.id)),
    )
    return count_pieces(request, render(request, "storefront/checkout.html", {"page": page}), visit.checkout.quantity)


def show_result(
    request: HttpRequest, visit: Visit, form: CheckoutForm, attempt: PaymentAttempt, result: Result
) -> HttpResponse:
    """The page that follows a payment."""
    if result.ending is Ending.ORDERED and result.order:
        return go_to_order(request, result.order.token)
    if result.ending is Ending.STEP_NEEDED:
        request.session[STEP_KEY] = attempt.pk
        return redirect("checkout-confirm")
    if result.ending is Ending.UNFINISHED:
        return render(request, "storefront/unfinished.html", {"page": {"sentence": result.sentence}})
    return show(request, visit, form, warnings=(result.sentence,))


def _submit(request: HttpRequest, visit: Visit, form: CheckoutForm, seen: Seen | None) -> HttpResponse:
    if not form.is_valid():
        return show(request, visit, form, warnings=(RESTORED,) if visit.restored else ())
    deliveries = settle(visit, form)
    if form.errors:
        return show(request, visit, form, deliveries)
    if visit.restored:
        return show(request, visit, form, deliveries, warnings=(RESTORED,))
    if any(line.problems for line in visit.checkout.lines):
        return show(request, visit, form, deliveries, warnings=("A piece in your cart needs another look.",))
    changes = tell_changes(seen, see(visit.checkout))
    if changes or seen is None:
        first_look = seen is not None and not seen.delivery and bool(method_of(visit.checkout))
        if first_look:
            return show(
                request,
                visit,
                form,
                deliveries,
                notices=("Your address is fine. One last look before you pay:", *changes),
            )
        return show(request, visit, form, deliveries, warnings=changes)
    return _pay(request, visit, form, seen.attempt)


def _pay(request: HttpRequest, visit: Visit, form: CheckoutForm, key: uuid.UUID) -> HttpResponse:
    checkout_id = CheckoutId(visit.checkout.id)
    claim, attempt = claim_attempt(key, checkout_id, amount_due(visit.checkout))
    if claim is Claim.BUSY or attempt is None:
        return redirect("checkout-waiting", key=find_open_key(checkout_id) or key)
    if claim is Claim.USED:
        if attempt.order:
            return go_to_order(request, attempt.order.token)
        if attempt.state == AttemptState.STEP_NEEDED:
            request.session[STEP_KEY] = attempt.pk
            return redirect("checkout-confirm")
        return show(request, visit, form, warnings=(attempt.sentence,))
    try:
        result = pay(visit.client, attempt, visit.checkout, form.cleaned_data["outcome"])
    except SaleorError as error:
        return show(request, visit, form, warnings=(error.buyer_sentence,))
    return show_result(request, visit, form, attempt, result)


def _refresh(request: HttpRequest, visit: Visit, form: CheckoutForm, seen: Seen | None) -> HttpResponse:
    """What htmx asks for after a field has changed: other fields, the deliveries, the sums; or nothing."""
    country = (request.POST.get("shown_country"), request.POST.get("shown_billing_country"))
    moved = country != (form.rules.country, form.billing_rules.country)
    before = visit.checkout
    deliveries: Deliveries = ()
    if not set(form.errors) - {"email", "outcome"}:
        deliveries = settle(visit, form)
    if not moved and visit.checkout is before:
        return HttpResponse(status=204)
    # Unbound: what is still being typed is not held against the buyer.
    fresh = make_form(visit, initial=request.POST.dict())
    page = build_checkout(
        visit.checkout,
        fresh,
        deliveries or list_deliveries(visit.client, visit.checkout),
        visit.kept,
        channel=visit.channel,
        delivery_error=_delivery_error(form),
        attempt=seen.attempt if seen else None,
    )
    return render(request, "storefront/includes/checkout_refresh.html", {"page": page, "moved": moved})


def _delivery_error(form: CheckoutForm) -> str:
    return str(form.errors["delivery"][0]) if "delivery" in form.errors else ""


def _apply_voucher(visit: Visit, code: str, *, remove: bool) -> str:
    """Sets `visit.checkout`; the sentence is empty when it worked."""
    if not code:
        return "Enter the code of a voucher."
    client, checkout_id = visit.client, visit.checkout.id
    try:
        if remove:
            checkout = require(client.checkout_remove_promo_code(id=checkout_id, code=code)).checkout
        else:
            checkout = require(client.checkout_add_promo_code(id=checkout_id, code=code)).checkout
    except SaleorRefused as error:
        if "VOUCHER_NOT_APPLICABLE" in error.codes:
            return f"The voucher {code} does not apply to what is in your cart."
        return f"We do not know a voucher {code}. Please check the code."
    visit.checkout = checkout or visit.checkout
    return ""


def _default_country(request: HttpRequest, visit: Visit) -> str:
    default = str(settings.CHANNELS[visit.channel]["country"])
    return guess_country(request.headers.get("Accept-Language", ""), visit.countries, default)


def _send_away(request: HttpRequest, error: TillError) -> HttpResponse:
    """No cart to check out: to the order it became, or to the cart page with a word why."""
    if isinstance(error, OrderedAlready):
        return go_to_order(request, error.token)
    forget_cart(request.session)
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("cart")})
    messages.error(request, error.sentence)
    return redirect("cart")

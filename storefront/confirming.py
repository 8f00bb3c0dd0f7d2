"""Between paying and the order: the bank's extra step, and the wait for a payment that is under way."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from saleor_api.ids import CheckoutId
from saleor_api.money import Money
from storefront.attempts import close_attempt, find_done, resume_attempt
from storefront.carts import read_checkout
from storefront.kept_cart import STEP_KEY
from storefront.models import AttemptState, PaymentAttempt
from storefront.paying import Ending, amount_due, confirm, recover_order
from storefront.till import at_the_till, buyers_client, go_to_order

CHANGED = "Your cart changed after the payment had begun, so it was not finished. Nothing was charged."


@require_http_methods(["GET", "POST"])
@at_the_till
def confirm_payment(request: HttpRequest) -> HttpResponse:
    """The extra step of the test gateway: the buyer confirms, or gives the payment up."""
    attempt = PaymentAttempt.objects.filter(pk=request.session.get(STEP_KEY, 0)).select_related("order").first()
    if attempt is None:
        return redirect("checkout")
    done = attempt.order or find_done(checkout_id=CheckoutId(attempt.checkout_id))
    if done:
        return go_to_order(request, done.token)
    if attempt.state != AttemptState.STEP_NEEDED:
        return redirect("checkout-waiting", key=attempt.key)
    amount = Money.from_minor(attempt.amount_minor, attempt.currency)
    if request.method != "POST":
        return render(request, "storefront/confirm.html", {"page": {"amount": amount}})
    return _confirm(request, attempt, amount)


@require_GET
@at_the_till
def show_waiting(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A second press of the button ends here until the first one is through."""
    attempt = PaymentAttempt.objects.filter(key=key).select_related("order").first()
    if attempt and attempt.order:
        return go_to_order(request, attempt.order.token)
    if attempt is None or attempt.state != AttemptState.RUNNING or attempt.claimed_until <= timezone.now():
        if attempt and attempt.sentence:
            messages.warning(request, attempt.sentence)
        return redirect("checkout")
    response = render(request, "storefront/waiting.html", {"page": None})
    response["Refresh"] = "1"
    return response


def _confirm(request: HttpRequest, attempt: PaymentAttempt, amount: Money) -> HttpResponse:
    client = buyers_client(request)
    checkout = read_checkout(client, CheckoutId(attempt.checkout_id))
    if checkout is None:
        order = recover_order(client, CheckoutId(attempt.checkout_id))
        return go_to_order(request, order.token) if order else redirect("checkout")
    if amount_due(checkout) != amount:
        close_attempt(attempt, AttemptState.FAILED, sentence=CHANGED)
        messages.warning(request, CHANGED)
        return redirect("checkout")
    if not resume_attempt(attempt):
        return redirect("checkout-waiting", key=attempt.key)
    attempt.state = AttemptState.RUNNING
    result = confirm(client, attempt, confirmed=request.POST.get("confirmed") == "yes")
    if result.ending is Ending.ORDERED and result.order:
        return go_to_order(request, result.order.token)
    if result.ending is Ending.UNFINISHED:
        return render(request, "storefront/unfinished.html", {"page": {"sentence": result.sentence}})
    if result.sentence:
        messages.error(request, result.sentence)
    return redirect("checkout")

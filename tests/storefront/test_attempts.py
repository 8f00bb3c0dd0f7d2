"""The guards of paying are the table's own: many presses at once, one of them pays."""

import uuid
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from saleor_api.ids import CheckoutId, OrderId
from saleor_api.money import Money
from storefront.attempts import Claim, claim_attempt, close_attempt, find_done, finish_attempt, let_go, resume_attempt
from storefront.models import AttemptState, OrderAccess, PaymentAttempt
from tests.impact_tags.workers import run_alone, run_together, shared_database

CHECKOUT = CheckoutId("Q2hlY2tvdXQ6MQ==")
AMOUNT = Money(Decimal("56.00"), "USD")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_button", [True, False])
def test_of_many_presses_at_once_exactly_one_pays(same_button: bool, tmp_path: Path) -> None:
    keys = [uuid.UUID(int=1)] * 8 if same_button else [uuid.UUID(int=number) for number in range(8)]
    with shared_database(tmp_path):
        claims = run_together([lambda key=key: claim_attempt(key, CHECKOUT, AMOUNT)[0] for key in keys])
        kept = run_alone(PaymentAttempt.objects.count)
    assert sorted(claims) == [Claim.BUSY] * 7 + [Claim.OURS]
    assert kept == 1


@pytest.mark.django_db
def test_a_used_button_tells_its_result() -> None:
    key = uuid.uuid4()
    _, attempt = claim_attempt(key, CHECKOUT, AMOUNT)
    assert attempt is not None
    close_attempt(attempt, AttemptState.DECLINED, sentence="Declined.")
    again, found = claim_attempt(key, CHECKOUT, AMOUNT)
    assert again is Claim.USED
    assert found is not None
    assert found.sentence == "Declined."


@pytest.mark.django_db
def test_after_a_result_another_button_may_pay() -> None:
    _, attempt = claim_attempt(uuid.uuid4(), CHECKOUT, AMOUNT)
    assert attempt is not None
    assert claim_attempt(uuid.uuid4(), CHECKOUT, AMOUNT)[0] is Claim.BUSY
    close_attempt(attempt, AttemptState.DECLINED)
    assert claim_attempt(uuid.uuid4(), CHECKOUT, AMOUNT)[0] is Claim.OURS


@pytest.mark.django_db
def test_a_dead_press_blocks_for_a_minute_only() -> None:
    _, attempt = claim_attempt(uuid.uuid4(), CHECKOUT, AMOUNT)
    assert attempt is not None
    assert timedelta(seconds=50) < attempt.claimed_until - timezone.now() <= timedelta(seconds=60)
    PaymentAttempt.objects.update(claimed_until=timezone.now())
    assert claim_attempt(uuid.uuid4(), CHECKOUT, AMOUNT)[0] is Claim.OURS
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.FAILED


@pytest.mark.django_db
def test_the_same_button_takes_up_what_it_let_go() -> None:
    key = uuid.uuid4()
    _, attempt = claim_attempt(key, CHECKOUT, AMOUNT)
    assert attempt is not None
    assert claim_attempt(key, CHECKOUT, AMOUNT)[0] is Claim.BUSY
    let_go(attempt)
    assert claim_attempt(key, CHECKOUT, AMOUNT)[0] is Claim.OURS
    assert claim_attempt(key, CHECKOUT, AMOUNT)[0] is Claim.BUSY


@pytest.mark.django_db
def test_the_extra_step_is_resumed_once_and_not_beside_another_payment() -> None:
    _, waiting = claim_attempt(uuid.uuid4(), CHECKOUT, AMOUNT)
    assert waiting is not None
    close_attempt(waiting, AttemptState.STEP_NEEDED, transaction_id="t")
    _, other = claim_attempt(uuid.uuid4(), CHECKOUT, AMOUNT)
    assert other is not None
    assert resume_attempt(waiting) is False
    close_attempt(other, AttemptState.DECLINED)
    assert resume_attempt(waiting) is True
    assert resume_attempt(waiting) is False


@pytest.mark.django_db
def test_an_order_has_one_page_and_is_found_by_button_and_by_checkout() -> None:
    key = uuid.uuid4()
    _, attempt = claim_attempt(key, CHECKOUT, AMOUNT)
    assert attempt is not None
    access = finish_attempt(attempt, OrderId("T3JkZXI6MQ=="))
    assert finish_attempt(attempt, OrderId("T3JkZXI6MQ==")).token == access.token
    assert find_done(key=key) == find_done(checkout_id=CHECKOUT) == access
    assert find_done(key=uuid.uuid4()) is None
    assert OrderAccess.objects.count() == 1

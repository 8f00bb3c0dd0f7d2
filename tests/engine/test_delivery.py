"""The outbox: written with the change, signed, tried again, taken over from killed workers, never sent twice."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from engine import chores, keys, webhooks
from engine.models import App, EventDelivery, Order, Webhook
from tests.engine import desk
from tests.engine.test_signatures import check

pytestmark = [pytest.mark.django_db(databases=["default", "engine"]), pytest.mark.usefixtures("token")]
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def record() -> Order:
    """One ORDER_UPDATED in the outbox."""
    order = Order.objects.get() if Order.objects.exists() else _order()
    webhooks.record_event("ORDER_UPDATED", {"order": order})
    return order


def _order() -> Order:
    desk.buy({"p0-red": 1})
    return Order.objects.get()


def answer(status: int) -> None:
    desk.answers["order_updated"] = lambda payload: (status, {})


def test_payload_is_the_selection_signed_with_saleors_headers() -> None:
    order = record()
    chores.deliver_events()
    event, payload, headers, body = desk.heard[0]
    assert (event, list(payload), list(payload["order"])) == (
        "order_updated",
        ["issuedAt", "recipient", "order"],
        ["id"],
    )
    assert desk.decode(payload["order"]["id"]).decode() == f"Order:{order.pk}"
    assert desk.decode(payload["recipient"]["id"]).decode() == f"App:{App.objects.get().pk}"
    assert (headers["saleor-event"], headers["x-saleor-event"]) == ("order_updated", "order_updated")
    assert headers["saleor-api-url"].endswith("/graphql/")
    check(body, headers["saleor-signature"], json.loads(keys.key_set()))


def test_event_of_an_undone_change_is_never_sent() -> None:
    _order()
    with pytest.raises(RuntimeError), transaction.atomic(using="engine"):
        record()
        raise RuntimeError
    assert desk.drain() == []


def test_failing_app_is_asked_again_as_recorded_and_then_given_up() -> None:
    record()
    answer(500)
    tried = []
    with time_machine.travel(START, tick=False) as clock:
        EventDelivery.objects.update(due_at=START)
        for second in range(1000):
            if chores.deliver_events():
                tried.append(second)
            clock.shift(1)
    assert tried == [0, 10, 30, 70, 150, 310]
    assert EventDelivery.objects.values_list("status", "attempts").get(status="FAILED") == ("FAILED", 6)


def test_retry_is_byte_for_byte_the_same() -> None:
    record()
    answer(500)
    chores.deliver_events()
    answer(200)
    EventDelivery.objects.filter(status="PENDING").update(due_at=timezone.now())
    chores.deliver_events()
    assert len({body for _, _, _, body in desk.heard}) == 1
    assert [event for event, *_ in desk.heard] == ["order_updated"] * 2


@pytest.mark.parametrize("status", [302, 400, 404, 410])
def test_redirect_and_refusal_are_final(status: int) -> None:
    record()
    answer(status)
    assert desk.drain() == ["order_updated"]
    assert EventDelivery.objects.filter(status="FAILED", attempts=1).count() == 1


def test_app_that_raises_counts_as_failing() -> None:
    record()
    desk.answers["order_updated"] = lambda payload: 1 / 0  # type: ignore[return-value]
    chores.deliver_events()
    assert EventDelivery.objects.filter(status="PENDING", attempts=1).count() == 1


def test_killed_workers_row_is_taken_over_when_its_lease_has_run_out() -> None:
    record()
    pending = EventDelivery.objects.filter(status="PENDING")
    pending.update(claimed_until=timezone.now() + chores.LEASE)
    assert chores.deliver_events() == 0
    pending.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert desk.drain() == ["order_updated"]


def test_row_that_another_worker_claims_meanwhile_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    record()
    seen: list[str] = []

    def claim_elsewhere(payload: dict[str, Any]) -> tuple[int, Any]:
        seen.append("first")
        assert chores.deliver_events() == 0  # a second worker finds nothing to do while this one sends
        return 200, {}

    desk.answers["order_updated"] = claim_elsewhere
    assert chores.deliver_events() == 1
    assert seen == ["first"]


def test_events_are_sent_in_the_order_in_which_they_happened() -> None:
    order = record()
    for event in ("ORDER_FULFILLED", "ORDER_REFUNDED", "ORDER_CANCELLED"):
        webhooks.record_event(event, {"order": order})
    assert desk.drain() == ["order_updated", "order_fulfilled", "order_refunded", "order_cancelled"]


def test_app_without_the_permission_is_not_told() -> None:
    order = record()
    desk.drain()
    App.objects.update(permissions=["MANAGE_PRODUCTS"])
    webhooks.record_event("ORDER_UPDATED", {"order": order})
    assert desk.drain() == []


def test_switched_off_webhook_and_app_are_not_told() -> None:
    order = record()
    desk.drain()
    Webhook.objects.update(is_active=False)
    webhooks.record_event("ORDER_UPDATED", {"order": order})
    Webhook.objects.update(is_active=True)
    App.objects.update(is_active=False)
    webhooks.record_event("ORDER_UPDATED", {"order": order})
    assert desk.drain() == []


def test_subscription_that_no_longer_runs_stops_no_order() -> None:
    order = record()
    desk.drain()
    Webhook.objects.filter(name="ORDER_UPDATED").update(query="subscription{event{...on OrderUpdated{gone}}}")
    webhooks.record_event("ORDER_UPDATED", {"order": order})
    assert desk.drain() == []


def test_ready_only_when_everything_new_was_sent() -> None:
    record()
    assert chores.check_ready() == "1 events wait to be sent"
    answer(500)
    chores.deliver_events()
    assert chores.check_ready() == ""


def test_old_deliveries_are_forgotten_but_not_the_failed() -> None:
    record()
    desk.drain()
    EventDelivery.objects.update(created_at=timezone.now() - timedelta(days=30))
    failed = EventDelivery.objects.order_by("pk").last()
    assert failed is not None
    EventDelivery.objects.filter(pk=failed.pk).update(status="FAILED")
    chores.release_reservations()
    assert list(EventDelivery.objects.values_list("pk", flat=True)) == [failed.pk]

"""Carries out a change to an order exactly once, however often its form is sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from dashboard.errors import DashboardError, StepRunning, StepUnfinished
from dashboard.models import StaffStep, StepKind, StepState
from dashboard.refusals import say_refusal
from people.actions import record_audit
from people.models import Person
from saleor_api.errors import SaleorRefused

# Longer than any call to Saleor may take; a step that is still open after it broke off.
_LEASE = timedelta(seconds=60)
Work = Callable[[StaffStep], str]


def run_step(
    *,
    token: UUID,
    kind: StepKind,
    order_id: str,
    order_number: str,
    person: Person,
    wanted: dict[str, Any],
    work: Work,
) -> StaffStep:
    """Runs `work` once for this token and returns the step with its outcome; a repetition returns the same outcome.

    `work` returns the sentence that says what was done. A refusal of Saleor's ends the step as failed. When Saleor
    gives no answer the step stays open and can be finished with `finish_step`.

    Raises:
        StepRunning, StepUnfinished: another step on this order is open.
        SaleorError: Saleor gave no answer.
    """
    try:
        with transaction.atomic():
            step = StaffStep.objects.create(
                token=token,
                kind=kind,
                order_id=order_id,
                order_number=order_number,
                person=person,
                wanted=wanted,
                claimed_until=timezone.now() + _LEASE,
            )
    except IntegrityError:
        return _meet_earlier(token, order_id)
    return _carry_out(step, work)


def finish_step(step: StaffStep, work: Work) -> StaffStep:
    """Goes on with a step that broke off.

    Raises:
        StepRunning: somebody is at it.
        SaleorError: Saleor gave no answer again.
    """
    now = timezone.now()
    free = StaffStep.objects.filter(Q(claimed_until__lt=now), pk=step.pk, state=StepState.OPEN)
    if not free.update(claimed_until=now + _LEASE):
        raise StepRunning
    step.refresh_from_db()
    return _carry_out(step, work)


def keep_part(step: StaffStep, **parts: Any) -> None:
    """Notes what Saleor has done so far, so that it is not asked for twice."""
    step.done_parts = {**step.done_parts, **parts}
    step.save(update_fields=["done_parts"])


def find_ended(token: UUID, order_id: str) -> StaffStep | None:
    """The step of this token if it has ended. One query."""
    return StaffStep.objects.filter(token=token, order_id=order_id).exclude(state=StepState.OPEN).first()


def _carry_out(step: StaffStep, work: Work) -> StaffStep:
    try:
        sentence = work(step)
    except SaleorRefused as error:
        return _end(step, StepState.FAILED, say_refusal(error))
    except DashboardError as error:
        return _end(step, StepState.FAILED, str(error))
    except Exception:
        # Whether Saleor did it is unknown: the step stays open, free to be finished at once.
        StaffStep.objects.filter(pk=step.pk).update(claimed_until=timezone.now())
        raise
    return _end(step, StepState.DONE, sentence)


def _end(step: StaffStep, state: StepState, sentence: str) -> StaffStep:
    step.state, step.outcome = state, sentence[:500]
    with transaction.atomic():
        step.save(update_fields=["state", "outcome"])
        record_audit(step.person, f"{step.kind}_{state.value}", f"order:{step.order_number}", sentence)
    return step


def _meet_earlier(token: UUID, order_id: str) -> StaffStep:
    """The same step if it has ended; otherwise says what stands in the way."""
    same = find_ended(token, order_id)
    if same is not None:
        return same
    standing = StaffStep.objects.filter(order_id=order_id, state=StepState.OPEN).first()
    if standing is not None and standing.claimed_until < timezone.now():
        raise StepUnfinished
    raise StepRunning

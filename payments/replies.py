"""Answers in the shape that Saleor reads; amounts are written as exact JSON numbers, never floats."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from payments.rules import Step
from saleor_api.money import Money

MESSAGE_LIMIT = 512  # Saleor refuses longer ones
_AMOUNT = re.compile(r'"amount": "(\d+(?:\.\d+)?)"')


def session_reply(step: Step, *, reference: str, money: Money, message: str, at: datetime) -> dict[str, object]:
    """The answer to an initialisation or a processing."""
    reply: dict[str, object] = {
        "result": step.result,
        "pspReference": reference,
        "amount": str(money.amount),
        "time": at.isoformat(),
        "message": message[:MESSAGE_LIMIT],
        "actions": list(step.actions),
    }
    if step.result.endswith("_ACTION_REQUIRED"):
        reply["data"] = {"next": "confirm"}
    return reply


def action_reply(
    result: str, *, reference: str, money: Money, message: str, at: datetime, actions: Sequence[str]
) -> dict[str, object]:
    """The answer to a requested charge, refund or cancellation."""
    return {
        "result": result,
        "pspReference": reference,
        "amount": str(money.amount),
        "time": at.isoformat(),
        "message": message[:MESSAGE_LIMIT],
        "actions": list(actions),
    }


def encode_reply(reply: Mapping[str, object]) -> bytes:
    """JSON bytes; the amount, kept as decimal text until here, becomes a number."""
    return _AMOUNT.sub(r'"amount": \1', json.dumps(reply)).encode()

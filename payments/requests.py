"""Saleor's transaction deliveries as typed requests; amounts become minor units at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from payments.errors import UnreadablePayload
from payments.rules import Flow
from saleor_api.money import Money


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """TRANSACTION_INITIALIZE_SESSION or TRANSACTION_PROCESS_SESSION."""

    transaction_id: str
    flow: Flow
    money: Money
    wish: Mapping[str, object]
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class ActionRequest:
    """A charge, refund or cancellation that staff or an app asked for; a cancellation may have no amount."""

    transaction_id: str
    money: Money | None


def read_session_request(payload: Mapping[str, Any]) -> SessionRequest:
    """Reads a session delivery. Raises: UnreadablePayload."""
    try:
        action = payload["action"]
        data = payload.get("data")
        return SessionRequest(
            transaction_id=str(payload["transaction"]["id"]),
            flow=Flow(action["actionType"]),
            money=_read_money(action["amount"], action["currency"]),
            wish=data if isinstance(data, dict) else {},
            idempotency_key=str(payload.get("idempotencyKey") or ""),
        )
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise UnreadablePayload from error


def read_action_request(payload: Mapping[str, Any]) -> ActionRequest:
    """Reads a requested action. Raises: UnreadablePayload."""
    try:
        action = payload["action"]
        amount = action.get("amount")
        return ActionRequest(
            transaction_id=str(payload["transaction"]["id"]),
            money=None if amount is None else _read_money(amount, action["currency"]),
        )
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise UnreadablePayload from error


def _read_money(amount: object, currency: object) -> Money:
    # Saleor sends amounts as JSON numbers in decimal units; the door parses them as Decimal.
    return Money(Decimal(str(amount)), str(currency))

"""Leads each verified delivery to its use-case."""

from collections.abc import Mapping
from typing import Any

from payments import actions, events
from payments.errors import UnknownEvent
from payments.gateways import active_gateway
from payments.requests import read_action_request, read_session_request


def answer_event(event: str, payload: Mapping[str, Any], *, delivery_key: str) -> dict[str, object]:
    """The reply to one delivery; `delivery_key` is the same for a repeated delivery.

    Raises: UnknownEvent, UnreadablePayload, UnknownTransaction, GatewaySwitchedOff.
    """
    match event:
        case events.PAYMENT_GATEWAY_INITIALIZE_SESSION:
            return {
                "data": {"gateway": active_gateway().name, "outcomes": ["success", "decline", "extra_step", "pending"]}
            }
        case events.TRANSACTION_INITIALIZE_SESSION:
            return actions.begin_payment(read_session_request(payload), active_gateway())
        case events.TRANSACTION_PROCESS_SESSION:
            return actions.confirm_payment(read_session_request(payload), active_gateway())
        case events.TRANSACTION_CHARGE_REQUESTED:
            return actions.charge_payment(read_action_request(payload), key=delivery_key)
        case events.TRANSACTION_REFUND_REQUESTED:
            return actions.refund_payment(read_action_request(payload), key=delivery_key)
        case events.TRANSACTION_CANCELATION_REQUESTED:
            return actions.cancel_payment(read_action_request(payload), key=delivery_key)
        case _:
            raise UnknownEvent

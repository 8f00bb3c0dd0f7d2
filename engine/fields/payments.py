"""Payments: opening them and going on with them, asking for charges and refunds, taking reports."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError, GraphQLResolveInfo

from engine import models, orders, payments, sessions
from engine.errors import PermissionDenied, Refusal
from engine.ids import find_row, split, unpack_number
from engine.wiring import kind_of, mutation, reads, resolver

reads(
    {
        # Saleor fills it only for requests that carry one; here the transaction does.
        "TransactionEvent.idempotencyKey": lambda event: None,
        "TransactionItem.paymentMethodDetails": lambda payment: payment.payment_method or None,
    }
)


@kind_of("PaymentMethodDetails")
def _method_kind(details: dict[str, Any]) -> str:
    return "CardPaymentMethodDetails" if details.get("type") == "CARD" else "OtherPaymentMethodDetails"


@resolver("Query.transaction")
def _transaction(root: Any, info: GraphQLResolveInfo, **given: Any) -> models.TransactionItem | None:
    return find_row(models.TransactionItem, given.get("id"), given.get("token"))


def _require(kinds: Mapping[str, type[Any]], global_id: str, key: object = None) -> Any:
    """The row of one of the kinds. Raises: Refusal."""
    try:
        kind = kinds[split(global_id)[0]] if global_id else next(iter(kinds.values()))
        found = find_row(kind, global_id, key)
    except (GraphQLError, KeyError) as error:
        raise Refusal("id", "INVALID", f"Invalid ID: {global_id}. Expected: {' or '.join(kinds)}.") from error
    if found is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {global_id or key}")
    return found


def _require_transaction(given: Mapping[str, Any]) -> models.TransactionItem:
    kinds = {"TransactionItem": models.TransactionItem}
    found: models.TransactionItem = _require(kinds, given.get("id") or "", given.get("token"))
    return found


def _require_source(global_id: str) -> sessions.Source:
    found: sessions.Source = _require({"Checkout": models.Checkout, "Order": models.Order}, global_id)
    return found


@mutation("paymentGatewayInitialize", atomic=False)
def _ask_gateways(info: GraphQLResolveInfo, id: str, **given: Any) -> dict[str, Any]:
    configs = sessions.ask_gateways(
        _require_source(id), amount=given.get("amount"), gateways=given.get("payment_gateways")
    )
    return {"gateway_configs": configs}


@mutation("transactionInitialize", atomic=False)
def _initialize(info: GraphQLResolveInfo, id: str, payment_gateway: Any, **given: Any) -> dict[str, Any]:
    if given.get("action"):
        info.context.require("HANDLE_PAYMENTS")
    source = _require_source(id)
    return sessions.initialize(
        source,
        gateway=payment_gateway,
        amount=given.get("amount"),
        action=given.get("action") or source.channel.transaction_flow,
        key=given.get("idempotency_key"),
        buyer_ip=given.get("customer_ip_address") or info.context.buyer_ip,
    )


@mutation("transactionProcess", atomic=False)
def _process(info: GraphQLResolveInfo, **given: Any) -> dict[str, Any]:
    buyer_ip = given.get("customer_ip_address") or info.context.buyer_ip
    return sessions.process(_require_transaction(given), data=given.get("data"), buyer_ip=buyer_ip)


@mutation("transactionRequestAction")
def _request(info: GraphQLResolveInfo, action_type: str, **given: Any) -> dict[str, Any]:
    payment, requestor = _require_transaction(given), info.context.requestor
    if action_type == "REFUND":
        orders.require_reason(requestor, given.get("refund_reason_reference"), "refundReasonReference")
    reason = given.get("refund_reason") or ""
    return {
        "transaction": payments.request_action(
            payment, action=action_type, amount=given.get("amount"), reason=reason, requestor=requestor
        )
    }


@mutation("transactionRequestRefundForGrantedRefund")
def _request_grant(info: GraphQLResolveInfo, granted_refund_id: str, **given: Any) -> dict[str, Any]:
    key = unpack_number(granted_refund_id, "OrderGrantedRefund")
    return {"transaction": payments.request_grant(_require_transaction(given), key, info.context.requestor)}


@mutation("transactionEventReport")
def _report(info: GraphQLResolveInfo, **given: Any) -> dict[str, Any]:
    """Only the app that owns the payment may report on it."""
    payment, requestor = _require_transaction(given), info.context.requestor
    if requestor.app is None or requestor.app.identifier != payment.app_identifier:
        raise PermissionDenied("OWNER", "HANDLE_PAYMENTS")
    payment, event, is_known = payments.report_event(payment, given, requestor)
    return {"already_processed": is_known, "transaction": payment, "transaction_event": event}

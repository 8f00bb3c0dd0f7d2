"""Opening payments and going on with them; asking for charges, refunds and cancellations; taking reports."""

from typing import Any

import graphene
from graphql import GraphQLError, GraphQLResolveInfo

from engine import models, orders, payments, sessions
from engine.errors import PermissionDenied, Refusal
from engine.graph.enums import code_enum
from engine.graph.mutations import Mutation, done, error_type, errors_field
from engine.graph.scalars import JSON, UUID, DateTime, PositiveDecimal
from engine.graph.transactions import (
    TransactionActionEnum,
    TransactionEvent,
    TransactionEventTypeEnum,
    TransactionFlowStrategyEnum,
    TransactionItem,
    find_transaction,
)
from engine.ids import split, unpack_number


def _error(name: str, codes: str) -> type[graphene.ObjectType]:
    return error_type(f"{name}Error", code_enum(f"{name}ErrorCode", codes))


ConfigError = _error("PaymentGatewayConfig", "GRAPHQL_ERROR INVALID NOT_FOUND")
GatewayError = _error("PaymentGatewayInitialize", "GRAPHQL_ERROR INVALID NOT_FOUND")
InitializeError = _error("TransactionInitialize", "GRAPHQL_ERROR INVALID NOT_FOUND UNIQUE")
ProcessError = _error("TransactionProcess", "GRAPHQL_ERROR INVALID NOT_FOUND MISSING_PAYMENT_APP")
_NO_WEBHOOK = "MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK"
ActionError = _error("TransactionRequestAction", f"INVALID REQUIRED GRAPHQL_ERROR NOT_FOUND {_NO_WEBHOOK}")
GrantError = _error(
    "TransactionRequestRefundForGrantedRefund",
    f"INVALID GRAPHQL_ERROR NOT_FOUND AMOUNT_GREATER_THAN_AVAILABLE {_NO_WEBHOOK} "
    "REFUND_ALREADY_PROCESSED REFUND_IS_PENDING",
)
ReportError = _error(
    "TransactionEventReport", "INVALID GRAPHQL_ERROR NOT_FOUND INCORRECT_DETAILS ALREADY_EXISTS REQUIRED"
)


class PaymentGatewayToInitialize(graphene.InputObjectType):
    """A payment app by its identifier, and what to tell it."""

    id = graphene.String(required=True)
    data = JSON()


class PaymentGatewayConfig(graphene.ObjectType):
    """What a payment app's page needs."""

    id = graphene.String(required=True)
    data = JSON()
    errors = graphene.List(graphene.NonNull(ConfigError))


def _find_source(global_id: str) -> sessions.Source:
    """The checkout or order to be paid. Raises: Refusal."""
    try:
        kind, key = split(global_id)
        model: Any = {"Checkout": models.Checkout, "Order": models.Order}[kind]
        found = model.objects.filter(pk=UUID.parse_value(key)).first()
    except (GraphQLError, KeyError) as error:
        raise Refusal("id", "INVALID", f"Invalid ID: {global_id}. Expected: Checkout or Order.") from error
    if found is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {global_id}")
    source: sessions.Source = found
    return source


def _require_transaction(id: str | None, token: Any) -> models.TransactionItem:
    """The payment. Raises: Refusal."""
    try:
        found = find_transaction(id, token)
    except GraphQLError as error:
        raise Refusal("id", "INVALID", error.message) from error
    if found is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {id or token}")
    return found


class PaymentGatewayInitialize(Mutation):
    """Ask payment apps what the shopper's page needs."""

    class Arguments:
        id = graphene.ID(required=True)
        amount = PositiveDecimal()
        payment_gateways = graphene.List(graphene.NonNull(PaymentGatewayToInitialize))

    atomic = False
    gateway_configs = graphene.List(graphene.NonNull(PaymentGatewayConfig))
    errors = errors_field(GatewayError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, id: str, **given: Any) -> dict[str, Any]:
        """See `sessions.ask_gateways`."""
        gateways = given.get("payment_gateways")
        return done(
            gateway_configs=sessions.ask_gateways(_find_source(id), amount=given.get("amount"), gateways=gateways)
        )


def _done_session(session: sessions.Session) -> dict[str, Any]:
    return done(transaction=session.transaction, transaction_event=session.event, data=session.data)


class TransactionInitialize(Mutation):
    """Open a payment."""

    class Arguments:
        id = graphene.ID(required=True)
        payment_gateway = PaymentGatewayToInitialize(required=True)
        amount = PositiveDecimal()
        action = TransactionFlowStrategyEnum()
        idempotency_key = graphene.String()
        customer_ip_address = graphene.String()

    atomic = False
    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEvent)
    data = JSON()
    errors = errors_field(InitializeError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, id: str, payment_gateway: Any, **given: Any) -> dict[str, Any]:
        """See `sessions.initialize`; only apps and staff that handle payments choose the action."""
        if given.get("action"):
            info.context.require("HANDLE_PAYMENTS")
        source = _find_source(id)
        session = sessions.initialize(
            source,
            gateway=payment_gateway,
            amount=given.get("amount"),
            action=str(given.get("action") or source.channel.transaction_flow),
            key=given.get("idempotency_key"),
            buyer_ip=given.get("customer_ip_address") or info.context.buyer_ip,
        )
        return _done_session(session)


class TransactionProcess(Mutation):
    """Go on with a payment after the shopper did what was asked."""

    class Arguments:
        id = graphene.ID()
        token = UUID()
        data = JSON()
        customer_ip_address = graphene.String()

    atomic = False
    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEvent)
    data = JSON()
    errors = errors_field(ProcessError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, **given: Any) -> dict[str, Any]:
        """See `sessions.process`."""
        payment = _require_transaction(given.get("id"), given.get("token"))
        buyer_ip = given.get("customer_ip_address") or info.context.buyer_ip
        return _done_session(sessions.process(payment, data=given.get("data"), buyer_ip=buyer_ip))


class TransactionRequestAction(Mutation):
    """Ask for a charge, a refund or a cancellation; the worker carries it to the app."""

    class Arguments:
        id = graphene.ID()
        token = UUID()
        action_type = TransactionActionEnum(required=True)
        amount = PositiveDecimal()
        refund_reason = graphene.String()
        refund_reason_reference = graphene.ID()

    permissions = ("HANDLE_PAYMENTS",)
    transaction = graphene.Field(TransactionItem)
    errors = errors_field(ActionError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, action_type: str, **given: Any) -> dict[str, Any]:
        """See `payments.request_action`."""
        payment = _require_transaction(given.get("id"), given.get("token"))
        requestor = info.context.requestor
        if action_type == "REFUND":
            orders.require_reason(requestor, given.get("refund_reason_reference"), "refundReasonReference")
        payment = payments.request_action(
            payment,
            action=str(action_type),
            amount=given.get("amount"),
            reason=given.get("refund_reason") or "",
            requestor=requestor,
        )
        return done(transaction=payment)


class TransactionRequestRefundForGrantedRefund(Mutation):
    """Ask for the money that was granted."""

    class Arguments:
        id = graphene.ID()
        token = UUID()
        granted_refund_id = graphene.ID(required=True)

    permissions = ("HANDLE_PAYMENTS",)
    transaction = graphene.Field(TransactionItem)
    errors = errors_field(GrantError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, granted_refund_id: str, **given: Any) -> dict[str, Any]:
        """Once for each grant (case 231)."""
        payment = payments.lock(_require_transaction(given.get("id"), given.get("token")))
        grants = models.GrantedRefund.objects.filter(transaction=payment)
        granted = grants.filter(pk=unpack_number(granted_refund_id, "OrderGrantedRefund")).first()
        if granted is None:
            raise Refusal("grantedRefundId", "NOT_FOUND", "The granted refund does not belong to the transaction.")
        payment = payments.request_grant(payment, granted, info.context.requestor)
        return done(transaction=payment)


class TransactionEventReport(Mutation):
    """Take in what a payment app reports on its own account."""

    class Arguments:
        id = graphene.ID()
        token = UUID()
        psp_reference = graphene.String(required=True)
        type = TransactionEventTypeEnum(required=True)
        amount = PositiveDecimal()
        message = graphene.String()
        external_url = graphene.String()
        available_actions = graphene.List(graphene.NonNull(TransactionActionEnum))
        time = DateTime()

    permissions = ("HANDLE_PAYMENTS",)
    already_processed = graphene.Boolean()
    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEvent)
    errors = errors_field(ReportError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, type: str, psp_reference: str, **given: Any) -> dict[str, Any]:
        """See `payments.report_event`; only the app that owns the payment may."""
        payment = _require_transaction(given.get("id"), given.get("token"))
        app = info.context.requestor.app
        if app is None or app.identifier != payment.app_identifier:
            raise PermissionDenied("OWNER", "HANDLE_PAYMENTS")
        actions = given.get("available_actions")
        report = payments.Report(
            type=str(type),
            psp_reference=psp_reference,
            amount=given.get("amount"),
            message=given.get("message") or "",
            external_url=given.get("external_url") or "",
            actions=None if actions is None else tuple(str(action) for action in actions),
            time=given.get("time"),
        )
        event, is_known = payments.report_event(payment, report, info.context.requestor)
        payment.refresh_from_db()
        return done(already_processed=is_known, transaction=payment, transaction_event=event)


class PaymentMutation(graphene.ObjectType):
    """Payments."""

    payment_gateway_initialize = PaymentGatewayInitialize.Field()
    transaction_initialize = TransactionInitialize.Field()
    transaction_process = TransactionProcess.Field()
    transaction_request_action = TransactionRequestAction.Field()
    transaction_request_refund_for_granted_refund = TransactionRequestRefundForGrantedRefund.Field()
    transaction_event_report = TransactionEventReport.Field()

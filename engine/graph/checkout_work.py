"""What buyers do to a checkout."""

from collections.abc import Callable
from typing import Any

import graphene
from django.db import transaction
from graphql import GraphQLResolveInfo

from engine import checkouts, completion, delivery, models
from engine.errors import Refusal
from engine.graph.addresses import AddressInput
from engine.graph.checkouts import Checkout
from engine.graph.delivery import Delivery
from engine.graph.enums import AddressTypeEnum, code_enum
from engine.graph.metadata import MetadataInput, read_items
from engine.graph.mutations import Mutation, done, error_type, errors_field
from engine.ids import require_key

CheckoutErrorCode = code_enum(
    "CheckoutErrorCode",
    "BILLING_ADDRESS_NOT_SET CHANNEL_INACTIVE CHECKOUT_NOT_FULLY_PAID DELIVERY_METHOD_NOT_APPLICABLE EMAIL_NOT_SET "
    "GRAPHQL_ERROR INSUFFICIENT_STOCK INVALID INVALID_SHIPPING_METHOD MISSING_CHANNEL_SLUG NOT_FOUND NO_LINES "
    "PRODUCT_NOT_PUBLISHED PRODUCT_UNAVAILABLE_FOR_PURCHASE QUANTITY_GREATER_THAN_LIMIT REQUIRED "
    "SHIPPING_ADDRESS_NOT_SET SHIPPING_METHOD_NOT_SET UNAVAILABLE_VARIANT_IN_CHANNEL VOUCHER_NOT_APPLICABLE "
    "ZERO_QUANTITY",
)
_IDS = graphene.List(graphene.NonNull(graphene.ID))
CheckoutError = error_type(
    "CheckoutError", CheckoutErrorCode, variants=_IDS, lines=_IDS, address_type=AddressTypeEnum()
)
DeliveryOptionsCalculateError = error_type(
    "DeliveryOptionsCalculateError", code_enum("DeliveryOptionsCalculateErrorCode", "GRAPHQL_ERROR NOT_FOUND")
)


class CheckoutLineInput(graphene.InputObjectType):
    """Pieces to put in."""

    variant_id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    metadata = graphene.List(graphene.NonNull(MetadataInput))


class CheckoutLineUpdateInput(graphene.InputObjectType):
    """How many pieces there shall be."""

    variant_id = graphene.ID()
    line_id = graphene.ID()
    quantity = graphene.Int()


class CheckoutCreateInput(graphene.InputObjectType):
    """A checkout in one step."""

    channel = graphene.String()
    lines = graphene.List(graphene.NonNull(CheckoutLineInput), required=True)
    email = graphene.String()
    shipping_address = AddressInput()
    billing_address = AddressInput()
    metadata = graphene.List(graphene.NonNull(MetadataInput))


def _read_lines(lines: list[dict[str, Any]]) -> list[checkouts.WantedLine]:
    return [
        checkouts.WantedLine(_read_variant(line["variant_id"]), line["quantity"], read_items(line.get("metadata")))
        for line in lines
    ]


def _read_variant(variant_id: str) -> int:
    key = require_key(variant_id, "ProductVariant", "variantId")
    if not key.isdigit() or len(key) > 18:
        raise Refusal("variantId", "GRAPHQL_ERROR", f"Invalid ID: {variant_id}. Expected: ProductVariant.")
    return int(key)


class CheckoutCreate(Mutation):
    """Open a checkout with its lines, and with mail and addresses if they are known."""

    class Arguments:
        input = CheckoutCreateInput(required=True)

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        """See the class."""
        given = arguments["input"]
        user = info.context.requestor.user
        checkout = checkouts.open_checkout(given.get("channel"), user, metadata=read_items(given.get("metadata")))
        checkouts.put_lines(checkout, _read_lines(given["lines"]), replace=False)
        for kind in ("SHIPPING", "BILLING"):
            address = given.get(f"{kind.lower()}_address")
            if address:
                checkouts.set_address(checkout, kind, address)
        if given.get("email"):
            checkouts.set_email(checkout, given["email"])
        checkouts.hold(checkout)
        return done(checkout=checkouts.settle(checkout))


class _Change(Mutation):
    """A change of one checkout; `costs` says whether what it costs may change with it."""

    class Meta:
        abstract = True

    costs = True

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        """See the class."""
        checkout = checkouts.find_for_change(arguments.pop("id", None))
        cls.change(checkout, **arguments)
        return done(checkout=checkouts.refresh(checkout) if cls.costs else checkouts.settle(checkout))

    @classmethod
    def change(cls, checkout: models.Checkout, **arguments: Any) -> None:
        """What is done to it."""
        raise NotImplementedError


def _change(name: str, text: str, act: Callable[..., None], *, costs: bool = True, **arguments: Any) -> Any:
    """A mutation that takes a checkout's id and `arguments` (in snake case) and hands them to `act`."""
    fields = {
        "__doc__": text,
        "Arguments": type("Arguments", (), {"id": graphene.ID(), **arguments}),
        "checkout": graphene.Field(Checkout),
        "errors": errors_field(CheckoutError),
        "costs": costs,
        "change": classmethod(lambda cls, checkout, **given: act(checkout, **given)),
    }
    return type(name, (_Change,), fields)


def _add(checkout: models.Checkout, lines: list[dict[str, Any]]) -> None:
    checkouts.put_lines(checkout, _read_lines(lines), replace=False)
    checkouts.hold(checkout)


def _update(checkout: models.Checkout, lines: list[dict[str, Any]]) -> None:
    by_line = {str(line.pk): line.variant_id for line in checkout.lines.all()}
    wanted = []
    for line in lines:
        if line.get("line_id"):
            key = by_line.get(require_key(line["line_id"], "CheckoutLine", "lineId"))
            if key is None:
                raise Refusal("lineId", "NOT_FOUND", "Provided line_ids aren't part of checkout.")
        else:
            key = _read_variant(line.get("variant_id") or "")
        if line.get("quantity") is None:
            raise Refusal("quantity", "REQUIRED", "The quantity is required.")
        wanted.append(checkouts.WantedLine(key, line["quantity"], {}))
    checkouts.put_lines(checkout, wanted, replace=True)
    checkouts.hold(checkout)


def _remove(checkout: models.Checkout, lines_ids: list[str]) -> None:
    checkouts.remove_lines(checkout, lines_ids)


def _add_promo(checkout: models.Checkout, promo_code: str) -> None:
    checkouts.set_voucher(checkout, checkouts.find_voucher(checkout, promo_code.strip()))


def _remove_promo(checkout: models.Checkout, promo_code: str | None = None) -> None:
    if promo_code and checkout.voucher_code == promo_code.strip():
        checkouts.set_voucher(checkout, None)


def _lines(kind: Any) -> graphene.List:
    return graphene.List(graphene.NonNull(kind), required=True)


CheckoutLinesAdd = _change("CheckoutLinesAdd", "Put pieces in.", _add, lines=_lines(CheckoutLineInput))
CheckoutLinesUpdate = _change(
    "CheckoutLinesUpdate", "Set how many pieces there are; 0 for none.", _update, lines=_lines(CheckoutLineUpdateInput)
)
CheckoutLinesDelete = _change("CheckoutLinesDelete", "Take lines out.", _remove, lines_ids=_lines(graphene.ID))
CheckoutEmailUpdate = _change(
    "CheckoutEmailUpdate", "Say where mails go.", checkouts.set_email, costs=False, email=graphene.String(required=True)
)
CheckoutCustomerNoteUpdate = _change(
    "CheckoutCustomerNoteUpdate",
    "Say something to the shop.",
    lambda checkout, customer_note: checkouts.set_note(checkout, customer_note),
    costs=False,
    id=graphene.ID(required=True),
    customer_note=graphene.String(required=True),
)
CheckoutShippingAddressUpdate = _change(
    "CheckoutShippingAddressUpdate",
    "Say where it goes.",
    lambda checkout, shipping_address: checkouts.set_address(checkout, "SHIPPING", shipping_address),
    shipping_address=AddressInput(required=True),
)
CheckoutBillingAddressUpdate = _change(
    "CheckoutBillingAddressUpdate",
    "Say who pays.",
    lambda checkout, billing_address: checkouts.set_address(checkout, "BILLING", billing_address),
    billing_address=AddressInput(required=True),
)
CheckoutDeliveryMethodUpdate = _change(
    "CheckoutDeliveryMethodUpdate",
    "Choose one of the deliveries that were offered.",
    lambda checkout, delivery_method_id=None: delivery.choose_delivery(checkout, delivery_method_id),
    costs=False,
    delivery_method_id=graphene.ID(),
)
CheckoutAddPromoCode = _change(
    "CheckoutAddPromoCode", "Use a voucher.", _add_promo, promo_code=graphene.String(required=True)
)
CheckoutRemovePromoCode = _change(
    "CheckoutRemovePromoCode", "Do without the voucher.", _remove_promo, promo_code=graphene.String()
)


class DeliveryOptionsCalculate(Mutation):
    """Work out how a checkout can be sent."""

    class Arguments:
        id = graphene.ID(required=True)

    deliveries = graphene.List(graphene.NonNull(Delivery), required=True)
    errors = errors_field(DeliveryOptionsCalculateError)
    refused = {"deliveries": []}

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        """See the class."""
        checkout = checkouts.find_for_change(arguments["id"])
        deliveries = delivery.offer_deliveries(checkout)
        checkouts.settle(checkout)
        return done(deliveries=deliveries)


class CheckoutComplete(Mutation):
    """Make the order. Repeated, it gives the same order."""

    class Arguments:
        id = graphene.ID()
        metadata = graphene.List(graphene.NonNull(MetadataInput))

    order = graphene.Field("engine.graph.orders.Order")
    confirmation_needed = graphene.Boolean(required=True)
    errors = errors_field(CheckoutError)
    refused = {"confirmation_needed": False}
    atomic = False

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        """See the class. What was found out about the delivery stays even if the order is refused."""
        checkout_id, metadata = arguments.get("id") or "", read_items(arguments.get("metadata"))
        with transaction.atomic(using="engine"):
            completion.check_delivery(checkout_id)
        with transaction.atomic(using="engine"):
            order = completion.complete_checkout(checkout_id, metadata)
        return done(order=order, confirmation_needed=False)


class CheckoutMutation(graphene.ObjectType):
    """Changes checkouts."""

    checkout_create = CheckoutCreate.Field()
    checkout_lines_add = CheckoutLinesAdd.Field()
    checkout_lines_update = CheckoutLinesUpdate.Field()
    checkout_lines_delete = CheckoutLinesDelete.Field()
    checkout_email_update = CheckoutEmailUpdate.Field()
    checkout_customer_note_update = CheckoutCustomerNoteUpdate.Field()
    checkout_shipping_address_update = CheckoutShippingAddressUpdate.Field()
    checkout_billing_address_update = CheckoutBillingAddressUpdate.Field()
    delivery_options_calculate = DeliveryOptionsCalculate.Field()
    checkout_delivery_method_update = CheckoutDeliveryMethodUpdate.Field()
    checkout_add_promo_code = CheckoutAddPromoCode.Field()
    checkout_remove_promo_code = CheckoutRemovePromoCode.Field()
    checkout_complete = CheckoutComplete.Field()

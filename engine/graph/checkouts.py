"""Checkouts as buyers and apps see them."""

from dataclasses import dataclass
from typing import Any

import graphene
from django.utils import timezone
from graphql import GraphQLResolveInfo

from engine import carts, models
from engine.checkouts import balance, keep_fresh
from engine.graph.addresses import Address
from engine.graph.delivery import Delivery
from engine.graph.enums import code_enum
from engine.graph.metadata import ObjectWithMetadata
from engine.graph.money import Money, TaxedMoney
from engine.graph.nodes import Node
from engine.graph.paging import Page, connection, paged, paginate
from engine.graph.products import ProductVariant
from engine.graph.relations import many, one
from engine.graph.scalars import UUID, DateTime
from engine.graph.shop import Channel
from engine.graph.transactions import TransactionItem
from engine.ids import unpack
from engine.money import Money as Amount
from engine.money import TaxedMoney as Price
from engine.peers import fetch
from engine.settlement import charged_minor

CheckoutChargeStatusEnum = code_enum("CheckoutChargeStatusEnum", "NONE PARTIAL FULL OVERCHARGED")
CheckoutAuthorizeStatusEnum = code_enum("CheckoutAuthorizeStatusEnum", "NONE PARTIAL FULL")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a checkout: Saleor's type, and what it is about."""

    kind: str
    line: models.CheckoutLine | None = None
    delivery: models.CheckoutDelivery | None = None
    available_quantity: int | None = None


class CheckoutLineProblemInsufficientStock(graphene.ObjectType):
    """Fewer pieces are left than the line asks for."""

    available_quantity = graphene.Int()
    line = graphene.Field(lambda: CheckoutLine, required=True)


class CheckoutLineProblemVariantNotAvailable(graphene.ObjectType):
    """What the line asks for is not sold any more."""

    line = graphene.Field(lambda: CheckoutLine, required=True)


class CheckoutProblemDeliveryMethodStale(graphene.ObjectType):
    """The delivery was worked out before the checkout changed."""

    delivery = graphene.Field(Delivery, required=True)


class CheckoutProblemDeliveryMethodInvalid(graphene.ObjectType):
    """The delivery is no longer offered."""

    delivery = graphene.Field(Delivery, required=True)


_LINE_PROBLEMS = (CheckoutLineProblemInsufficientStock, CheckoutLineProblemVariantNotAvailable)
_PROBLEMS = (CheckoutProblemDeliveryMethodStale, CheckoutProblemDeliveryMethodInvalid, *_LINE_PROBLEMS)
_BY_NAME = {kind.__name__: kind for kind in _PROBLEMS}


class CheckoutLineProblem(graphene.Union):
    """Something wrong with a line."""

    class Meta:
        types = _LINE_PROBLEMS

    @classmethod
    def resolve_type(cls, problem: Problem, info: GraphQLResolveInfo) -> Any:
        """By its kind."""
        return _BY_NAME[problem.kind]


class CheckoutProblem(graphene.Union):
    """Something wrong with a checkout."""

    class Meta:
        types = _PROBLEMS

    @classmethod
    def resolve_type(cls, problem: Problem, info: GraphQLResolveInfo) -> Any:
        """By its kind."""
        return _BY_NAME[problem.kind]


def find_line_problems(line: models.CheckoutLine) -> list[Problem]:
    """What is wrong with a line, one thing at most."""
    if not carts.is_buyable(line):
        return [Problem("CheckoutLineProblemVariantNotAvailable", line=line)]
    missing = carts.count_missing(fetch(line, "checkout"))
    if line.variant_id not in missing:
        return []
    left = missing[line.variant_id]
    return [Problem("CheckoutLineProblemInsufficientStock", line=line, available_quantity=left)]


class CheckoutLine(graphene.ObjectType):
    """Pieces of a variant."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    quantity = graphene.Int(required=True)
    variant = one(ProductVariant, "variant", required=True)
    unit_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_unit_price = graphene.Field(Money, required=True)
    total_price = graphene.Field(TaxedMoney, required=True)
    problems = graphene.List(graphene.NonNull(CheckoutLineProblem))

    def resolve_unit_price(self: models.CheckoutLine, info: GraphQLResolveInfo) -> Price:
        """One piece's part of the line's price, rounded."""
        return carts.price_of(self).unit

    def resolve_undiscounted_unit_price(self: models.CheckoutLine, info: GraphQLResolveInfo) -> Amount:
        """Without promotion and voucher."""
        return carts.price_of(self).undiscounted_unit.gross

    def resolve_total_price(self: models.CheckoutLine, info: GraphQLResolveInfo) -> Price:
        """With its share of the voucher."""
        return carts.price_of(self).total

    def resolve_problems(self: models.CheckoutLine, info: GraphQLResolveInfo) -> list[Problem]:
        """What is wrong with it."""
        return find_line_problems(self)


class Checkout(graphene.ObjectType):
    """A cart on its way to an order."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    token = UUID(required=True)
    channel = one(Channel, "channel", required=True)
    user = one("engine.graph.accounts.User", "user")
    email = graphene.String()
    customer_note = graphene.String(required=True)
    created = DateTime(required=True)
    updated_at = DateTime(required=True)
    quantity = graphene.Int(required=True)
    lines = many(CheckoutLine, "lines")
    is_shipping_required = graphene.Boolean(required=True)
    shipping_address = one(Address, "shipping_address")
    billing_address = one(Address, "billing_address")
    delivery = one(Delivery, "delivery")
    voucher_code = graphene.String()
    discount = graphene.Field(Money)
    discount_name = graphene.String()
    subtotal_price = graphene.Field(TaxedMoney, required=True)
    shipping_price = graphene.Field(TaxedMoney, required=True)
    total_price = graphene.Field(TaxedMoney, required=True)
    total_balance = graphene.Field(Money, required=True)
    charge_status = graphene.Field(CheckoutChargeStatusEnum, required=True)
    authorize_status = graphene.Field(CheckoutAuthorizeStatusEnum, required=True)
    transactions = many(TransactionItem, "transactions", "MANAGE_CHECKOUTS", "HANDLE_PAYMENTS", required=False)
    stock_reservation_expires = DateTime()
    problems = graphene.List(graphene.NonNull(CheckoutProblem))

    def resolve_token(self: models.Checkout, info: GraphQLResolveInfo) -> Any:
        """The key inside the id."""
        return self.pk

    def resolve_customer_note(self: models.Checkout, info: GraphQLResolveInfo) -> str:
        """What the buyer wants to say."""
        return self.note

    def resolve_created(self: models.Checkout, info: GraphQLResolveInfo) -> Any:
        """When it was opened."""
        return self.created_at

    def resolve_quantity(self: models.Checkout, info: GraphQLResolveInfo) -> int:
        """Pieces in all lines."""
        return sum(line.quantity for line in carts.lines_of(self))

    def resolve_is_shipping_required(self: models.Checkout, info: GraphQLResolveInfo) -> bool:
        """Whether anything is sent by post."""
        return carts.needs_delivery(self)

    def resolve_discount(self: models.Checkout, info: GraphQLResolveInfo) -> Amount:
        """What the voucher takes off."""
        return Amount(carts.reckon(self).discount_minor, self.currency)

    def resolve_discount_name(self: models.Checkout, info: GraphQLResolveInfo) -> str | None:
        """The voucher's name."""
        return self.voucher_name or None

    def resolve_subtotal_price(self: models.Checkout, info: GraphQLResolveInfo) -> Price:
        """All lines."""
        return carts.reckon(self).subtotal

    def resolve_shipping_price(self: models.Checkout, info: GraphQLResolveInfo) -> Price:
        """The delivery."""
        return carts.reckon(self).shipping

    def resolve_total_price(self: models.Checkout, info: GraphQLResolveInfo) -> Price:
        """What is to be paid."""
        return carts.reckon(self).total

    def resolve_total_balance(self: models.Checkout, info: GraphQLResolveInfo) -> Amount:
        """Below zero while it is not paid."""
        return balance(self, charged_minor(self))

    def resolve_stock_reservation_expires(self: models.Checkout, info: GraphQLResolveInfo) -> Any:
        """Until when its pieces are held; the earliest of them."""
        held = models.Reservation.objects.filter(line__checkout=self.pk, reserved_until__gt=timezone.now())
        return held.order_by("reserved_until").values_list("reserved_until", flat=True).first()

    def resolve_problems(self: models.Checkout, info: GraphQLResolveInfo) -> list[Problem]:
        """What is wrong with its lines and its delivery."""
        delivery = fetch(self, "delivery")
        found = [problem for line in carts.lines_of(self) for problem in find_line_problems(line)]
        if delivery and not delivery.is_valid:
            return [Problem("CheckoutProblemDeliveryMethodInvalid", delivery=delivery), *found]
        if delivery and self.delivery_is_stale:
            return [Problem("CheckoutProblemDeliveryMethodStale", delivery=delivery), *found]
        return found


class CheckoutFilterInput(graphene.InputObjectType):
    """Everything that must hold."""

    charge_status = graphene.List(graphene.NonNull(CheckoutChargeStatusEnum))
    authorize_status = graphene.List(graphene.NonNull(CheckoutAuthorizeStatusEnum))


class CheckoutQuery(graphene.ObjectType):
    """Reads checkouts."""

    checkout = graphene.Field(Checkout, id=graphene.ID())
    checkouts = paged(connection(Checkout, "Checkout"), filter=CheckoutFilterInput(), channel=graphene.String())

    def resolve_checkout(self: Any, info: GraphQLResolveInfo, id: str = "") -> models.Checkout | None:
        """By its id, which is a secret."""
        found = carts.find_checkout(unpack(id, "Checkout"))
        return keep_fresh(found) if found else None

    def resolve_checkouts(
        self: Any, info: GraphQLResolveInfo, filter: Any = None, channel: str = "", **arguments: Any
    ) -> Page:
        """For staff and apps, the last changed first. Raises: PermissionDenied."""
        info.context.require("MANAGE_CHECKOUTS", "HANDLE_PAYMENTS")
        rows = models.Checkout.objects.all()
        if channel:
            rows = rows.filter(channel__slug=channel)
        for name, codes in (filter or {}).items():
            rows = rows.filter(**{f"{name}__in": codes})
        return paginate(rows, "checkouts", arguments, order=("updated_at", "pk"), descending=True)

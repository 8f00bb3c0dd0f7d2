"""Prices as Saleor shows them."""

import graphene
from graphql import GraphQLResolveInfo

from engine import money


class Money(graphene.ObjectType):
    """An amount; the pair of whole numbers is exact."""

    currency = graphene.String(required=True)
    amount = graphene.Float(required=True)
    fractional_amount = graphene.Int(required=True)
    fraction_digits = graphene.Int(required=True)

    def resolve_amount(self: money.Money, info: GraphQLResolveInfo) -> float:
        """In whole units."""
        return float(self.amount)

    def resolve_fractional_amount(self: money.Money, info: GraphQLResolveInfo) -> int:
        """In minor units."""
        return self.minor

    def resolve_fraction_digits(self: money.Money, info: GraphQLResolveInfo) -> int:
        """How many digits the minor unit has."""
        return money.digits(self.currency)


class TaxedMoney(graphene.ObjectType):
    """A price with its tax."""

    currency = graphene.String(required=True)
    gross = graphene.Field(Money, required=True)
    net = graphene.Field(Money, required=True)
    tax = graphene.Field(Money, required=True)

    def resolve_currency(self: money.TaxedMoney, info: GraphQLResolveInfo) -> str:
        """That of both."""
        return self.gross.currency


class TaxedMoneyRange(graphene.ObjectType):
    """The lowest and the highest price."""

    start = graphene.Field(TaxedMoney)
    stop = graphene.Field(TaxedMoney)

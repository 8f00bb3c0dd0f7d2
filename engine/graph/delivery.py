"""Ways of delivery."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine import models
from engine.graph.metadata import MetadataItem
from engine.graph.money import Money
from engine.graph.nodes import Node
from engine.ids import pack
from engine.money import Money as Amount
from engine.peers import channel_of, fetch

Method = models.CheckoutDelivery | models.ShippingMethod


class ShippingMethod(graphene.ObjectType):
    """A way of delivery: its root is what was offered to a checkout, or the method itself on an order."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True)
    price = graphene.Field(Money, required=True)
    active = graphene.Boolean(required=True)
    message = graphene.String()
    minimum_delivery_days = graphene.Int()
    maximum_delivery_days = graphene.Int()
    metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)

    def resolve_id(self: Method, info: GraphQLResolveInfo) -> str:
        """The method's, whoever it is offered to."""
        return pack("ShippingMethod", self.method_id if isinstance(self, models.CheckoutDelivery) else self.pk)

    def resolve_price(self: Method, info: GraphQLResolveInfo) -> Amount:
        """As offered; of the method itself, its price in the channel now."""
        if isinstance(self, models.CheckoutDelivery):
            return Amount(self.price_minor, self.currency)
        channel = channel_of(self)
        listings = [one for one in fetch(self, "channel_listings") if channel and one.channel_id == channel.pk]
        return Amount(listings[0].price_minor if listings else 0, channel.currency if channel else "USD")

    def resolve_active(self: Method, info: GraphQLResolveInfo) -> bool:
        """Whether it can be chosen."""
        return getattr(self, "is_valid", True)

    def resolve_message(self: Method, info: GraphQLResolveInfo) -> str:
        """The engine has nothing to add."""
        return ""

    def resolve_minimum_delivery_days(self: Method, info: GraphQLResolveInfo) -> int | None:
        """Working days at least."""
        return self.minimum_days

    def resolve_maximum_delivery_days(self: Method, info: GraphQLResolveInfo) -> int | None:
        """Working days at most."""
        return self.maximum_days

    def resolve_metadata(self: Method, info: GraphQLResolveInfo) -> list[Any]:
        """The engine keeps none."""
        return []


class Delivery(graphene.ObjectType):
    """A way of delivery offered to a checkout."""

    id = graphene.ID(required=True)
    shipping_method = graphene.Field(ShippingMethod)

    def resolve_id(self: models.CheckoutDelivery, info: GraphQLResolveInfo) -> str:
        """What to choose it by."""
        return pack("CheckoutDelivery", self.pk)

    def resolve_shipping_method(self: models.CheckoutDelivery, info: GraphQLResolveInfo) -> models.CheckoutDelivery:
        """The same row, seen as a method."""
        return self

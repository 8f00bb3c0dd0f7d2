"""What all mutations share: permissions, one transaction, and refusals as `errors` in the answer."""

from typing import Any

import graphene
from django.db import transaction
from graphql import GraphQLResolveInfo

from engine.errors import Refusal, Refusals


def error_type(name: str, code: type[graphene.Enum], **more: Any) -> type[graphene.ObjectType]:
    """The type of the entries of a mutation's `errors`."""
    fields = {"field": graphene.String(), "message": graphene.String(), "code": graphene.Field(code, required=True)}
    return type(name, (graphene.ObjectType,), {**fields, **more, "__doc__": "Why it was refused."})


def errors_field(entry: type[graphene.ObjectType]) -> graphene.List:
    """The `errors` of a mutation; empty if it was done."""
    return graphene.List(graphene.NonNull(entry), required=True)


class Mutation(graphene.Mutation):
    """A change: subclasses have `perform`, which may raise Refusal or Refusals.

    `permissions`: Saleor's codes of which one is needed. `atomic`: everything in one transaction (False for those that
    ask an app in between). `refused`: what the answer holds besides `errors` after a refusal.
    """

    class Meta:
        abstract = True

    permissions: tuple[str, ...] = ()
    atomic = True
    refused: dict[str, Any] = {}

    @classmethod
    def mutate(cls, root: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        """Check, perform, and turn refusals into entries. Raises: PermissionDenied."""
        if cls.permissions:
            info.context.require(*cls.permissions)
        try:
            if not cls.atomic:
                return cls.perform(info, **arguments)
            with transaction.atomic(using="engine"):
                return cls.perform(info, **arguments)
        except (Refusal, Refusals) as refusal:
            return {**cls.refused, "errors": refusal.entries}

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        """Do it and return the answer's fields as a map, `errors` among them."""
        raise NotImplementedError


def done(**fields: Any) -> dict[str, Any]:
    """The answer of a mutation that was done."""
    return {**fields, "errors": []}

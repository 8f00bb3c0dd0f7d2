"""Attributes and what products, variants and pages hold of them, typed by the kind of attribute."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import Model
from graphql import GraphQLResolveInfo

from engine import models
from engine.graph.enums import code_enum
from engine.graph.nodes import Node
from engine.graph.scalars import JSON, Date, PositiveInt
from engine.peers import fetch

AttributeInputTypeEnum = code_enum(
    "AttributeInputTypeEnum",
    "DROPDOWN MULTISELECT REFERENCE SINGLE_REFERENCE NUMERIC RICH_TEXT PLAIN_TEXT BOOLEAN DATE",
)
AttributeEntityTypeEnum = code_enum("AttributeEntityTypeEnum", "PAGE")


class Attribute(graphene.ObjectType):
    """A property."""

    class Meta:
        interfaces = (Node,)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    input_type = graphene.Field(AttributeInputTypeEnum)
    entity_type = graphene.Field(AttributeEntityTypeEnum)


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a row holds of one attribute."""

    attribute: models.Attribute
    values: list[models.AttributeValue]

    @property
    def value(self) -> models.AttributeValue | None:
        """The only or first value."""
        return self.values[0] if self.values else None


def _from_value(name: str) -> Any:
    """A resolver that gives a column of the only value."""

    def resolve(self: Assigned, info: GraphQLResolveInfo) -> Any:
        return getattr(self.value, name, None)

    return resolve


class AssignedAttribute(graphene.Interface):
    """What a row holds of one attribute."""

    attribute = graphene.Field(Attribute, required=True)

    @classmethod
    def resolve_type(cls, assigned: Assigned, info: GraphQLResolveInfo) -> Any:
        """By the attribute's kind."""
        return _KINDS[assigned.attribute.input_type]


class AssignedChoiceAttributeValue(graphene.ObjectType):
    """A choice."""

    name = graphene.String()
    slug = graphene.String()


class AssignedSingleChoiceAttribute(graphene.ObjectType):
    """One choice or none."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Field(AssignedChoiceAttributeValue)


def _many(self: Assigned, info: GraphQLResolveInfo, limit: int) -> list[models.AttributeValue]:
    return self.values[:limit]


class AssignedMultiChoiceAttribute(graphene.ObjectType):
    """Any number of choices."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.List(
        graphene.NonNull(AssignedChoiceAttributeValue),
        limit=PositiveInt(default_value=100),
        required=True,
        resolver=_many,
    )


class AssignedSinglePageReferenceAttribute(graphene.ObjectType):
    """A page or none."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Field("engine.graph.pages.Page")

    def resolve_value(self: Assigned, info: GraphQLResolveInfo) -> models.Page | None:
        """The page."""
        return fetch(self.value, "page") if self.value else None


class AssignedMultiPageReferenceAttribute(graphene.ObjectType):
    """Any number of pages."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.List(
        graphene.NonNull("engine.graph.pages.Page"), limit=PositiveInt(default_value=100), required=True
    )

    def resolve_value(self: Assigned, info: GraphQLResolveInfo, limit: int) -> list[models.Page]:
        """The pages."""
        return [fetch(value, "page") for value in self.values[:limit]]


class AssignedBooleanAttribute(graphene.ObjectType):
    """Yes, no or not said."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Boolean(resolver=_from_value("boolean"))


class AssignedNumericAttribute(graphene.ObjectType):
    """A number."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Float(resolver=_from_value("numeric"))


class AssignedPlainTextAttribute(graphene.ObjectType):
    """A text."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.String(resolver=_from_value("plain_text"))


class AssignedTextAttribute(graphene.ObjectType):
    """A text with marks, in EditorJS's form."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = JSON(resolver=_from_value("rich_text"))


class AssignedDateAttribute(graphene.ObjectType):
    """A day."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = Date()

    def resolve_value(self: Assigned, info: GraphQLResolveInfo) -> Any:
        """The day of the moment that is kept."""
        return self.value.date_time.date() if self.value and self.value.date_time else None


_KINDS = {
    "DROPDOWN": AssignedSingleChoiceAttribute,
    "MULTISELECT": AssignedMultiChoiceAttribute,
    "SINGLE_REFERENCE": AssignedSinglePageReferenceAttribute,
    "REFERENCE": AssignedMultiPageReferenceAttribute,
    "BOOLEAN": AssignedBooleanAttribute,
    "NUMERIC": AssignedNumericAttribute,
    "PLAIN_TEXT": AssignedPlainTextAttribute,
    "RICH_TEXT": AssignedTextAttribute,
    "DATE": AssignedDateAttribute,
}
ASSIGNED_TYPES = tuple(_KINDS.values())


def assigned_to(row: Model, product_type: models.ProductType, *, of_variant: bool) -> Iterable[Assigned]:
    """What a product or variant holds of each attribute of its type, in the type's order, none left out."""
    held: dict[int, list[models.AttributeValue]] = {}
    for holding in fetch(row, "attribute_values"):
        value = fetch(holding, "value")
        held.setdefault(value.attribute_id, []).append(value)
    for place in fetch(product_type, "type_attributes"):
        if place.of_variant == of_variant:
            yield Assigned(fetch(place, "attribute"), held.get(place.attribute_id, []))

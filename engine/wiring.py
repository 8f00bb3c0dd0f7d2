"""From SDL to a schema that runs. `sdl/` says what there is; Python only what is not plain reading.

A field reads what a function registered for it returns; or else the column, property or relation of its name in snake
case; for Money the column `*_minor`, for TaxedMoney `*_net_minor` and `*_gross_minor`; or the column `*_at`. In the SDL
`@reads` gives another name, `@needs` the permissions, one of which who asks must hold, `@costs` says what counts.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

import graphql
from django.db import transaction
from django.db.models import Model
from graphql import GraphQLError, GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from engine.errors import Refusal, Refusals
from engine.ids import pack
from engine.money import Money, taxed
from engine.peers import fetch

Resolver = Callable[..., Any]
Kind = Callable[[Any], str]
Convert = Callable[[Any], Any]
_RESOLVERS: dict[str, Resolver] = {}
_KINDS: dict[str, Kind] = {}


def resolver(*paths: str) -> Callable[[Resolver], Resolver]:
    """Register `function(row, info, **arguments)` for fields such as `Order.user`; an interface's serves its types."""

    def register(function: Resolver) -> Resolver:
        _RESOLVERS.update(dict.fromkeys(paths, function))
        return function

    return register


def reads(table: dict[str, Convert]) -> None:
    """Register fields that need nothing but the row."""
    for path, function in table.items():
        _RESOLVERS[path] = lambda row, info, _read=function, **arguments: _read(row)


def kind_of(abstract: str) -> Callable[[Kind], Kind]:
    """Register how the type of a row of an interface or union is found, if not by the name of its class."""
    return partial(_KINDS.setdefault, abstract)


def mutation(name: str, *, atomic: bool = True, **refused: Any) -> Callable[[Resolver], Resolver]:
    """Register `function(info, **arguments)` for a mutation: it returns the answer's fields or raises Refusal(s).

    `atomic`: in one transaction (False for those that ask an app in between). `refused`: what the answer holds besides
    `errors` when it was refused.
    """

    def register(function: Resolver) -> Resolver:
        perform = transaction.atomic(using="engine")(function) if atomic else function

        def mutate(root: Any, info: GraphQLResolveInfo, **arguments: Any) -> dict[str, Any]:
            try:
                return {"errors": [], **perform(info, **arguments)}
            except (Refusal, Refusals) as refusal:
                return {**refused, "errors": refusal.entries}

        _RESOLVERS[f"Mutation.{name}"] = mutate
        return function

    return register


def _scalar(show: Convert, read: Convert, what: str, holds: Convert = lambda value: True) -> dict[str, Convert]:
    def parse(value: Any) -> Any:
        with suppress(ValueError, ArithmeticError):
            found = read(value)
            if holds(found):
                return found
        raise GraphQLError(f"{value!r} is not {what}.")

    return {"serialize": show, "parse_value": parse}


def _read_decimal(value: Any) -> Decimal:
    return Decimal(str(value))


# How Saleor's scalars go out and come in: decimals travel as numbers and are exact inside, JSON goes as it is.
_SCALARS = {
    "Date": _scalar(str, lambda text: date.fromisoformat(str(text)), "a date"),
    "DateTime": _scalar(datetime.isoformat, lambda text: datetime.fromisoformat(str(text)), "a time"),
    "Decimal": _scalar(float, _read_decimal, "a number", Decimal.is_finite),
    "JSONString": _scalar(json.dumps, lambda text: json.loads(str(text)), "a JSON text"),
    "PositiveDecimal": _scalar(float, _read_decimal, "a number from 0", lambda it: it.is_finite() and it >= 0),
    "PositiveInt": _scalar(int, lambda value: value, "a whole number from 1", lambda it: type(it) is int and it > 0),
    "UUID": _scalar(str, lambda text: UUID(str(text)), "a UUID"),
}


def build(sdl: str) -> GraphQLSchema:
    """The schema of an SDL. Raises: KeyError for a query or mutation that nothing answers."""
    schema = graphql.build_ast_schema(graphql.parse(sdl), assume_valid_sdl=True)
    for kind in schema.type_map.values():
        if isinstance(kind, graphql.GraphQLScalarType):
            vars(kind).update(_SCALARS.get(kind.name, {}))
        elif isinstance(kind, graphql.GraphQLInterfaceType | graphql.GraphQLUnionType):
            kind.resolve_type = _find_kind
        elif isinstance(kind, graphql.GraphQLInputObjectType):
            for name, entry in kind.fields.items():
                entry.out_name = snake_case(name)
        elif isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            is_root = kind in (schema.query_type, schema.mutation_type)
            for name, field in kind.fields.items():
                field.resolve = _choose(kind, name, field, is_root)
                for argument_name, argument in field.args.items():
                    argument.out_name = snake_case(argument_name)
    return schema


def snake_case(name: str) -> str:
    """`streetAddress1` as `street_address_1`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "_", name).lower()


def _find_kind(row: Any, info: GraphQLResolveInfo, abstract: graphql.GraphQLAbstractType) -> str:
    return _KINDS[abstract.name](row) if abstract.name in _KINDS else type(row).__name__


def _choose(kind: GraphQLObjectType, name: str, field: GraphQLField, is_root: bool) -> Resolver:
    """The function that answers a field, behind its permissions."""
    paths = [f"{owner.name}.{name}" for owner in (kind, *kind.interfaces)]
    found = next((_RESOLVERS[path] for path in paths if path in _RESOLVERS), None)
    if found is None and is_root:
        raise KeyError(f"nothing answers {kind.name}.{name}")
    nodes = field.ast_node.directives if field.ast_node else ()
    said = {one.name.value: graphql.value_from_ast_untyped(one.arguments[0].value) for one in nodes if one.arguments}
    resolve = found or partial(_read, said.get("reads", snake_case(name)), graphql.get_named_type(field.type).name)
    return partial(_guard, said["needs"], resolve) if "needs" in said else resolve


def _guard(needed: list[str], resolve: Resolver, row: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    info.context.require(*needed)
    return resolve(row, info, **arguments)


def _read(name: str, kind: str, row: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    if isinstance(row, dict):
        return row.get(name)
    if name == "id":
        return pack(info.parent_type.name, row.pk)
    return _find_column(type(row), name, kind)(row) if isinstance(row, Model) else getattr(row, name)


def _currency(row: Any) -> str:
    owner = row if hasattr(row, "currency") else fetch(row, "order" if hasattr(type(row), "order") else "transaction")
    currency: str = owner.currency
    return currency


@lru_cache(maxsize=4096)
def _find_column(model: type[Model], name: str, kind: str) -> Convert:
    """How a field is read from rows of a table."""
    if name in {field.name for field in model._meta.get_fields() if field.is_relation}:
        return lambda row: fetch(row, name)
    if hasattr(model, name):
        return lambda row: getattr(row, name)
    if kind == "Money":
        column = f"{name.removesuffix('_amount')}_minor"
        return lambda row: Money(getattr(row, column), _currency(row))
    if kind == "TaxedMoney":
        net, gross = (f"{name.removesuffix('_price')}_{side}_minor" for side in ("net", "gross"))
        return lambda row: taxed(getattr(row, net), getattr(row, gross), _currency(row))
    return lambda row: getattr(row, f"{name}_at")

"""From SDL to a schema that runs. `sdl/` says what there is; Python only what is not plain reading.

A field reads, in this order: what a function registered for it returns; a column or property of its name in snake
case; a related row, or rows, through `peers.fetch`; for Money the column `*_minor`; for TaxedMoney `*_net_minor` and
`*_gross_minor`; the column `*_at`. In the SDL `@reads(name: ...)` gives another name and `@needs(any: [...])` the
permissions, one of which who asks must hold.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.db.models import Model
from graphql import (
    GraphQLAbstractType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_ast_schema,
    get_named_type,
    parse,
    value_from_ast_untyped,
)

from engine.errors import Refusal, Refusals
from engine.ids import pack
from engine.money import Money, taxed
from engine.peers import fetch

Resolver = Callable[..., Any]
_RESOLVERS: dict[str, Resolver] = {}
_KINDS: dict[str, Callable[[Any], str]] = {}


def resolver(*paths: str) -> Callable[[Resolver], Resolver]:
    """Register `function(row, info, **arguments)` for fields such as `Order.user`; an interface's serves its types."""

    def register(function: Resolver) -> Resolver:
        _RESOLVERS.update(dict.fromkeys(paths, function))
        return function

    return register


def reads(table: dict[str, Callable[[Any], Any]]) -> None:
    """Register fields that need nothing but the row."""
    _RESOLVERS.update({path: partial(_answer, function) for path, function in table.items()})


def _answer(function: Callable[[Any], Any], row: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    return function(row)


def kind_of(abstract: str) -> Callable[[Callable[[Any], str]], Callable[[Any], str]]:
    """Register how the type of a row of an interface or union is found, if not by the name of its class."""

    def register(function: Callable[[Any], str]) -> Callable[[Any], str]:
        _KINDS[abstract] = function
        return function

    return register


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


def build(sdl: str, scalars: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]]) -> GraphQLSchema:
    """The schema of an SDL; `scalars` are pairs of how a value goes out and comes in. Raises: KeyError for a typo."""
    schema = build_ast_schema(parse(sdl), assume_valid_sdl=True)
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLScalarType) and kind.name in scalars:
            vars(kind).update(zip(("serialize", "parse_value"), scalars[kind.name], strict=True))
        elif isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            kind.resolve_type = partial(_find_kind, kind.name)
        elif isinstance(kind, GraphQLInputObjectType):
            for name, entry in kind.fields.items():
                entry.out_name = snake_case(name)
        elif isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            for name, field in kind.fields.items():
                field.resolve = _choose(schema, kind, name, field)
                for argument_name, argument in field.args.items():
                    argument.out_name = snake_case(argument_name)
    return schema


@lru_cache(maxsize=1024)
def snake_case(name: str) -> str:
    """`streetAddress1` as `street_address_1`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "_", name).lower()


def _find_kind(name: str, row: Any, info: GraphQLResolveInfo, abstract: GraphQLAbstractType) -> str:
    return _KINDS[name](row) if name in _KINDS else type(row).__name__


def _choose(schema: GraphQLSchema, kind: GraphQLObjectType, name: str, field: GraphQLField) -> Resolver:
    """The function that answers a field, behind its permissions."""
    paths = [f"{owner.name}.{name}" for owner in (kind, *kind.interfaces)]
    found = next((_RESOLVERS[path] for path in paths if path in _RESOLVERS), None)
    if found is None and kind in (schema.query_type, schema.mutation_type):
        raise KeyError(f"nothing answers {kind.name}.{name}")
    said = _directives(field)
    resolve = found or partial(_read, said.get("reads", snake_case(name)), get_named_type(field.type).name)
    return partial(_guard, said["needs"], resolve) if "needs" in said else resolve


def _directives(field: GraphQLField) -> dict[str, Any]:
    """What `@needs` and `@reads` say, by name; each has one argument."""
    nodes = field.ast_node.directives if field.ast_node else ()
    return {node.name.value: value_from_ast_untyped(node.arguments[0].value) for node in nodes}


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
    owner = next((fetch(row, name) for name in ("order", "transaction") if hasattr(type(row), name)), row)
    currency: str = (row if hasattr(row, "currency") else owner).currency
    return currency


@lru_cache(maxsize=4096)
def _find_column(model: type[Model], name: str, kind: str) -> Callable[[Any], Any]:
    """How a field is read from rows of a table."""
    try:
        if model._meta.get_field(name).is_relation:
            return lambda row: fetch(row, name)
    except FieldDoesNotExist:
        pass
    if hasattr(model, name):
        return lambda row: getattr(row, name)
    if kind == "Money":
        column = f"{name.removesuffix('_amount')}_minor"
        return lambda row: Money(getattr(row, column), _currency(row))
    if kind == "TaxedMoney":
        net, gross = (f"{name.removesuffix('_price')}_{side}_minor" for side in ("net", "gross"))
        return lambda row: taxed(getattr(row, net), getattr(row, gross), _currency(row))
    return lambda row: getattr(row, f"{name}_at")

"""The engine's schema is a part of Saleor's: nothing of its own, nothing different, every document of ours in both."""

from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    parse,
    print_schema,
    validate,
)
from graphql.utilities import find_breaking_changes

from engine.schema import event_schema, public_schema
from tests.reference import shared_path

API = Path(__file__).resolve().parents[2] / "saleor_api"
OPERATIONS = sorted((API / "operations").rglob("*.graphql"))
SUBSCRIPTIONS = sorted((API / "subscriptions").rglob("*.graphql"))


@pytest.fixture(scope="module")
def saleor() -> GraphQLSchema:
    """Saleor 3.23's own schema."""
    return build_schema(shared_path("data/saleor/schema.graphql").read_text(encoding="utf-8"), assume_valid=True)


def plain(schema: GraphQLSchema) -> GraphQLSchema:
    """The schema as a client sees it."""
    return build_schema(print_schema(schema), assume_valid=True)


@pytest.mark.parametrize("engine", [public_schema, event_schema], ids=["public", "events"])
def test_a_client_of_the_engine_would_not_break_on_saleor(engine: GraphQLSchema, saleor: GraphQLSchema) -> None:
    changes = find_breaking_changes(plain(engine), saleor)
    assert [change.description for change in changes] == []


def find_strangers(engine: GraphQLSchema, saleor: GraphQLSchema) -> list[str]:
    """Everything in the engine's schema that Saleor's has not, or has otherwise."""
    strangers = []
    for name, kind in plain(engine).type_map.items():
        if name.startswith("__"):
            continue
        other = saleor.type_map.get(name)
        if type(other) is not type(kind):
            strangers.append(name)
        elif isinstance(kind, GraphQLEnumType):
            strangers += [f"{name}.{value}" for value in kind.values if value not in other.values]
        elif isinstance(kind, GraphQLUnionType):
            strangers += [f"{name}: {one.name}" for one in kind.types if one.name not in {o.name for o in other.types}]
        elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            strangers += _strange_fields(name, kind, other)
    return strangers


def _strange_fields(name: str, kind: Any, other: Any) -> list[str]:
    strangers = []
    for interface in getattr(kind, "interfaces", ()):
        if interface.name not in {one.name for one in other.interfaces}:
            strangers.append(f"{name} implements {interface.name}")
    for field_name, field in kind.fields.items():
        twin = other.fields.get(field_name)
        if twin is None or str(twin.type) != str(field.type):
            strangers.append(f"{name}.{field_name}: {field.type}")
            continue
        if getattr(field, "default_value", None) != getattr(twin, "default_value", None):
            strangers.append(f"{name}.{field_name} = {field.default_value}")
        for argument_name, argument in getattr(field, "args", {}).items():
            same = twin.args.get(argument_name)
            if same is None or str(same.type) != str(argument.type) or same.default_value != argument.default_value:
                strangers.append(f"{name}.{field_name}({argument_name})")
    return strangers


@pytest.mark.parametrize("engine", [public_schema, event_schema], ids=["public", "events"])
def test_the_engine_has_nothing_that_saleor_has_not(engine: GraphQLSchema, saleor: GraphQLSchema) -> None:
    assert find_strangers(engine, saleor) == []


def test_every_required_argument_of_saleor_is_there(saleor: GraphQLSchema) -> None:
    """What Saleor requires, the engine's documents must be able to give."""
    missing = []
    for name, kind in plain(public_schema).type_map.items():
        if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType) and not name.startswith("__"):
            other: Any = saleor.type_map[name]
            if isinstance(kind, GraphQLInputObjectType):
                required = [key for key, field in other.fields.items() if str(field.type).endswith("!")]
                missing += [f"{name}.{key}" for key in required if key not in kind.fields]
            else:
                for field_name, field in kind.fields.items():
                    args = other.fields[field_name].args.items()
                    required = [key for key, one in args if str(one.type).endswith("!") and key not in field.args]
                    missing += [f"{name}.{field_name}({key})" for key in required]
    assert missing == []


def fragments_of(folder: Path) -> str:
    """All fragments, since a document may use those of another file."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.graphql")))


@pytest.mark.parametrize("schema", ["engine", "saleor"])
def test_every_operation_of_ours_is_valid(schema: str, saleor: GraphQLSchema) -> None:
    document = parse(fragments_of(API / "operations"))
    errors = validate(public_schema if schema == "engine" else saleor, document)
    assert [error.message for error in errors] == []
    assert len(OPERATIONS) > 10


@pytest.mark.parametrize("path", SUBSCRIPTIONS, ids=lambda path: path.stem)
def test_every_subscription_of_ours_is_valid(path: Path, saleor: GraphQLSchema) -> None:
    document = parse(path.read_text(encoding="utf-8"))
    assert [error.message for error in validate(event_schema, document)] == []
    assert [error.message for error in validate(saleor, document)] == []


def test_the_public_schema_takes_no_subscriptions() -> None:
    assert public_schema.subscription_type is None

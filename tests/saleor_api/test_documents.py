"""Every document is valid on Saleor's own schema, cheap enough, and has a method."""

import re
from functools import cache
from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate
from graphql.language import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

import saleor_api
from saleor_api.generated.client import Client
from saleor_api.subscriptions import read_subscription
from tests.reference import shared_path

FOLDER = Path(saleor_api.__file__).parent
OPERATIONS = parse("\n".join(path.read_text() for path in sorted((FOLDER / "operations").rglob("*.graphql"))))
NAMES = [node.name.value for node in OPERATIONS.definitions if isinstance(node, OperationDefinitionNode) and node.name]
FRAGMENTS = {node.name.value: node for node in OPERATIONS.definitions if isinstance(node, FragmentDefinitionNode)}
COST_LIMIT = 50_000


@cache
def saleor_schema() -> GraphQLSchema:
    return build_schema(shared_path("data/saleor/schema.graphql").read_text())


def test_every_operation_is_valid_on_saleors_schema() -> None:
    assert validate(saleor_schema(), OPERATIONS) == []


@pytest.mark.parametrize("path", sorted((FOLDER / "subscriptions").glob("*.graphql")), ids=lambda path: path.stem)
def test_every_subscription_is_valid_and_tells_when_and_to_whom(path: Path) -> None:
    text = read_subscription(path.stem)
    assert validate(saleor_schema(), parse(text)) == []
    assert "issuedAt recipient { id }" in text
    assert "\n" not in text


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_has_a_method(name: str) -> None:
    assert callable(getattr(Client, re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()))


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_stays_below_saleors_cost_limit(name: str) -> None:
    """An upper bound: each field costs 1, times the `first` or `limit` of every list above it (100 if a variable)."""
    (operation,) = [
        node
        for node in OPERATIONS.definitions
        if isinstance(node, OperationDefinitionNode) and node.name and node.name.value == name
    ]
    # The catalogue is read 20 products a page.
    assert cost_of(operation.selection_set, page=20 if name.startswith("Catalog") else 100) < COST_LIMIT


def cost_of(selection: SelectionSetNode | None, *, page: int) -> int:
    total = 0
    for node in selection.selections if selection else ():
        if isinstance(node, FragmentSpreadNode):
            total += cost_of(FRAGMENTS[node.name.value].selection_set, page=page)
        elif isinstance(node, InlineFragmentNode):
            total += cost_of(node.selection_set, page=page)
        elif isinstance(node, FieldNode) and node.selection_set:
            total += times_of(node, page=page) * (1 + cost_of(node.selection_set, page=page))
    return total


def times_of(node: FieldNode, *, page: int) -> int:
    sizes = [argument.value for argument in node.arguments if argument.name.value in {"first", "limit"}]
    return int(getattr(sizes[0], "value", page)) if sizes else 1

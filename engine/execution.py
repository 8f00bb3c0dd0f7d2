"""Runs documents: parsed and validated once, limited in size, depth and cost, errors in Saleor's shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)

from engine.context import Context
from engine.costs import MAXIMUM, count_cost
from engine.errors import EngineError, GraphQLSyntaxError, QueryCostError

# Far above every document of the shop and of the usual tools; introspection is 13 deep.
LARGEST_DOCUMENT = 50_000
MOST_TOKENS = 8_000
DEEPEST = 25


@dataclass(frozen=True)
class _Prepared:
    document: DocumentNode | None
    errors: tuple[dict[str, Any], ...] = ()


def _format(error: GraphQLError, code: str | None = None) -> dict[str, Any]:
    """An error as Saleor shows it; what nobody foresaw keeps its text to itself."""
    original = error.original_error
    while isinstance(original, GraphQLError) and original.original_error:
        original = original.original_error
    foreseen = original is None or isinstance(original, EngineError | GraphQLError)
    entry: dict[str, Any] = {"message": error.message if foreseen else "Internal Server Error"}
    if error.locations:
        entry["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        entry["path"] = error.path
    entry["extensions"] = {"exception": {"code": code or type(original or error).__name__}}
    return entry


def _without_place(error: GraphQLError) -> dict[str, Any]:
    """A wrong variable: Saleor names no place in the document."""
    return {key: value for key, value in _format(error).items() if key != "locations"}


def _deepest(nodes: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], memo: dict[str, int]) -> int:
    deepest = 0
    for node in nodes.selections:
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name not in memo:
                memo[name] = _deepest(fragments[name].selection_set, fragments, memo)
            deepest = max(deepest, memo[name])
        elif node.selection_set:  # type: ignore[attr-defined]
            step = 1 if isinstance(node, FieldNode) else 0
            deepest = max(deepest, step + _deepest(node.selection_set, fragments, memo))  # type: ignore[attr-defined]
    return deepest


@lru_cache(maxsize=512)
def _prepare(schema: GraphQLSchema, text: str) -> _Prepared:
    """A parsed and valid document, or why it is not."""
    try:
        document = parse(text, max_tokens=MOST_TOKENS)
    except GraphQLError as error:
        return _Prepared(None, (_format(error, GraphQLSyntaxError.__name__),))
    invalid = validate(schema, document, max_errors=5)
    if invalid:
        return _Prepared(None, tuple(_format(error) for error in invalid))
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    memo: dict[str, int] = {}
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and _deepest(node.selection_set, fragments, memo) >= DEEPEST:
            return _Prepared(None, (_format(GraphQLError(f"The document is nested deeper than {DEEPEST} fields.")),))
    return _Prepared(document)


def _cost_extension(cost: int) -> dict[str, Any]:
    return {"cost": {"requestedQueryCost": cost, "maximumAvailable": MAXIMUM}}


def _refuse_cost(cost: int) -> dict[str, Any]:
    text = f"The query exceeds the maximum cost of {MAXIMUM}. Actual cost is {cost}"
    entry = _format(GraphQLError(text), QueryCostError.__name__)
    entry["extensions"] = {**_cost_extension(cost), **entry["extensions"]}
    return {"errors": [entry], "extensions": _cost_extension(cost)}


def refuse(message: str, code: str = "GraphQLError") -> dict[str, Any]:
    """The answer to a request that holds no document to run."""
    return {"errors": [_format(GraphQLError(message), code)]}


def run(
    schema: GraphQLSchema,
    text: str,
    variables: Mapping[str, Any],
    operation_name: str | None,
    context: Context,
    root: Any = None,
) -> tuple[int, dict[str, Any]]:
    """Run a document; an HTTP status and the answer. 400: refused whole; 200: run, perhaps with failed fields."""
    if len(text) > LARGEST_DOCUMENT:
        return 400, refuse("The document is too long.")
    prepared = _prepare(schema, text)
    if prepared.document is None:
        return 400, {"errors": list(prepared.errors)}
    operation = get_operation_ast(prepared.document, operation_name)
    if operation is None:
        return 400, refuse("Must provide the name of an operation in the document.")
    cost = count_cost(schema, prepared.document, operation, variables)
    if cost > MAXIMUM:
        return 400, _refuse_cost(cost)
    result = execute_sync(schema, prepared.document, root, context, dict(variables), operation_name=operation_name)
    errors = result.errors or []
    if errors and result.data is None and not any(error.path for error in errors):
        return 400, {"errors": [_without_place(error) for error in errors]}
    answer = {"errors": [_format(error) for error in errors]} if errors else {}
    return 200, {**answer, "data": result.data, "extensions": _cost_extension(cost)}


def execute_document(schema: GraphQLSchema, text: str, root: Any, context: Context) -> dict[str, Any]:
    """The `data` of a subscription document run once over `root`: the payload of a webhook. Raises: ValueError."""
    status, answer = run(schema, text, {}, None, context, root)
    if status != 200 or answer.get("errors") or answer["data"] is None:
        raise ValueError(f"the subscription cannot be run: {answer.get('errors')}")
    data: dict[str, Any] = answer["data"]
    return data

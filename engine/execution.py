"""Runs documents: parsed and validated once, limited in size, depth and cost, errors in Saleor's shape."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
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
from engine.errors import EngineError

# Far above every document of the shop and of the usual tools; introspection is 13 deep.
LARGEST_DOCUMENT = 50_000
MOST_TOKENS = 8_000
DEEPEST = 25
Answer = dict[str, Any]


def _format(error: GraphQLError, code: str = "") -> Answer:
    """An error as Saleor shows it; what nobody foresaw keeps its text to itself."""
    original = error.original_error
    foreseen = original is None or isinstance(original, EngineError | GraphQLError)
    entry: Answer = {"message": error.message if foreseen else "Internal Server Error"}
    if error.locations:
        entry["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        entry["path"] = error.path
    return {**entry, "extensions": {"exception": {"code": code or type(original or error).__name__}}}


def refuse(message: str) -> Answer:
    """The answer to a request that is not run."""
    return {"errors": [_format(GraphQLError(message))]}


def _measure(nodes: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], memo: dict[str, int]) -> int:
    """How deep the fields are nested."""
    deepest = 0
    for node in nodes.selections:
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name not in memo:
                memo[name] = _measure(fragments[name].selection_set, fragments, memo)
            deepest = max(deepest, memo[name])
        elif inner := getattr(node, "selection_set", None):
            deepest = max(deepest, 1 + _measure(inner, fragments, memo))
    return deepest


@lru_cache(maxsize=512)
def _prepare(schema: GraphQLSchema, text: str) -> DocumentNode | Answer:
    """A parsed and valid document, or the answer that says why it is not."""
    try:
        document = parse(text, max_tokens=MOST_TOKENS)
    except GraphQLError as error:
        return {"errors": [_format(error, "GraphQLSyntaxError")]}
    invalid = validate(schema, document, max_errors=5)
    if invalid:
        return {"errors": [_format(error) for error in invalid]}
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if any(_measure(node.selection_set, fragments, {}) >= DEEPEST for node in operations):
        return refuse(f"The document is nested deeper than {DEEPEST} fields.")
    return document


def run(
    schema: GraphQLSchema,
    text: str,
    variables: Mapping[str, Any],
    operation_name: str | None,
    context: Context,
    root: Any = None,
) -> tuple[int, Answer]:
    """Run a document; an HTTP status and the answer. 400: refused whole; 200: run, perhaps with failed fields."""
    if len(text) > LARGEST_DOCUMENT:
        return 400, refuse("The document is too long.")
    document = _prepare(schema, text)
    if not isinstance(document, DocumentNode):
        return 400, document
    operation = get_operation_ast(document, operation_name)
    if operation is None:
        return 400, refuse("Must provide the name of an operation in the document.")
    cost = count_cost(schema, document, operation, variables)
    counted = {"cost": {"requestedQueryCost": cost, "maximumAvailable": MAXIMUM}}
    if cost > MAXIMUM:
        text = f"The query exceeds the maximum cost of {MAXIMUM}. Actual cost is {cost}"
        entry = _format(GraphQLError(text), "QueryCostError")
        entry["extensions"] = {**counted, **entry["extensions"]}
        return 400, {"errors": [entry], "extensions": counted}
    result = execute_sync(schema, document, root, context, dict(variables), operation_name=operation_name)
    errors = [_format(error) for error in result.errors or []]
    if result.data is None and errors and not any("path" in error for error in errors):
        # A wrong variable: Saleor names no place in the document.
        return 400, {"errors": [{key: error[key] for key in ("message", "extensions")} for error in errors]}
    return 200, {**({"errors": errors} if errors else {}), "data": result.data, "extensions": counted}


def execute_document(schema: GraphQLSchema, text: str, root: Any, context: Context) -> Answer:
    """The `data` of a subscription document run once over `root`: the payload of a webhook. Raises: ValueError."""
    status, answer = run(schema, text, {}, None, context, root)
    if status != 200 or answer.get("errors") or answer["data"] is None:
        raise ValueError(f"the subscription cannot be run: {answer.get('errors')}")
    data: Answer = answer["data"]
    return data

"""Runs documents: parsed, validated and counted once, limited in size and cost, errors in Saleor's shape."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import graphql
from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode
from jwt import InvalidTokenError

from engine.context import Context
from engine.errors import EngineError

LARGEST_DOCUMENT, MOST_TOKENS, HIGHEST_COST = 50_000, 8_000, 50_000
# Far above every document of the shop and of the usual tools; introspection is 13 deep.
DEEPEST = 25
Answer = dict[str, Any]


def _format(error: GraphQLError, code: str = "") -> Answer:
    """An error as Saleor shows it; what nobody foresaw keeps its text to itself."""
    original = error.original_error
    foreseen = original is None or isinstance(original, EngineError | GraphQLError | InvalidTokenError)
    entry: Answer = {"message": error.message if foreseen else "Internal Server Error"}
    if error.locations:
        entry["locations"] = [place.formatted for place in error.locations]
    if error.path:
        entry["path"] = error.path
    return {**entry, "extensions": {"exception": {"code": code or type(original or error).__name__}}}


def refuse(message: str) -> Answer:
    """The answer to a request that is not run."""
    return {"errors": [_format(GraphQLError(message))]}


@lru_cache(maxsize=128)
def _prepare(schema: GraphQLSchema, text: str) -> DocumentNode | Answer:
    """A parsed and valid document, or the answer that says why it is not."""
    try:
        document = graphql.parse(text, max_tokens=MOST_TOKENS)
        invalid = graphql.validate(schema, document, max_errors=5)
    except GraphQLError as error:
        return {"errors": [_format(error, "GraphQLSyntaxError")]}
    except RecursionError:
        return refuse("The document is nested too deep.")
    return {"errors": [_format(error) for error in invalid]} if invalid else document


@lru_cache(maxsize=128)
def _count_cost(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, sizes: frozenset[tuple[str, int]]
) -> int:
    """What an operation costs, counted as Saleor counts it; `sizes` are its variables that are whole numbers.

    A field with `@costs` in the SDL costs 1, times the sizes of the lists around it; of a field's inline fragments only
    the dearest counts, since a row is of one type. Raises: GraphQLError if it is nested too deep.
    """
    definitions = document.definitions
    fragments = {node.name.value: node for node in definitions if isinstance(node, graphql.FragmentDefinitionNode)}

    def count(node: Any, parent: Any, factor: int, depth: int) -> int:
        if depth > DEEPEST:
            raise GraphQLError(f"The document is nested deeper than {DEEPEST} fields.")
        total = dearest = 0
        for inner in node.selection_set.selections if node.selection_set else ():
            if isinstance(inner, graphql.FieldNode):
                total += count_field(inner, parent, factor, depth)
            elif isinstance(inner, graphql.InlineFragmentNode):
                kind = schema.type_map[inner.type_condition.name.value] if inner.type_condition else parent
                dearest = max(dearest, count(inner, kind, factor, depth))
            else:
                total += count_spread(inner.name.value, factor, depth)
        return total + dearest

    @cache
    def count_spread(name: str, factor: int, depth: int) -> int:
        return count(fragments[name], schema.type_map[fragments[name].type_condition.name.value], factor, depth)

    def count_field(node: graphql.FieldNode, parent: Any, factor: int, depth: int) -> int:
        # What the schema says of itself (`__schema`) is free, but not endlessly deep.
        field = getattr(parent, "fields", {}).get(node.name.value)
        said = field.ast_node.directives if field and field.ast_node else ()
        costs = any(directive.name.value == "costs" for directive in said)
        factor *= _size_of(node, field, dict(sizes)) if costs else 1
        return costs * factor + count(node, graphql.get_named_type(field.type) if field else None, factor, depth + 1)

    return count(operation, schema.get_root_type(operation.operation), 1, 0)


def _size_of(node: graphql.FieldNode, field: Any, variables: dict[str, int]) -> int:
    """How many rows a list may have by its arguments."""
    given = {one.name.value: graphql.value_from_ast_untyped(one.value, variables) for one in node.arguments}
    sizes = [given.get(name) or field.args[name].default_value for name in {"first", "limit"} & field.args.keys()]
    return next((size for size in sizes if isinstance(size, int) and size > 0), 1)


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
    if not text.strip():
        return 400, refuse("Must provide a query string.")
    document = _prepare(schema, text)
    if not isinstance(document, DocumentNode):
        return 400, document
    operation = graphql.get_operation_ast(document, operation_name)
    if operation is None:
        return 400, refuse("Must provide the name of an operation in the document.")
    sizes = frozenset((name, value) for name, value in variables.items() if isinstance(value, int))
    try:
        cost = _count_cost(schema, document, operation, sizes)
    except GraphQLError as error:
        return 400, refuse(error.message)
    counted = {"cost": {"requestedQueryCost": cost, "maximumAvailable": HIGHEST_COST}}
    if cost > HIGHEST_COST:
        text = f"The query exceeds the maximum cost of {HIGHEST_COST}. Actual cost is {cost}"
        entry = _format(GraphQLError(text), "QueryCostError")
        entry["extensions"] = {**counted, **entry["extensions"]}
        return 400, {"errors": [entry], "extensions": counted}
    result = graphql.execute_sync(schema, document, root, context, dict(variables), operation_name=operation_name)
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

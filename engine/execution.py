"""Runs documents: parsed, validated and counted once, limited in size and cost, errors in Saleor's shape."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import graphql
from graphql import DocumentNode, FragmentDefinitionNode, GraphQLError, GraphQLSchema, OperationDefinitionNode
from jwt import InvalidTokenError

from engine.context import Context
from engine.errors import EngineError

LARGEST_DOCUMENT, MOST_TOKENS, HIGHEST_COST = 50_000, 8_000, 50_000
# Far above every document of the shop and of the usual tools; introspection is 13 deep.
DEEPEST = 25
# The arguments that say how many rows a list may have.
_SIZES = {"first", "limit"}
Answer = dict[str, Any]


def _format(error: GraphQLError, code: str = "", **extensions: Any) -> Answer:
    """An error as Saleor shows it; what nobody foresaw keeps its text to itself."""
    original = error.original_error
    foreseen = original is None or isinstance(original, EngineError | GraphQLError | InvalidTokenError)
    entry: Answer = {"message": error.message if foreseen else "Internal Server Error"}
    if error.locations:
        entry["locations"] = [place.formatted for place in error.locations]
    if error.path:
        entry["path"] = error.path
    return {**entry, "extensions": {**extensions, "exception": {"code": code or type(original or error).__name__}}}


def refuse(message: str) -> Answer:
    """The answer to a request that is not run."""
    return {"errors": [_format(GraphQLError(message))]}


@lru_cache(maxsize=256)
def prepare(schema: GraphQLSchema, text: str) -> DocumentNode | Answer:
    """A parsed and valid document, or the answer that says why it is not."""
    try:
        document = graphql.parse(text, max_tokens=MOST_TOKENS)
        invalid = graphql.validate(schema, document, max_errors=5)
    except GraphQLError as error:
        return {"errors": [_format(error, "GraphQLSyntaxError")]}
    except RecursionError:
        return refuse("The document is nested too deep.")
    return {"errors": [_format(error) for error in invalid]} if invalid else document


@lru_cache(maxsize=256)
def _count_cost(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, sizes: frozenset[tuple[str, int]]
) -> int:
    """What an operation costs, counted as Saleor counts it; `sizes` are its variables that are whole numbers.

    A field with `@costs` in the SDL costs 1, times the sizes of the lists around it; of a field's inline fragments only
    the dearest counts, since a row is of one type. Raises: GraphQLError if it is nested too deep.
    """
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    variables = dict(sizes)

    @cache
    def count(node: Any, parent: Any, factor: int, depth: int) -> int:
        """What a field, a fragment or the whole operation costs with all that is below it."""
        own = dearest = 0
        node = fragments[node.name.value] if isinstance(node, graphql.FragmentSpreadNode) else node
        if isinstance(node, graphql.FieldNode):
            # What the schema says of itself (`__schema`) is free, but not endlessly deep.
            field, depth = getattr(parent, "fields", {}).get(node.name.value), depth + 1
            parent = graphql.get_named_type(field.type) if field else None
            if field and field.ast_node and any(one.name.value == "costs" for one in field.ast_node.directives):
                given = {one.name.value: graphql.value_from_ast_untyped(one.value, variables) for one in node.arguments}
                rows = [given.get(name) or field.args[name].default_value for name in _SIZES & field.args.keys()]
                own = factor = factor * next((size for size in rows if isinstance(size, int) and size > 0), 1)
        elif getattr(node, "type_condition", None):
            parent = schema.type_map[node.type_condition.name.value]
        if depth > DEEPEST:
            raise GraphQLError(f"The document is nested deeper than {DEEPEST} fields.")
        for inner in node.selection_set.selections if node.selection_set else ():
            cost = count(inner, parent, factor, depth)
            if isinstance(inner, graphql.InlineFragmentNode):
                dearest = max(dearest, cost)
            else:
                own += cost
        return own + dearest

    return count(operation, schema.get_root_type(operation.operation), 1, 0)


def run(
    schema: GraphQLSchema, text: str, variables: Mapping[str, Any], name: str | None, context: Context, root: Any = None
) -> tuple[int, Answer]:
    """Run a document; an HTTP status and the answer. 400: refused whole; 200: run, perhaps in part."""
    if len(text) > LARGEST_DOCUMENT:
        return 400, refuse("The document is too long.")
    if not text.strip():
        return 400, refuse("Must provide a query string.")
    document = prepare(schema, text)
    if not isinstance(document, DocumentNode):
        return 400, document
    operation = graphql.get_operation_ast(document, name)
    if operation is None:
        return 400, refuse("Must provide the name of an operation in the document.")
    try:
        sizes = frozenset((name, value) for name, value in variables.items() if isinstance(value, int))
        cost = _count_cost(schema, document, operation, sizes)
    except GraphQLError as error:
        return 400, refuse(error.message)
    counted = {"cost": {"requestedQueryCost": cost, "maximumAvailable": HIGHEST_COST}}
    if cost > HIGHEST_COST:
        dear = GraphQLError(f"The query exceeds the maximum cost of {HIGHEST_COST}. Actual cost is {cost}")
        return 400, {"errors": [_format(dear, "QueryCostError", **counted)], "extensions": counted}
    result = graphql.execute_sync(schema, document, root, context, dict(variables), operation_name=name)
    errors = result.errors or []
    if result.data is None and errors and not any(error.path for error in errors):
        # A wrong variable: Saleor names no place in the document.
        return 400, {"errors": [_format(GraphQLError(error.message)) for error in errors]}
    failed = {"errors": [_format(error) for error in errors]} if errors else {}
    return 200, {**failed, "data": result.data, "extensions": counted}


def execute_document(schema: GraphQLSchema, text: str, root: Any, context: Context) -> Answer:
    """The `data` of a subscription document run once over `root`: the payload of a webhook. Raises: ValueError."""
    status, answer = run(schema, text, {}, None, context, root)
    if status != 200 or answer.get("errors") or answer["data"] is None:
        raise ValueError(f"the subscription cannot be run: {answer.get('errors')}")
    data: Answer = answer["data"]
    return data

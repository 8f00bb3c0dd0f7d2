"""What a document costs, counted as Saleor counts it (its observed figures are the test's).

A field that reads something costs 1, times the sizes of the lists around it; of a field's inline fragments only the
dearest counts, since a row is of one type.
"""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

MAXIMUM = 50_000

# Types on which each of these fields costs 1. Every root query does, and so does what an assigned attribute holds.
_COSTLY = {
    name: frozenset(fields.split())
    for name, fields in {
        "Allocation": "warehouse",
        "Category": "children description parent products",
        "Checkout": "billingAddress channel lines shippingAddress transactions user",
        "Collection": "products",
        "Fulfillment": "lines warehouse",
        "FulfillmentLine": "orderLine",
        "Order": "billingAddress channel deliveryMethod discounts events fulfillments lines shippingAddress"
        " transactions user",
        "OrderLine": "allocations variant",
        "Product": "assignedAttributes category collections description media pricing productType productVariants"
        " thumbnail",
        "ProductMedia": "url",
        "ProductVariant": "assignedAttributes pricing product",
        "Shop": "countries",
        "User": "orders userPermissions",
    }.items()
}


def count_cost(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> int:
    """The cost of an operation of a valid document."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    memo: dict[tuple[str, int], int] = {}

    def count(selections: SelectionSetNode, parent: Any, factor: int) -> int:
        total = dearest = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                total += count_field(node, parent, factor)
            elif isinstance(node, InlineFragmentNode):
                inner = schema.type_map[node.type_condition.name.value] if node.type_condition else parent
                dearest = max(dearest, count(node.selection_set, inner, factor))
            elif isinstance(node, FragmentSpreadNode):
                key = (node.name.value, factor)
                if key not in memo:
                    spread = fragments[node.name.value]
                    memo[key] = count(spread.selection_set, schema.type_map[spread.type_condition.name.value], factor)
                total += memo[key]
        return total + dearest

    def count_field(node: FieldNode, parent: Any, factor: int) -> int:
        field = getattr(parent, "fields", {}).get(node.name.value)
        if field is None:
            return 0
        costs = _costs(parent.name, node.name.value)
        factor *= _size_of(node, field, variables) if costs else 1
        inner = count(node.selection_set, get_named_type(field.type), factor) if node.selection_set else 0
        return inner + (factor if costs else 0)

    return count(operation.selection_set, schema.get_root_type(operation.operation), 1)


def _costs(type_name: str, field_name: str) -> bool:
    if type_name.startswith("Assigned"):
        return field_name in ("attribute", "value")
    if type_name == "Query":
        return field_name not in ("shop", "refundSettings")
    return field_name in _COSTLY.get(type_name, ())


def _size_of(node: FieldNode, field: Any, variables: Mapping[str, Any]) -> int:
    """How many rows a list may have by its arguments."""
    given = {argument.name.value: argument.value for argument in node.arguments}
    size = 0
    for name in {"first", "last", "limit"} & field.args.keys():
        value, number = given.get(name), field.args[name].default_value
        if isinstance(value, VariableNode):
            number = variables.get(value.name.value, number)
        elif isinstance(value, IntValueNode):
            number = int(value.value)
        size += number if isinstance(number, int) and number > 0 else 0
    return size or 1

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
    "Allocation": "warehouse",
    "App": "webhooks",
    "Category": "children description parent products",
    "Checkout": "billingAddress channel lines shippingAddress transactions user",
    "Collection": "products",
    "Fulfillment": "lines warehouse",
    "FulfillmentLine": "orderLine",
    "Menu": "items",
    "MenuItem": "category children collection page",
    "Order": "billingAddress channel deliveryMethod discounts events fulfillments lines shippingAddress"
    " transactions user",
    "OrderLine": "allocations thumbnail variant",
    "Page": "assignedAttribute assignedAttributes pageType",
    "Product": "assignedAttribute assignedAttributes category collections description media pricing productType"
    " productVariants thumbnail",
    "ProductMedia": "url",
    "ProductVariant": "assignedAttribute assignedAttributes media pricing product",
    "Shop": "countries",
    "User": "orders",
}
_COSTLY_FIELDS = {name: frozenset(fields.split()) for name, fields in _COSTLY.items()}


def _costs(type_name: str, field_name: str) -> bool:
    if type_name == "Query":
        return field_name not in ("shop", "refundSettings")
    if type_name.startswith("Assigned"):
        return field_name in ("attribute", "value")
    return field_name in _COSTLY_FIELDS.get(type_name, ())


class _Counter:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self.schema = schema
        self.variables = variables
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.memo: dict[tuple[str, int], int] = {}

    def count(self, selections: SelectionSetNode, parent: Any, factor: int) -> int:
        total = 0
        dearest = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                total += self.count_field(node, parent, factor)
            elif isinstance(node, FragmentSpreadNode):
                total += self.count_fragment(node.name.value, factor)
            elif isinstance(node, InlineFragmentNode):
                inner = self.schema.type_map[node.type_condition.name.value] if node.type_condition else parent
                dearest = max(dearest, self.count(node.selection_set, inner, factor))
        return total + dearest

    def count_fragment(self, name: str, factor: int) -> int:
        if (name, factor) not in self.memo:
            fragment = self.fragments[name]
            inner = self.schema.type_map[fragment.type_condition.name.value]
            self.memo[name, factor] = self.count(fragment.selection_set, inner, factor)
        return self.memo[name, factor]

    def count_field(self, node: FieldNode, parent: Any, factor: int) -> int:
        field = getattr(parent, "fields", {}).get(node.name.value)
        if field is None:
            return 0
        total = 0
        if _costs(parent.name, node.name.value):
            factor *= self.size_of(node, field)
            total = factor
        if node.selection_set:
            total += self.count(node.selection_set, get_named_type(field.type), factor)
        return total

    def size_of(self, node: FieldNode, field: Any) -> int:
        size = 0
        given = {argument.name.value: argument.value for argument in node.arguments}
        for name in ("first", "last", "limit"):
            if name not in field.args:
                continue
            value = given.get(name)
            if isinstance(value, VariableNode):
                number = self.variables.get(value.name.value, field.args[name].default_value)
            elif isinstance(value, IntValueNode):
                number = int(value.value)
            else:
                number = field.args[name].default_value
            size += number if isinstance(number, int) and number > 0 else 0
        return size or 1


def count_cost(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> int:
    """The cost of an operation of a valid document."""
    root = schema.get_root_type(operation.operation)
    return _Counter(schema, document, variables).count(operation.selection_set, root, 1)

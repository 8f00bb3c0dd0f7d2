"""Cuts a recorded document down to the fields that the engine has, and the recorded answer with it."""

from typing import Any

from graphql import (
    REMOVE,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    parse,
    print_ast,
    visit,
)


class _Cutter(Visitor):
    def __init__(self, types: TypeInfo, left_out: frozenset[str]) -> None:
        super().__init__()
        self.types, self.left_out, self.cut = types, left_out, list[str]()

    def enter_field(self, node: FieldNode, *_: Any) -> Any:
        parent = self.types.get_parent_type()
        name = f"{parent.name if parent else ''}.{node.name.value}"
        if node.name.value != "__typename" and (self.types.get_field_def() is None or name in self.left_out):
            self.cut.append(name)
            return REMOVE
        return None

    def leave_field(self, node: FieldNode, *_: Any) -> Any:
        return REMOVE if node.selection_set and not node.selection_set.selections else None


def cut_document(schema: GraphQLSchema, text: str, left_out: frozenset[str]) -> tuple[str, list[str]]:
    """The text without what the schema lacks or `left_out` names (`Type.field`), and what was cut."""
    types = TypeInfo(schema)
    cutter = _Cutter(types, left_out)
    document: DocumentNode = visit(parse(text), TypeInfoVisitor(types, cutter))
    return print_ast(document), cutter.cut


def cut_answer(text: str, answer: dict[str, Any], cut: list[str]) -> dict[str, Any]:
    """The recorded data as far as the document asks for them; without errors at the top about what was cut."""
    document = parse(text)
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    (operation,) = [node for node in document.definitions if not isinstance(node, FragmentDefinitionNode)]
    gone = {name.partition(".")[2] for name in cut}
    errors = [error for error in answer.get("errors", []) if not gone & set(map(str, error.get("path", [])))]
    kept: dict[str, Any] = {"errors": errors} if errors else {}
    if answer.get("data") is None:
        return {**kept, **({"data": None} if "data" in answer else {})}
    return {**kept, "data": _keep(operation.selection_set, answer["data"], fragments)}  # type: ignore[attr-defined]


def _keep(selections: SelectionSetNode | None, value: Any, fragments: dict[str, FragmentDefinitionNode]) -> Any:
    if isinstance(value, list):
        return [_keep(selections, item, fragments) for item in value]
    if selections is None or not isinstance(value, dict):
        return value
    wanted: dict[str, Any] = {}
    for node in selections.selections:
        if isinstance(node, FieldNode):
            key = node.alias.value if node.alias else node.name.value
            if key in value:
                wanted[key] = _keep(node.selection_set, value[key], fragments)
        else:
            inner = node.selection_set if isinstance(node, InlineFragmentNode) else _spread(node, fragments)
            wanted |= _keep(inner, value, fragments)
    return wanted


def _spread(node: Any, fragments: dict[str, FragmentDefinitionNode]) -> SelectionSetNode:
    assert isinstance(node, FragmentSpreadNode)
    return fragments[node.name.value].selection_set


def root_fields(text: str) -> set[str]:
    """The names of the operation's root fields."""
    return {
        node.name.value
        for definition in parse(text).definitions
        if not isinstance(definition, FragmentDefinitionNode)
        for node in definition.selection_set.selections  # type: ignore[attr-defined]
        if isinstance(node, FieldNode)
    }

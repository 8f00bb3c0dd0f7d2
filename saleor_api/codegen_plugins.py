"""Used by generate.sh only: what the generator should do otherwise than by default."""

import ast

from ariadne_codegen.plugins.base import Plugin  # type: ignore[import-not-found]
from graphql import GraphQLEnumType


class TolerantEnumsPlugin(Plugin):  # type: ignore[misc]
    """Generated enums take values that a newer Saleor adds (saleor_api/enums.py)."""

    def generate_enum(self, class_def: ast.ClassDef, enum_type: GraphQLEnumType) -> ast.ClassDef:
        class_def.bases = [ast.Name(id="TolerantEnum")]
        return class_def

    def generate_enums_module(self, module: ast.Module) -> ast.Module:
        module.body = [node for node in module.body if not isinstance(node, ast.ImportFrom)]
        module.body.insert(
            0, ast.ImportFrom(module="saleor_api.enums", names=[ast.alias(name="TolerantEnum")], level=0)
        )
        return module

    def generate_init_code(self, generated_code: str) -> str:
        return generated_code.replace("def __getattr__(name):", "def __getattr__(name: str) -> object:").replace(
            "def __dir__():", "def __dir__() -> list[str]:"
        )

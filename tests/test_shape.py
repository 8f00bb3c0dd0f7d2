"""Files, functions and templates stay small (house style), and so does the engine: under 4,000 lines of code."""

import ast
import io
import re
import statistics
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

PARTS = (
    "artisans", "bench", "catalog", "dashboard", "engine", "impact_tags", "mail", "payments", "people", "saleor_api",
    "storefront", "themes",
)  # fmt: skip
_LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def own_files(*parts: str) -> Iterator[Path]:
    for part in parts:
        for path in Path(part).rglob("*.py"):
            if not {"migrations", "generated"} & set(path.parts) and path.stat().st_size:
                yield path


def count_code_lines(source: str) -> int:
    """Lines that hold code: no blank ones, no comments, no docstrings, as counters of code count them."""
    silent: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            silent |= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    spoken: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _LAYOUT:
            spoken |= set(range(token.start[0], token.end[0] + 1))
    return len(spoken - silent)


def test_lines_of_code_leave_out_blanks_comments_and_docstrings() -> None:
    source = '"""Module."""\n\n# why\nx = 1  # what\n\n\ndef f():\n    """Says."""\n    return """two\n\nlines"""\n'
    assert count_code_lines(source) == 5


def test_the_engine_is_under_4000_lines_of_code() -> None:
    assert sum(count_code_lines(path.read_text(encoding="utf-8")) for path in own_files("engine")) < 4000


def test_files_are_short() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in own_files(*PARTS)}
    ordered = sorted(lengths.values())
    assert [str(path) for path, length in lengths.items() if length > 400] == []
    assert ordered[int(len(ordered) * 0.95)] <= 250
    assert statistics.median(ordered) <= 90


def test_functions_are_short_and_typed() -> None:
    long, untyped = [], []
    for path in own_files(*PARTS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            if (node.end_lineno or 0) - node.lineno >= 50:
                long.append(f"{path}:{node.name}")
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if any(each.annotation is None and each.arg not in ("self", "cls") for each in given):
                untyped.append(f"{path}:{node.name}")
    assert (long, untyped) == ([], [])


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_templates_are_short(ending: str) -> None:
    long = [
        str(path)
        for path in Path("themes").glob(f"*/templates/**/*.{ending}")
        if path.read_text(encoding="utf-8").count("\n") > 120
    ]
    assert long == []


def test_the_product_imports_only_what_it_installs() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["faces"]]
    installed = {_plain(name) for line in wanted for name in _with_what_it_needs(line)}
    ours = {*PARTS, "tests"}
    owners = metadata.packages_distributions()
    strange: set[str] = set()
    for path in own_files(*(part for part in PARTS if part != "bench")):
        if path.name == "codegen_plugins.py":  # loaded by `make codegen` alone, in its own tool
            continue
        for name in _imported(ast.parse(path.read_text(encoding="utf-8"))):
            if name in ours or name in sys.stdlib_module_names:
                continue
            if not {_plain(owner) for owner in owners.get(name, ())} & installed:
                strange.add(f"{path}: {name}")
    assert strange == set()


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def _with_what_it_needs(requirement: str) -> Iterator[str]:
    """The distribution of a requirement, and those that it installs itself, one step deep."""
    name = re.split(r"[\[<>=~ ;!]", requirement, maxsplit=1)[0]
    yield name
    for line in metadata.requires(name) or () if _plain(name) in _KNOWN else ():
        if "extra ==" not in line:
            yield re.split(r"[\[<>=~ ;!(]", line, maxsplit=1)[0]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


_KNOWN = {_plain(found.metadata["Name"]) for found in metadata.distributions()}

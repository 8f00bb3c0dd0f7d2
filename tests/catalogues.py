"""The studio's sentences in Hindi and Khmer: finds them in the sources and renews `locale/`, without GNU gettext.

`python -m tests.catalogues` (or `make messages`) puts new sentences into the catalogues, empty, takes away what nobody
says any more, and compiles what is translated.
"""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("hi", "km")
TEMPLATES = (
    "artisans/studio/**/*.html",
    "artisans/*.html",
    "artisans/mail/*",
    "410.html",
    "impact_tags/studio/*.html",
    "includes/field.html",
    "includes/errors.html",
)
MODULES = ("artisans/**/*.py", "impact_tags/forms.py", "impact_tags/studio.py", "impact_tags/actions/*.py")
# Pure rules that say whole sentences without marking each of them.
SAYING = ("artisans/guards.py", "artisans/lint/findings.py", "artisans/photos/*.py", "impact_tags/actions/lots.py")
POOLING = "impact_tags/queries/steps.py"
WORDS_OF_OTHERS = ROOT / "locale" / "borrowed.txt"
_CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "mark", "sentence", "say"}
_IN_TEMPLATE = re.compile(
    r"\b(n?gettext)\((u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))(?:,\s*(u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")))?",
    re.S,
)
_LOOKS_LIKE_A_SENTENCE = re.compile(r"[A-Z“][^\n]* [^\n]*[.?…]$")

# A pattern of places only, such as "%(words)s: %(why)s", is the same in every language.
_PLACE = re.compile(r"%\(\w+\)[sd]")
_WORD = re.compile(r"[^\W\d_]")

Message = str | tuple[str, str]


def find_messages() -> dict[Message, str]:
    """Every sentence of the studio and where it stands; a pair is a singular with its plural."""
    found: dict[Message, str] = {}
    for path in _paths(ROOT / "themes/base/templates", TEMPLATES):
        for message in _in_template(path.read_text(encoding="utf-8")):
            found.setdefault(message, str(path.relative_to(ROOT)))
    for path in _paths(ROOT, MODULES):
        if "migrations" not in path.parts:
            for message in _in_module(path):
                found.setdefault(message, str(path.relative_to(ROOT)))
    for path in _paths(ROOT, (*SAYING, POOLING)):
        for message in _said_by(path):
            found.setdefault(message, str(path.relative_to(ROOT)))
    for line in WORDS_OF_OTHERS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            one, pair, many = line.partition(" || ")
            found.setdefault((one, many) if pair else line, "locale/borrowed.txt")
    return found


def po_path(language: str) -> Path:
    """The catalogue of a language, to be read and written by people."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def compile_catalogue(catalogue: Catalog) -> bytes:
    """What Django reads (GNU .mo)."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def renew(language: str) -> int:
    """Brings one catalogue up to date and compiles it; returns how many sentences wait for a translation."""
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    old = read_catalogue(language) if path.exists() else Catalog(locale=language)
    new = Catalog(locale=language, project="Kantha", fuzzy=False, charset="utf-8")
    for message, place in sorted(find_messages().items(), key=lambda pair: (pair[1], str(pair[0]))):
        kept = old.get(message if isinstance(message, str) else message[0])
        text: Any = kept.string if kept and "fuzzy" not in kept.flags else ""
        new.add(message, text, locations=[(place, None)])
    with path.open("wb") as file:
        write_po(file, new, omit_header=False, width=110, sort_output=False, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compile_catalogue(read_catalogue(language)))
    return sum(1 for entry in new if entry.id and not _is_said(entry.string))


def _is_said(text: Any) -> bool:
    return bool(text) and (isinstance(text, str) or all(text))


def _paths(root: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(root.glob(pattern))


def _in_template(text: str) -> Iterator[Message]:
    for match in _IN_TEMPLATE.finditer(templatize(text)):
        one = str(ast.literal_eval(match[2]))
        yield (one, str(ast.literal_eval(match[3]))) if match[1] == "ngettext" and match[3] else one


def _in_module(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id in _CALLS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                if _WORD.search(_PLACE.sub("", first.value)):
                    yield first.value
            elif node.func.id in ("ngettext", "ngettext_lazy"):
                one, many = (ast.literal_eval(argument) for argument in node.args[:2])
                yield one, many


def _said_by(path: Path) -> Iterator[Message]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in documents | parts:
            continue
        said = _LOOKS_LIKE_A_SENTENCE.fullmatch(node.value)
        if said or (path.name == "guards.py" and re.match(r"[A-Z][a-z]+ ", node.value)):
            yield node.value


if __name__ == "__main__":
    from django.conf import settings

    settings.configure()
    for code in LANGUAGES:
        print(f"{code}: {renew(code)} sentences wait for a translation")

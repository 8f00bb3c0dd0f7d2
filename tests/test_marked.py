"""No sentence of the studio escapes the catalogues: read from the source, not from a list of known ones."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.catalogues import ROOT, find_messages

STUDIO = ("artisans/**/*.py", "impact_tags/actions/*.py", "impact_tags/studio.py", "impact_tags/forms.py")
# What no page of the studio says: commands, the admin's records, proofs of a purge, statements of a database.
SILENT = (
    "artisans/migrations",
    "artisans/management",
    "artisans/models",
    "artisans/purging",
    "artisans/lint/terms",
    "artisans/lint/patterns.py",
    "artisans/pages.py",
)
# Calls whose sentences nobody in the studio reads: logs, notes of the trail, errors of our own making, 404 pages.
_UNHEARD = {"Http404", "PersonaGone", "PersonaUnknown", "ValueError", "TypeError", "KeyError", "RuntimeError"}
_UNHEARD |= {"debug", "info", "warning", "error", "exception", "compile"}
_UNHEARD |= {"record_audit", "record_access", "hide_stories", "read_identity"}
_SPEAKING = {"messages"}
# Said by the public page of a lot only.
_OF_THE_SHOP = {"Lot reviewer of the shop"}
_SENTENCE = re.compile(
    r"^[“A-Z%{].*[a-z]{2}.* .*[.?!…:]$|^[“A-Z{%][^\n]*[a-z]{2,} [^\n]*[a-z]{2,} [^\n]*[a-z]{2,}", re.S
)
_MARKED = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "sentence", "say", "mark"}


def test_every_sentence_of_the_studio_is_known_to_the_catalogues() -> None:
    known = {text for message in find_messages() for text in ([message] if isinstance(message, str) else message)}
    unknown = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in studio_modules()
        for line, text in read_sentences(path.read_text(encoding="utf-8"))
        if text not in known | _OF_THE_SHOP
    ]
    assert unknown == []


def test_holes_are_found_whatever_they_look_like() -> None:
    source = '''
"""A page says this. It is only a document."""
def refuse(name, count):
    """So is this sentence."""
    raise Http404("No page shows this sentence.")
    raise WrongState("Nobody may do this now.")
    raise WrongState(f"{name} may not do this.")
    messages.error(request, f"{count} rows are wrong.")
    form.add_error(None, "Choose a photo." if count else _("Choose two photos."))
    logger.warning("A worker was killed.")
    label = "What did she make?"
    return _("Well marked."), sentence("%(name)s is marked.", name="No words of ours")
'''
    assert [text for _line, text in read_sentences(source)] == [
        "Nobody may do this now.",
        "{} may not do this.",
        "{} rows are wrong.",
        "Choose a photo.",
        "What did she make?",
    ]


def studio_modules() -> Iterator[Path]:
    """The modules whose words may come onto a page of the studio."""
    for pattern in STUDIO:
        for path in sorted(ROOT.glob(pattern)):
            if not str(path.relative_to(ROOT)).startswith(SILENT):
                yield path


def read_sentences(source: str) -> list[tuple[int, str]]:
    """Line and text of each sentence that stands in a source without a mark; places of an f-string as `{}`."""
    tree = ast.parse(source)
    quiet: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(id(node.value))
        if isinstance(node, ast.Call) and _name_of(node) in _MARKED | _UNHEARD and not _speaks(node):
            quiet |= {id(part) for part in ast.walk(node)}
    found = []
    for node in ast.walk(tree):
        if id(node) in quiet:
            continue
        if isinstance(node, ast.JoinedStr):
            quiet |= {id(part) for part in node.values}
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _SENTENCE.search(text):
            found.append((node.lineno, text))
    return sorted(found)


def _name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _speaks(call: ast.Call) -> bool:
    """`messages.error` is heard, `logger.error` is not."""
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") in _SPEAKING

"""What a page says to a reader: its text, titles, labels and alternative texts, but for somebody's own words."""

import re
from html.parser import HTMLParser

_VOID = frozenset(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "use"])
_SAID_BY = frozenset(["alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title"])
_ENGLISH = re.compile(r"[A-Za-z][a-z]{2,}|[a-z]{3,}|[A-Za-z]{2,}(?:[ ,.]+[A-Za-z]{2,})+")
# Names, formats, codes and headers of a protocol, the same in every language.
_NO_ENGLISH = re.compile(
    r"https?://\S+|Kantha|\{\w+\}|\bKP-2609-01\b|\bin, kh\b|"
    r"\b(?:JPEG|PNG|WebP|HEIC|AVIF|ZIP|CSV|XLSX|UTF|PDF|SHA|MB|QR|UUID|INR|KHR)\b|"
    r"\b(?:Tus-Resumable|Upload-[A-Z][a-z]+|Content-Type|application/[a-z+-]+|client_id|base64|sha\d+)\b|\bphoto\.jpg\b"
)

_NUMBER = re.compile(r"(?<![\w./:@#=+-])[0-9]+(?![\w./:@+-]*[\w@])")


class Words(HTMLParser):
    """Text of a page outside of what is marked by `lang` as another language's, or as somebody's own words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        quiet = tag in ("script", "style") or (tag != "html" and "lang" in dict(attrs))
        quiet = quiet or bool(self._open and self._open[-1])
        if tag not in _VOID:
            self._open.append(quiet)
        if not quiet:
            self.found += [value or "" for name, value in attrs if name in _SAID_BY]
            if dict(attrs).get("type") in ("submit", "button", "reset"):
                self.found += [value or "" for name, value in attrs if name == "value" and tag == "input"]

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1]):
            self.found.append(data)


def english_in(page: str, *, but: tuple[str, ...] = ()) -> list[str]:
    """English words that a page, or a plain text, says; `but` are names and words that a person typed."""
    return _ENGLISH.findall(_said(page, but))


def foreign_in(page: str, prefix: str, *, but: tuple[str, ...] = ()) -> list[str]:
    """English words that a page below `/hi` or `/km` says, and what Khmer writes with digits of its own: numbers."""
    said = _said(page, but)
    return _ENGLISH.findall(said) + (_NUMBER.findall(said) if prefix == "/km" else [])


def _said(page: str, but: tuple[str, ...]) -> str:
    words = Words()
    words.feed(page)
    words.close()
    said = " | ".join(" ".join(part.split()) for part in words.found if part.strip())
    for name in sorted(but, key=len, reverse=True):
        said = said.replace(name, "")
    return _NO_ENGLISH.sub("", said)

"""What a revision of a story consists of: its fingerprint and its paragraphs."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence

MOST_TITLE_LETTERS = 120
MOST_TEXT_LETTERS = 20_000

_BLANK_LINE = re.compile(r"\n[ \t]*\n+")


def hash_content(
    *,
    title: str,
    text: str,
    language: str = "en",
    media: Sequence[str] = (),
    translations: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """SHA-256 (hex) of everything a reader of the revision would see: text, media and translations."""
    parts = {
        "language": language,
        "media": list(media),
        "text": text,
        "title": title,
        "translations": {name: dict(texts) for name, texts in (translations or {}).items()},
    }
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def tidy_text(text: str) -> str:
    """The text as it is kept: one kind of line end, no blanks at the edges. Words are never changed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs are parted by blank lines; line breaks within one become spaces."""
    return tuple(" ".join(part.split()) for part in _BLANK_LINE.split(text.strip()) if part.strip())

"""What a revision of a story consists of: its words in every language, their fingerprint and their paragraphs."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from artisans.errors import TextRefused
from artisans.texts import clean_text, require_plain
from themes.sentences import mark as _

MOST_TITLE_LETTERS = 120
MOST_TEXT_LETTERS = 20_000
STORY_LANGUAGES = ("en", "hi", "km")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})

_BLANK_LINE = re.compile(r"\n[ \t]*\n+")
Translations = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a story: the language in which it was written, and its translations by language."""

    language: str
    title: str
    text: str
    translations: dict[str, dict[str, str]] = field(default_factory=dict)

    def in_every_language(self) -> tuple[tuple[str, str, str], ...]:
        """Language, title and text, the original first."""
        others = ((code, words["title"], words["text"]) for code, words in sorted(self.translations.items()))
        return ((self.language, self.title, self.text), *others)

    def best_for(self, language: str) -> tuple[str, str, str]:
        """Language, title and text for a page in `language`: that one, else English, else the original."""
        known = {words[0]: words for words in self.in_every_language()}
        return known.get(language) or known.get("en") or known[self.language]


def read_wording(*, language: str, title: str, text: str, translations: Translations | None = None) -> Wording:
    """Tidied words, ready to be kept. A translation without any words is none.

    Raises:
        TextRefused: too long, a sign that no text needs, half a translation, or a language that stories do not have.
    """
    read: dict[str, dict[str, str]] = {}
    for code, words in (translations or {}).items():
        values = {name: str(words.get(name, "")) for name in ("title", "text")}
        if not any(map(tidy_text, values.values())):
            continue
        if code not in STORY_LANGUAGES or code == language:
            raise TextRefused(
                _("Translations are into English, Hindi or Khmer, and not into the language of the story.")
            )
        if not all(map(tidy_text, values.values())):
            raise TextRefused(_("A translation needs a title and a text."))
        read[code] = {"title": _read_title(values["title"]), "text": _read_text(values["text"])}
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise TextRefused(_("Choose the language in which the story is written."))
    return Wording(language, _read_title(title), _read_text(text), read)


def hash_content(
    *,
    title: str,
    text: str,
    language: str = "en",
    media: Sequence[str] = (),
    translations: Translations | None = None,
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
    """The text as it is kept: composed letters, one kind of line end, nothing invisible, no blanks at the edges."""
    return clean_text(text).text


def split_answers(text: str) -> tuple[str, str, str]:
    """The text as the three answers that the studio asks for: how she makes it, her working day, her hopes.

    Joining them again gives the same text, however it was written.
    """
    parts = _BLANK_LINE.split(text.strip(), maxsplit=2)
    first, second, third = (*parts, "", "", "")[:3]
    return first, second, third


def join_answers(how: str, day: str, hopes: str) -> str:
    """The answers as one text. Each of the first two is one paragraph, so that they can be told apart again."""
    one, two = (_BLANK_LINE.sub("\n", tidy_text(answer)) for answer in (how, day))
    return "\n\n".join(part for part in (one, two, tidy_text(hopes)) if part)


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs are parted by blank lines; line breaks within one become spaces."""
    return tuple(" ".join(part.split()) for part in _BLANK_LINE.split(text.strip()) if part.strip())


def direction_of(language: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def _read_title(title: str) -> str:
    return " ".join(require_plain(title, most=MOST_TITLE_LETTERS, what=_("Title")).split())


def _read_text(text: str) -> str:
    return require_plain(text, most=MOST_TEXT_LETTERS, what=_("Story"))

"""Signs that may not stand in words: what nobody sees is taken away, what turns words around is refused.

Pure. Words themselves are never changed but for the canonical composition of their letters (Unicode NFC).
Source: Unicode Standard Annex 15 (normalisation), 9 (direction), Technical Report 36 (invisible signs, confusables).
"""

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from artisans.errors import TextRefused
from themes.sentences import mark as _
from themes.sentences import sentence

_LINE_ENDS = {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Marks, fillers and selectors that take no room although Unicode does not file all of them as formats.
_TAKES_NO_ROOM = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_REFUSED_KINDS = {
    "Cc": _("a control sign"),
    "Co": _("a sign of somebody's own font"),
    "Cn": _("no sign that Unicode knows"),
    "Cs": _("half a sign"),
}
_BREAK, _NON_JOINER, _JOINER = "\u200b", "\u200c", "\u200d"
_SELECTORS = range(0xFE00, 0xFE10)
# Scripts whose spelling needs a joiner or a non-joiner, and those that write no spaces between words.
_JOINED = frozenset(
    {"DEVANAGARI", "BENGALI", "GUJARATI", "GURMUKHI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA"}
    | {"ARABIC"}
)
_UNSPACED = frozenset({"KHMER", "THAI", "LAO", "MYANMAR"})

# Letters of Cyrillic, Greek and others that look like Latin ones. Each pair: what stands there, what it looks like.
_ALIKE_PAIRS = (
    "аa еe оo рp сc уy хx іi јj ѕs ԁd һh кk мm тt вb нh гr ґr ѵv ԛq ԝw ӏl ӓa ёe їi АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX "
    "ІI ЈJ ЅS αa εe ιi κk νv οo ρp τt υu χx ωw γy ηn μu ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX օo սu հh ոn ɑa ɡg "
    "ıi ɩi ʀr ɢg ʜh ɪi ʟl ɴn ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ꜱs ꮪs łl øo đd ħh ŧt ſs ɛe ⅼl"
)
_ALIKE = {pair[0]: pair[1] for pair in _ALIKE_PAIRS.split()}


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text as it is kept, and how many invisible signs were taken away."""

    text: str
    removed: int


def clean_text(text: str) -> CleanText:
    """Composed letters, one kind of line end, no invisible sign but where a script needs it, no blanks at the edges."""
    if text.isascii() and text.isprintable():
        return CleanText(text.strip(), 0)
    joined = text.replace("\r\n", "\n").translate({ord(sign): new for sign, new in _LINE_ENDS.items()})
    kept = "".join(_keep_needed(joined))
    return CleanText(unicodedata.normalize("NFC", kept).strip(), len(joined) - len(kept))


def require_plain(text: str, *, most: int, what: str) -> str:
    """The clean text, once nothing in it is refused. `what` names the field; the sentence quotes no word of it.

    Raises:
        TextRefused: longer than `most` signs, or a sign that turns words around or has no meaning.
    """
    clean = clean_text(text).text
    if len(clean) > most:
        raise TextRefused(
            sentence(
                "%(what)s: %(count)s signs are too many; at most %(most)s fit.",
                what=(what,),
                count=f"{len(clean):,}",
                most=f"{most:,}",
            )
        )
    for place, sign in enumerate(clean, start=1):
        if why := _why_refused(sign):
            raise TextRefused(
                sentence(
                    "%(what)s: sign %(place)s is %(why)s (%(code)s). Delete it and type the word again.",
                    what=(what,),
                    place=f"{place:,}",
                    why=(why,),
                    code=f"U+{ord(sign):04X}",
                )
            )
    return clean


@functools.lru_cache(maxsize=4096)
def script_of(sign: str) -> str:
    """The script of a letter or mark, as its Unicode name begins: LATIN, DEVANAGARI, KHMER. Empty for anything else."""
    if unicodedata.category(sign)[0] not in "LM":
        return ""
    first = unicodedata.name(sign, "").partition(" ")[0]
    return "" if first == "COMBINING" else {"FULLWIDTH": "LATIN", "DOUBLE-STRUCK": "LATIN"}.get(first, first)


def scripts_of(text: str) -> frozenset[str]:
    """Every script that the letters of a text are of."""
    return frozenset(map(script_of, text)) - {""}


@functools.lru_cache(maxsize=4096)
def is_invisible(sign: str) -> bool:
    """Whether a sign takes no room on the page."""
    if sign in "\n\t\r":
        return False
    return unicodedata.category(sign)[0] == "C" or sign in _TAKES_NO_ROOM or _is_selector(sign)


def look_alike(sign: str) -> str:
    """The Latin letter that a letter of another script is taken for; any other sign itself."""
    return _ALIKE.get(sign, sign)


def is_needed(text: str, place: int) -> bool:
    """Whether the invisible sign at `place` belongs to the spelling of the letters beside it."""
    sign = text[place]
    before = text[place - 1] if place else ""
    after = text[place + 1] if place + 1 < len(text) else ""
    if sign in (_JOINER, _NON_JOINER):
        return bool(before) and script_of(before) in _JOINED | _UNSPACED
    if sign == _BREAK:
        beside = {script_of(one) for one in (before, after) if one}
        return before != _BREAK and bool(beside & _UNSPACED)
    return _is_selector(sign) and bool(before) and unicodedata.category(before) == "So"


def split_clusters(text: str) -> list[str]:
    """The signs of a text as a reader counts them: a letter with its marks and, in Khmer, the letters below it."""
    clusters: list[str] = []
    for sign in text:
        below = bool(clusters) and clusters[-1].endswith(("\u17d2", _JOINER))
        if clusters and (below or unicodedata.category(sign)[0] == "M" or sign in (_JOINER, _NON_JOINER)):
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return clusters


def shorten_text(text: str, *, most: int) -> str:
    """The beginning of a text, at most `most` clusters long and cut where a word ends, if that is not too far back."""
    clusters = split_clusters(text)
    if len(clusters) <= most:
        return text
    cut = next((place for place in range(most, most * 2 // 3, -1) if clusters[place] in (" ", "\n", _BREAK)), most)
    return "".join(clusters[:cut]).rstrip(" \n,;:។।" + _BREAK) + "…"


def _keep_needed(text: str) -> Iterator[str]:
    for place, sign in enumerate(text):
        # What is refused stays, so that the refusal can say where it stands.
        if not is_invisible(sign) or _why_refused(sign) or is_needed(text, place):
            yield sign


@functools.lru_cache(maxsize=4096)
def _why_refused(sign: str) -> str:
    if sign in _TURNING:
        return _("one that turns the order of words around")
    return "" if sign in "\n\t" else _REFUSED_KINDS.get(unicodedata.category(sign), "")


def _is_selector(sign: str) -> bool:
    return ord(sign) in _SELECTORS or 0xE0100 <= ord(sign) <= 0xE01EF

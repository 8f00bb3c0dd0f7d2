"""Text as the lint reads it, one spelling for many, and the way back to the original.

Latin: no accents, no wide letters, no look-alikes of other scripts. Devanagari: no nukta, one sign for nasals, one
spelling of glides. Khmer: one order of the signs of a cluster. All: no invisible signs, digits as 0 to 9.
Source: Unicode Standard, 12.1 (Devanagari) and 16.4 (Khmer); Technical Standard 39 (confusables).
"""

import functools
import re
import unicodedata
from dataclasses import dataclass

from artisans.texts import is_invisible, is_needed, look_alike, script_of

OTHER_SCRIPT = "\u00a4"
_VIRAMA, _NUKTA, _ANUSVARA = "\u094d", "\u093c", "\u0902"
_ONE_SPELLING = {
    "ँ": _ANUSVARA,
    "ऀ": _ANUSVARA,
    "ॉ": "ा",
    "ऑ": "आ",
    "ॅ": "े",
    "ऍ": "ए",
    "ष": "श",
    "ळ": "ल",
    "ॆ": "े",
    "ॊ": "ो",
}
_ROWS = {"ङ": "कखगघ", "ञ": "चछजझ", "ण": "टठडढ", "न": "तथदध", "म": "पफबभ"}
_GLIDES = {"ी": "ई", "े": "ए"}
# What a cluster begins with, and what hangs on it; as escapes, so that folding a pattern leaves them alone.
KHMER_BASE, KHMER_MARK = r"[\u1780-\u17b3]", r"[\u17b4-\u17d3\u17dd]"
_COENG, _RO, _SHORT_U = "\u17d2", "រ", "\u17bb"
_SHIFTERS = "\u17c9\u17ca"
_UPPER_VOWELS = "\u17b7\u17b8\u17b9\u17ba"
_TRIISAP_LETTERS = "សហអ"


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`bare` keeps capitals, `lower` does not; each sign knows where its original begins and ends."""

    bare: str
    lower: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where bare[start:end] stands in the original text."""
        return self.starts[start], self.ends[end - 1]


class _Folding:
    """Signs as they are collected, each with its place in the original."""

    def __init__(self) -> None:
        self.signs: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, sign: str, start: int, end: int) -> None:
        self.signs.append(sign)
        self.starts.append(start)
        self.ends.append(end)

    def drop(self, count: int) -> None:
        del self.signs[-count:], self.starts[-count:], self.ends[-count:]

    def done(self) -> FoldedText:
        bare = "".join(self.signs)
        small = {sign: sign.lower() if len(sign.lower()) == 1 else sign for sign in frozenset(self.signs)}
        lower = "".join(map(small.__getitem__, self.signs))
        return FoldedText(bare, lower, tuple(self.starts), tuple(self.ends))


def find_invisible(text: str) -> list[int]:
    """The places of signs that take no room and that no script needs there."""
    if text.isascii() and text.isprintable():
        return []
    return [place for place, sign in enumerate(text) if is_invisible(sign) and not is_needed(text, place)]


def fold_text(text: str) -> FoldedText:
    """Strips what hides a Latin word from a reader of words; a run of another script is one sign. Plain ASCII costs
    nothing.
    """
    if text.isascii() and all(sign in "\n\t\r" or " " <= sign < "\x7f" for sign in text):
        return FoldedText(text, text.lower(), range(len(text)), range(1, len(text) + 1))
    signs = frozenset(text)
    if all(_is_one_letter(sign) for sign in signs):
        bare = text.translate({ord(sign): _latin_parts(sign)[0] for sign in signs})
        return FoldedText(bare, bare.lower(), range(len(text)), range(1, len(text) + 1))
    parts = {sign: _latin_parts(sign) for sign in signs}
    folding = _Folding()
    for place, sign in enumerate(text):
        for part in parts[sign]:
            if part == OTHER_SCRIPT and folding.signs and folding.signs[-1] == OTHER_SCRIPT:
                folding.ends[-1] = place + 1
            else:
                folding.add(part, place, place + 1)
    return folding.done()


def _is_one_letter(sign: str) -> bool:
    return len(_latin_parts(sign)) == len(sign.lower()) == 1 and _latin_parts(sign) != (OTHER_SCRIPT,)


def fold_hindi(text: str) -> FoldedText:
    """One spelling of Devanagari: हिन्दू, हिंदू and हिँदू; गयी and गई; ज़ुल्म and जुल्म; दुःख and दुख."""
    folding = _Folding()
    parts = {sign: _hindi_parts(sign) for sign in frozenset(text)}
    signs, starts, ends = folding.signs, folding.starts, folding.ends
    for place, sign in enumerate(text):
        for part in parts[sign]:
            if part in _GLIDES or (signs and signs[-1] == _VIRAMA):
                _add_hindi(folding, part, place)
            else:
                signs.append(part)
                starts.append(place)
                ends.append(place + 1)
    return folding.done()


def fold_khmer(text: str) -> FoldedText:
    """One order of the signs of each cluster: letter, letters below with RO last, shifter, vowels, other signs."""
    folding = _Folding()
    place = 0
    for cluster in _clusters(frozenset(filter(is_invisible, frozenset(text)))).finditer(text):
        start, end = cluster.span()
        _add_between(folding, text, place, start)
        signs = _order_cluster(cluster.group())
        folding.signs += signs
        folding.starts += [start] * len(signs)
        folding.ends += [end] * len(signs)
        place = end
    _add_between(folding, text, place, len(text))
    return folding.done()


def _add_between(folding: _Folding, text: str, start: int, end: int) -> None:
    for place in range(start, end):
        for part in _khmer_parts(text[place]):
            folding.add(part, place, place + 1)


@functools.lru_cache(maxsize=64)
def _clusters(invisible: frozenset[str]) -> re.Pattern[str]:
    """A letter and what hangs on it. A break between it and its own mark hides a word, and is read over; one behind
    the last mark is not part of it.
    """
    over = f"|[{re.escape(''.join(sorted(invisible)))}](?={KHMER_MARK})" if invisible else ""
    return re.compile(f"{KHMER_BASE}(?:{_COENG}{KHMER_BASE}|{KHMER_MARK}{over})*")


@functools.lru_cache(maxsize=8192)
def _latin_parts(sign: str) -> tuple[str, ...]:
    if is_invisible(sign):
        return ()
    if unicodedata.category(sign) == "Nd":
        return (str(unicodedata.digit(sign)),)
    parts = (part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    alike = map(look_alike, parts)
    # Letters of other scripts are read by their own rules; here they only part words.
    return tuple(part if script_of(part) in ("", "LATIN") else OTHER_SCRIPT for part in alike)


@functools.lru_cache(maxsize=8192)
def _hindi_parts(sign: str) -> tuple[str, ...]:
    if is_invisible(sign) or sign in "\u0903\u0951\u0952":
        return ()
    if unicodedata.category(sign) == "Nd":
        return (str(unicodedata.digit(sign)),)
    parts = unicodedata.normalize("NFKD", sign)
    return tuple(_ONE_SPELLING.get(part, part) for part in parts if part != _NUKTA)


def _add_hindi(folding: _Folding, part: str, place: int) -> None:
    signs = folding.signs
    if part in _GLIDES and signs and signs[-1] == "य":
        start = folding.starts[-1]
        folding.drop(1)
        folding.add(_GLIDES[part], start, place + 1)
        return
    if len(signs) > 1 and signs[-1] == _VIRAMA and part in _ROWS.get(signs[-2], ""):
        start, end = folding.starts[-2], folding.ends[-1]
        folding.drop(2)
        folding.add(_ANUSVARA, start, end)
    folding.add(part, place, place + 1)


@functools.lru_cache(maxsize=8192)
def _khmer_parts(sign: str) -> tuple[str, ...]:
    if is_invisible(sign):
        return ()
    if unicodedata.category(sign) == "Nd":
        return (str(unicodedata.digit(sign)),)
    return (sign,) if script_of(sign) == "KHMER" else tuple(unicodedata.normalize("NFKC", sign))


@functools.lru_cache(maxsize=16384)
def _order_cluster(cluster: str) -> str:
    signs = [sign for sign in cluster if not is_invisible(sign)]
    base = {"\u17a3": "អ", "\u17a4": "អ", "\u17b3": "\u17aa", "\u17b2": "\u17b1"}.get(signs[0], signs[0])
    below: list[str] = []
    rest: list[str] = []
    place = 1
    while place < len(signs):
        if signs[place] == _COENG and place + 1 < len(signs):
            # Coeng DA and coeng TA look the same.
            below.append({"ដ": "ត"}.get(signs[place + 1], signs[place + 1]))
            place += 2
        else:
            rest.append(signs[place])
            place += 1
    below.sort(key=lambda letter: letter == _RO)
    if _SHORT_U in rest and any(vowel in rest for vowel in _UPPER_VOWELS):
        # A shifter under an upper vowel is drawn like a short u, and often typed so.
        rest[rest.index(_SHORT_U)] = _SHIFTERS[1] if base in _TRIISAP_LETTERS else _SHIFTERS[0]
    rest.sort(key=lambda sign: (sign not in _SHIFTERS, sign))
    vowels = "".join(rest).replace("\u17c1\u17b6", "\u17c4").replace("\u17b6\u17c1", "\u17c4")
    vowels = vowels.replace("\u17c1\u17b8", "\u17be").replace("\u17b8\u17c1", "\u17be")
    return base + "".join(_COENG + letter for letter in below) + vowels

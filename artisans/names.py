"""Comparing names without reading them: one spelling for the many ways in which a name is written.

The vault stores keyed hashes of these keys only (story-safety, "Data split").
"""

import re
import unicodedata

from artisans.texts import look_alike

_WORDS = re.compile(r"[a-z0-9]+")
# Romanisations of one sound differ from writer to writer (Hunterian, ISO 15919, everyday spelling).
_SPELLINGS = "aa-a ee-i ii-i oo-u uu-u ou-u ph-f bh-b dh-d gh-g jh-j kh-k th-t sh-s ch-c w-v z-j y-i x-ks o-u"
_SOUNDS = [pair.split("-") for pair in _SPELLINGS.split()]
_VOWEL_SIGNS = {"VIRAMA": "", "COENG": "", "NUKTA": "", "ANUSVARA": "n", "CANDRABINDU": "n", "VISARGA": "h"}


def fold_name(name: str) -> str:
    """Case-folded, transliterated to Latin letters, accents stripped, words parted by one space."""
    latin = "".join(_to_latin("".join(map(look_alike, name))))
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(sign))
    return " ".join(_WORDS.findall(bare.casefold()))


def name_keys(name: str) -> frozenset[str]:
    """Every form under which a name is indexed or looked up: whole, run together, each word, each by its sound.

    Words of one letter (initials) are left out; they would match everybody.
    """
    folded = fold_name(name)
    words = [word for word in folded.split() if len(word) > 1]
    spelled = {folded, folded.replace(" ", ""), *words} - {""}
    if not name.isascii():
        spelled |= {_as_typed(form) for form in spelled}
    return frozenset(spelled | {f"~{sound}" for sound in map(_by_sound, spelled) if len(sound) > 1})


def _as_typed(form: str) -> str:
    """A transliterated name as people type it: one letter for a long vowel, no final short a: `sunita`, `kamal`."""
    short = re.sub(r"([aiu])\1", lambda pair: pair[1].upper(), form)
    return re.sub(r"(?<=[a-z]{2})a(?= |$)", "", short).lower()


def _by_sound(word: str) -> str:
    for many, one in _SOUNDS:
        word = word.replace(many, one)
    word = re.sub(r"(.)\1+", r"\1", word)
    # Indic scripts carry a final short a that many do not write: Kamal, Kamala.
    return re.sub(r"[ah]+$", "", word) or word


def _to_latin(name: str) -> list[str]:
    """Letters of Indic scripts and Khmer by their Unicode names; anything else stays as it is."""
    letters: list[str] = []
    for sign in unicodedata.normalize("NFC", name):
        title = unicodedata.name(sign, "")
        script, _, rest = title.partition(" ")
        if script in {"LATIN", "DIGIT", ""} or (" LETTER " not in f" {rest} " and " SIGN " not in f" {rest} "):
            letters.append(sign)
            continue
        _append_sound(letters, rest)
    return [letter.rstrip("\0") for letter in letters]


def _append_sound(letters: list[str], rest: str) -> None:
    """Adds one letter or sign; a consonant carries an `a` (marked with a NUL) until a vowel sign replaces it."""
    kind, _, sound = rest.rpartition(" ")
    inherent = bool(letters) and letters[-1].endswith("\0")
    if kind.startswith("LETTER") and len(sound) > 1 and sound.endswith(("A", "O")) and sound[0] not in "AEIOU":
        letters.append(f"{sound[:-1].lower()}a\0")
    elif "VOWEL" in kind or sound in {"VIRAMA", "COENG"}:
        if inherent:
            letters[-1] = letters[-1][:-2]
        letters.append(_VOWEL_SIGNS.get(sound, sound.lower()))
    else:
        letters.append(_VOWEL_SIGNS.get(sound, sound.lower()))

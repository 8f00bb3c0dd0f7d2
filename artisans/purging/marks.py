"""What a re-scan looks for: keyed hashes of her words and of the random names of her records. No Django.

A mark is one of three kinds: the random name of a record or file; four words in a row (twelve letters in a row of a
script without word spaces); and a word, or a whole text of two or three, that only she used. Nothing here can be read
back without the vault's key.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

PHRASE_WORDS = 4
RUN_LETTERS = 12
SHORTEST_WORD = 5
COPIED_RUN = 3
_LONGEST_TOKEN = 200

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Letters, digits and the vowel signs of Indic and South-East Asian scripts; never their punctuation.
_TOKEN = re.compile(
    "(?:[^\\W_]|[\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u17dd-\u17ff])+"
)
_UUID = re.compile(r"\b([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\b")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3]")
_HEX_ID = re.compile(r"[0-9a-f]{16,}")
_RANDOM_ID = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{20,}")


@dataclass(frozen=True, slots=True)
class Marks:
    """Keyed hashes by kind. `key_mark` tells which of the vault's keys made them."""

    key_mark: str
    ids: frozenset[str] = field(default_factory=frozenset)
    phrases: frozenset[str] = field(default_factory=frozenset)
    words: frozenset[str] = field(default_factory=frozenset)
    shorts: frozenset[str] = field(default_factory=frozenset)

    def __len__(self) -> int:
        return len(self.ids) + len(self.phrases) + len(self.words) + len(self.shorts)

    def to_json(self) -> dict[str, object]:
        """As a row keeps them."""
        kinds = {"ids": self.ids, "phrases": self.phrases, "words": self.words, "shorts": self.shorts}
        return {"key": self.key_mark, **{name: sorted(marks) for name, marks in kinds.items()}}


def read_marks(kept: dict[str, object]) -> Marks:
    """From a row."""
    ids, phrases, words, shorts = (frozenset(kept.get(name, ())) for name in ("ids", "phrases", "words", "shorts"))  # type: ignore[call-overload]
    return Marks(str(kept.get("key", "")), ids, phrases, words, shorts)


def make_marks(hasher: "Hasher", *, ids: Iterable[str], phrases: Iterable[str], words: Iterable[str]) -> Marks:
    """Hashes of all of them; what has blanks in it among the words is a whole short text."""
    single = {word for word in words if " " not in word}
    return Marks(
        hasher.key_mark,
        hasher.hash_all(ids),
        hasher.hash_all(phrases),
        hasher.hash_all(single),
        hasher.hash_all(set(words) - single),
    )


@dataclass(frozen=True, slots=True)
class Signs:
    """What one text holds, before hashing; a text shorter than a phrase stands whole among the words."""

    ids: frozenset[str]
    phrases: frozenset[str]
    words: frozenset[str]


def split_tokens(text: str) -> list[str]:
    """Folded words, parted by anything that is no letter; a UUID is one word, however it is written."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return [token for token in _TOKEN.findall(_UUID.sub(r"\1\2\3\4\5", folded)) if len(token) <= _LONGEST_TOKEN]


def read_signs(text: str) -> Signs:
    """Everything in a text that could be a mark."""
    tokens = split_tokens(text)
    ids = frozenset(token for token in tokens if _HEX_ID.fullmatch(token) or _RANDOM_ID.fullmatch(token))
    spoken = [token for token in tokens if token not in ids]
    words = {token for token in spoken if len(token) >= SHORTEST_WORD and not token.isdigit()}
    if 2 <= len(spoken) < PHRASE_WORDS:
        words.add(" ".join(spoken))
    return Signs(ids, frozenset(list_phrases(spoken)), frozenset(words))


def list_phrases(tokens: list[str]) -> Iterator[str]:
    """Every run of four words; and of twelve letters where a script writes its words without spaces."""
    for at in range(len(tokens) - PHRASE_WORDS + 1):
        yield " ".join(tokens[at : at + PHRASE_WORDS])
    for token in tokens:
        if len(token) > RUN_LETTERS and _UNSPACED.match(token):
            for at in range(len(token) - RUN_LETTERS + 1):
                yield token[at : at + RUN_LETTERS]


class Hasher:
    """Keyed hashes under one key; words come again and again, so each is hashed once for some time."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._kept: dict[str, str] = {}
        self.key_mark = hashlib.blake2b(b"key mark", key=key, digest_size=8).hexdigest()

    def hash(self, sign: str) -> str:
        """80 bits, in hexadecimal digits."""
        found = self._kept.get(sign)
        if found is None:
            found = hashlib.blake2b(sign.encode(), key=self._key, digest_size=10).hexdigest()
            if len(self._kept) > 200_000:
                self._kept.clear()
            self._kept[sign] = found
        return found

    def hash_all(self, signs: Iterable[str]) -> frozenset[str]:
        """Every one of them."""
        return frozenset(map(self.hash, signs))


@dataclass(frozen=True, slots=True)
class Match:
    """Which marks a text holds. `run`: how many phrases of hers follow each other; three are six words in a row."""

    has_id: bool
    phrases: frozenset[str]
    run: int
    words: frozenset[str]

    @property
    def is_copy(self) -> bool:
        """Whether it cannot be chance: the name of a record of hers, or six words in a row."""
        return self.has_id or self.run >= COPIED_RUN

    def __bool__(self) -> bool:
        return self.has_id or bool(self.phrases) or bool(self.words)


NOTHING = Match(False, frozenset(), 0, frozenset())


def match(text: str, marks: Marks, hasher: Hasher) -> Match:
    """What of the marks stands in the text."""
    tokens = split_tokens(text)
    if not tokens:
        return NOTHING
    hashes = hasher.hash_all(tokens)
    ids, words = marks.ids & hashes, marks.words & hashes
    if marks.shorts:
        words |= marks.shorts & hasher.hash_all(_list_short(tokens))
    phrases, run, longest = set[str](), 0, 0
    for phrase in list_phrases(tokens) if marks.phrases else ():
        hashed = hasher.hash(phrase)
        run = run + 1 if hashed in marks.phrases else 0
        if run:
            phrases.add(hashed)
            longest = max(longest, run)
    return Match(bool(ids), frozenset(phrases), longest, words) if ids or words or phrases else NOTHING


def _list_short(tokens: list[str]) -> Iterator[str]:
    """Two or three words in a row: they may be the whole of a short text of hers."""
    for length in range(2, PHRASE_WORDS):
        for at in range(len(tokens) - length + 1):
            yield " ".join(tokens[at : at + length])

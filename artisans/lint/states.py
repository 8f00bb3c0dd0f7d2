"""Whether words name a state, in any of the scripts that stories are written in."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from artisans.lint.lists import read_states

# Quick on purpose: pages ask this of every story they list. What makes no difference to a reader is dropped.
_LIGHT = {0x093C: None, 0x0901: 0x0902, 0x200B: None, 0x200C: None, 0x200D: None, 0x00AD: None}


def names_state(state: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts names the state (its English name), in English, Hindi or Khmer."""
    spellings = _spellings(state.lower())
    return bool(state) and any(spelling in _fold(text) for text in texts for spelling in spellings)


@cache
def _spellings(state: str) -> tuple[str, ...]:
    lists = (read_states("hindi_places"), read_states("khmer_places"))
    return (state, *(_fold(spelling) for states in lists for spelling in states.get(state, ())))


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFC", text).translate(_LIGHT).lower()
    return bare.replace("\u17d2\u178a", "\u17d2\u178f")

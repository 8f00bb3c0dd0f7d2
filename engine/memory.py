"""What hardly ever changes is read once a second in each process: tax rates, channels, the shop's settings."""

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Any, TypeVar

Value = TypeVar("Value")
_MOST_KEYS = 1000  # they may come from strangers, such as a channel's slug or a token
_held: dict[Hashable, tuple[float, Any]] = {}


def remember(key: Hashable, read: Callable[[], Value], seconds: float = 1) -> Value:
    """What `read()` gave for the key within the last `seconds`; what others write is seen after that time."""
    held = _held
    until, value = held.get(key, (0.0, None))
    if until <= monotonic():
        value = read()
        if len(held) >= _MOST_KEYS:
            held.clear()
        # Into what was held before reading: if all was forgotten meanwhile, the value may be old and is not kept.
        held[key] = monotonic() + seconds, value
    known: Value = value
    return known


def forget() -> None:
    """Read everything anew; for whatever writes such rows."""
    global _held
    _held = {}  # replaced, not emptied, for readers under way

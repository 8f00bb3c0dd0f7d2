"""Which story stands on which product: by craft and country alone, so that no story points at a lot or a programme."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_MAKERS = 5
FEWEST_PROGRAMMES = 2


@dataclass(frozen=True, slots=True)
class Pool:
    """The makers of one craft in one country, counted in the vault over all programmes."""

    makers: int
    programmes: int


def is_wide_enough(pool: Pool) -> bool:
    """At least 5 makers, and of more than one programme: otherwise the programme named beside would tell hers."""
    return pool.makers >= FEWEST_MAKERS and pool.programmes >= FEWEST_PROGRAMMES


def choose_story(product_id: str, story_keys: Sequence[str], pool: Pool) -> str | None:
    """The key of the story for a product, the same at every call, or None where the pool is too small.

    Rendezvous hashing: a story that comes or goes moves only the products that it wins or leaves.
    """
    if not story_keys or not is_wide_enough(pool):
        return None
    return max(story_keys, key=lambda key: hashlib.sha256(f"{product_id}\n{key}".encode()).digest())

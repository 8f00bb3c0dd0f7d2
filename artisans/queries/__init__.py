"""Reads, by noun: programmes, what is shown to the public, the desks of the studio, the vault."""

from artisans.queries.desk import find_desk_maker, find_desk_story, list_desk_personas, list_desk_stories
from artisans.queries.programmes import find_programme, list_programmes
from artisans.queries.shown import find_persona, list_personas, read_shown_photo, story_for_product
from artisans.queries.vault import pseudonym_is_free, read_identity

__all__ = [
    "find_desk_maker",
    "find_desk_story",
    "find_persona",
    "find_programme",
    "list_desk_personas",
    "list_desk_stories",
    "list_personas",
    "list_programmes",
    "pseudonym_is_free",
    "read_identity",
    "read_shown_photo",
    "story_for_product",
]

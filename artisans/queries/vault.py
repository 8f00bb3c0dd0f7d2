"""The only reads of the vault: names are opened for one reader, for a purpose, and logged before."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.errors import NotAllowed
from artisans.models import Maker, NameMark, Persona, PseudonymMark, StoryRevision
from artisans.shapes import MakerIdentity
from artisans.texts import script_of, split_clusters
from artisans.vault import marks_of_sounds, marks_of_words, marks_to_compare, unlock
from artisans.words import name_of_craft
from people.actions import record_access
from people.models import Person
from people.queries import holds_role
from people.roles import Role

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Devanagari to Malayalam and Khmer, with their vowel signs and joiners; dandas part words.
_OTHER_SCRIPT = re.compile("(?:(?![\u0964\u0965])[\u0900-\u0d7f\u1780-\u17d3\u17dd\u200b-\u200d])+")
_LONGEST_NAME = 6


def read_identity(maker_id: int, *, reader: Person, purpose: str) -> MakerIdentity:
    """Real name and contact of a maker, for a coordinator of her programme. The access log is written first.

    Raises:
        NotAllowed: the reader is no coordinator of her programme (the attempt is logged too).
        Maker.DoesNotExist: no such maker.
    """
    maker = Maker.objects.select_related("programme").get(pk=maker_id)
    own = reader.programme_slug == maker.programme.slug and holds_role(reader, Role.COORDINATOR)
    with transaction.atomic(durable=True):
        record_access(reader, f"maker:{maker.pk}", purpose if own else f"refused: {purpose}"[:200])
    if not own:
        raise NotAllowed(_("Only coordinators of her programme may read this."))
    return MakerIdentity(name=unlock(maker.name_locked), contact=unlock(maker.contact_locked))


def names_herself(revision: StoryRevision, persona: Persona, *, more: Iterable[str] = ()) -> bool:
    """Whether a word of the maker's real name stands in the story, in any of its languages, or in `more`. One query.

    In Latin letters a name is written with a capital; in other scripts words are compared by their sound, too.

    Only her own name is compared: an answer about others would tell who is in the vault.
    """
    texts = [revision.title, revision.text, *(text for one in revision.translations.values() for text in one.values())]
    texts += more
    words = {word for text in texts for word in _WORD.findall(text) if not word[0].islower()}
    others = {run for text in texts for run in _OTHER_SCRIPT.findall(text)}
    pieces = {piece for run in others for piece in (_cut_khmer(run) if script_of(run[0]) == "KHMER" else (run,))}
    own = set(NameMark.objects.filter(maker=persona.maker_id).values_list("mark", flat=True))
    return bool(own & (marks_of_words(words) | marks_of_sounds(pieces)))


def _cut_khmer(run: str) -> Iterator[str]:
    """Every stretch of two to six clusters: Khmer has no spaces that would tell where a name begins."""
    clusters = split_clusters(run.replace("\u200b", ""))
    for start in range(len(clusters)):
        for length in range(2, min(_LONGEST_NAME, len(clusters) - start) + 1):
            yield "".join(clusters[start : start + length])


def pseudonym_is_free(pseudonym: str, *, of_persona: Persona | None = None) -> bool:
    """Whether no real name in the vault, and no other pseudonym, is or sounds like it. At most two queries.

    One answer for both, so that it does not tell whether somebody of that name is in the vault.
    """
    marks = marks_to_compare(pseudonym)
    others = PseudonymMark.objects.filter(mark__in=marks)
    if of_persona is not None:
        others = others.exclude(persona=of_persona)
    return bool(marks) and not NameMark.objects.filter(mark__in=marks).exists() and not others.exists()


@dataclass(frozen=True, slots=True)
class FacelessMaker:
    """A maker who is in the vault and has no persona; `since` is the day she was enrolled."""

    maker_id: int
    craft_name: str
    since: date


def faceless_makers(person: Person) -> QuerySet[Maker]:
    """The makers without a persona whom a coordinator may look after; names and contacts are not loaded."""
    rows = Maker.objects.filter(persona=None, programme__slug=person.programme_slug).exclude(programme__slug="")
    return rows.select_related("programme").defer("name_locked", "contact_locked")


def list_faceless(person: Person) -> tuple[FacelessMaker, ...]:
    """The same as rows for the studio, by enrolment. One query."""
    rows = faceless_makers(person).order_by("created_at", "pk")
    return tuple(
        FacelessMaker(maker.pk, name_of_craft(maker.craft), timezone.localdate(maker.created_at)) for maker in rows
    )

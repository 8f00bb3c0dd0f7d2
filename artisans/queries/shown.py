"""What the public sees of makers: every way here asks `may_show`."""

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language

from artisans.content import direction_of, split_paragraphs
from artisans.errors import ArtisanError, PersonaGone, PersonaUnknown
from artisans.models import Persona, Story, Tombstone
from artisans.pool import is_wide_enough
from artisans.queries.facts import StandingStory, to_standing, with_standing, wording_of
from artisans.queries.photos import KINDS, listed_photos, shown_photos
from artisans.shapes import PersonaList, ShownStory
from artisans.showing import Channel, count_people
from artisans.states import StoryState
from artisans.words import name_of_craft


def story_for_product(product_id: str, *, day: date) -> ShownStory | None:
    """The story of one of the makers for a product, or None. At most three queries."""
    story = with_standing(Story.objects.filter(product_links__product_id=product_id)).first()
    if story is None:
        return None
    standing = to_standing(story)
    return to_shown(standing, day) if standing.may_show(day) and is_wide_enough(standing.pool) else None


def list_personas(*, day: date) -> PersonaList:
    """Every story that may be shown, in an order that tells nothing. Three queries."""
    rows = with_standing(Story.objects.filter(state=StoryState.PUBLISHED)).order_by("persona__public_id")
    standings = [to_standing(story) for story in rows]
    shown = tuple(to_shown(standing, day) for standing in standings if standing.may_show(day))
    return PersonaList(rows=shown, count=count_people(len(shown)))


def find_persona(public_id: str, *, day: date) -> ShownStory:
    """The one story that may be shown of a persona. At most four queries.

    Raises:
        PersonaGone: she withdrew, or her consent has ended.
        PersonaUnknown: there is no such persona, or nothing of hers is published.
    """
    persona = Persona.objects.filter(public_id=public_id).first()
    if persona is None:
        raise _gone_or_unknown(public_id)
    if persona.withdrawn_at is not None:
        raise PersonaGone("This page was withdrawn.")
    was_public = (StoryState.PUBLISHED, StoryState.EXPIRED)
    rows = with_standing(persona.stories.filter(state__in=was_public)).order_by("pk")
    standings = [to_standing(story) for story in rows]
    for standing in standings:
        if standing.may_show(day):
            return to_shown(standing, day)
    if standings:
        raise PersonaGone("This page has ended.")
    raise _gone_or_unknown(public_id)


def _gone_or_unknown(public_id: str) -> ArtisanError:
    """What was public and is purged stays gone; any other address is unknown. One query."""
    if public_id and Tombstone.objects.filter(public_id=public_id).exists():
        return PersonaGone("This page was withdrawn.")
    return PersonaUnknown("No such page.")


def read_shown_photo(name: str, width: int, kind: str, *, day: date) -> str:
    """The file among the renditions, if its story may be shown today. At most four queries.

    Raises:
        PersonaGone: it was never there, or may not be shown: one answer for both.
    """
    story = with_standing(Story.objects.filter(photos__name=name)).first()
    if story is None or kind not in KINDS or not to_standing(story).may_show(day):
        raise PersonaGone("This photo is not shown.")
    if not any(photo.name == name and width in photo.widths for photo in listed_photos(story)):
        raise PersonaGone("This photo is not shown.")
    return f"{name}/{width}.{kind}"


def list_standing() -> list[StandingStory]:
    """The published stories with their facts. Two queries."""
    rows = Story.objects.filter(state=StoryState.PUBLISHED)
    return [to_standing(story) for story in with_standing(rows).order_by("pk")]


def to_shown(standing: StandingStory, day: date) -> ShownStory:
    """Exactly what may be shown; call it only where `may_show` said yes.

    Its words are in the language of the page; where the story has none in it, in English, else in its own.
    """
    persona, revision = standing.story.persona, standing.story.revision
    assert revision is not None  # noqa: S101  a story is made together with its first revision
    language, title, text = wording_of(revision).best_for(get_language() or "en")
    return ShownStory(
        public_id=persona.public_id,
        url=reverse("artisan", args=[persona.public_id]),
        pseudonym=persona.pseudonym,
        country=persona.country,
        state=standing.shown_state(day),
        craft=persona.craft,
        craft_name=standing.story.craft_title or name_of_craft(persona.craft),  # type: ignore[attr-defined]
        title=title,
        paragraphs=split_paragraphs(text),
        is_sample=persona.is_sample,
        photos=shown_photos(standing.story),
        may_index=standing.may_show(day, Channel.FEEDS),
        language=language,
        direction=direction_of(language),
    )

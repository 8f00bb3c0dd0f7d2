"""Which story stands on which product. The choice asks for craft and country, never for a programme or a lot."""

from collections import defaultdict
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from artisans.actions.desks import require_desk
from artisans.models import KeptOff, ProductLink, Story
from artisans.pool import Pool, choose_story
from artisans.queries.facts import StandingStory, wording_of
from artisans.queries.products import list_crafted_products, list_story_texts
from artisans.queries.shown import list_standing
from artisans.states import StoryState
from catalog.actions import push_story_text
from catalog.version import turn_over
from people.actions import record_audit
from people.models import Person

Place = tuple[str, str]


@transaction.atomic
def link_products() -> int:
    """Chooses a story for every product of the catalogue and takes away what no longer holds; returns the changes.

    Idempotent. Nine queries when nothing changes. The search words of each product follow its story.
    """
    # Locked first: a withdrawal waits for this to end and then clears what it wrote, or is already seen here.
    # (SQLite has no row locks; its transactions wait for each other as a whole.)
    public = Story.objects.filter(state=StoryState.PUBLISHED).order_by("pk")
    locked = set(public.select_for_update().values_list("pk", flat=True))
    day = timezone.localdate()
    by_place: dict[Place, list[StandingStory]] = defaultdict(list)
    for standing in list_standing():
        if standing.story.pk in locked and standing.may_show(day):
            by_place[(standing.story.persona.craft, standing.story.persona.country)].append(standing)
    kept_off = set(KeptOff.objects.values_list("product_id", "story__key"))
    wanted: dict[str, Story] = {}
    for product_id, places in list_crafted_products().items():
        if story := _choose(product_id, places, by_place, kept_off):
            wanted[product_id] = story
    return _apply(wanted)


def unlink_story(story: Story) -> None:
    """Takes a story off every product at once; belongs into the caller's transaction. The pages turn over."""
    links = ProductLink.objects.filter(story=story)
    for product_id in list(links.values_list("product_id", flat=True)):
        push_story_text(product_id, "")
    links.delete()
    turn_over()


def keep_off(story: Story, product_id: str, *, by: Person) -> None:
    """The story shall not stand on this product, now or later; another one takes its place. Idempotent.

    Raises:
        NotAllowed: `by` works for another programme.
    """
    require_desk(by, story.persona.maker.programme)
    KeptOff.objects.get_or_create(story=story, product_id=product_id, defaults={"by": by})
    record_audit(by, "keep_off", f"story:{story.key}")
    link_products()


def let_on(story: Story, product_id: str, *, by: Person) -> None:
    """The story may be chosen for this product again. Idempotent.

    Raises:
        NotAllowed: `by` works for another programme.
    """
    require_desk(by, story.persona.maker.programme)
    KeptOff.objects.filter(story=story, product_id=product_id).delete()
    record_audit(by, "let_on", f"story:{story.key}")
    link_products()


def _choose(
    product_id: str,
    places: frozenset[Place],
    by_place: dict[Place, list[StandingStory]],
    kept_off: set[tuple[str, UUID]],
) -> Story | None:
    """The best of all crafts of the product; a pool that is too small gives nobody."""
    for place in sorted(places):
        here = [one for one in by_place.get(place, ()) if (product_id, one.story.key) not in kept_off]
        standings = {str(standing.story.key): standing for standing in here}
        pool = next((standing.pool for standing in standings.values()), Pool(makers=0, programmes=0))
        if key := choose_story(product_id, sorted(standings), pool):
            return standings[key].story
    return None


def _apply(wanted: dict[str, Story]) -> int:
    texts = list_story_texts()
    links = {link.product_id: link for link in ProductLink.objects.select_related("story")}
    changes = 0
    for product_id in (links.keys() | texts.keys()) - wanted.keys():
        push_story_text(product_id, "")
        changes += ProductLink.objects.filter(product_id=product_id).delete()[0]
    for product_id, story in wanted.items():
        link = links.get(product_id)
        if link is None or link.story_id != story.pk:
            persona = story.persona
            values = {"story": story, "craft": persona.craft, "country": persona.country}
            ProductLink.objects.update_or_create(product_id=product_id, defaults=values)
            changes += 1
        if texts.get(product_id, "") != _search_words(story):
            push_story_text(product_id, _search_words(story))
    if changes:
        turn_over()
    return changes


def _search_words(story: Story) -> str:
    """What the search finds a product by: the chosen name and the words of every language."""
    if story.revision is None:
        return ""
    wordings = wording_of(story.revision).in_every_language()
    return "\n".join([story.persona.pseudonym, *(part for _, title, text in wordings for part in (title, text))])

"""How the story of a product stands, for staff of the shop who may not read the studio: nothing that is not public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from artisans.models import ProductLink, Story
from artisans.pool import is_wide_enough
from artisans.queries.facts import StandingStory, to_standing, with_standing
from artisans.queries.shown import to_shown
from artisans.showing import INTRODUCTION
from artisans.states import BEFORE_PUBLISHING
from catalog.models import Label


class StoryStanding(StrEnum):
    """Where the story of a product is."""

    SHOWN = "shown"
    HELD = "held"  # linked, and not to be shown today
    DRAFT = "draft"  # none linked; one of this craft and country is being written or reviewed
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ProductStory:
    """The persona, and the day on which consent ends, only where the story may be shown. Never its words."""

    standing: StoryStanding
    pseudonym: str = ""
    public_id: str = ""
    url: str = ""
    consent_ends: date | None = None
    introduction: str = INTRODUCTION


def read_product_story(product_id: str, *, day: date) -> ProductStory:
    """How the story of a product stands on a day. At most four queries."""
    story = with_standing(Story.objects.filter(product_links__product_id=product_id)).first()
    if story is not None:
        standing = to_standing(story)
        if not _is_shown(standing, day):
            return ProductStory(StoryStanding.HELD)
        shown = to_shown(standing, day)
        ends = _end_of_consent(standing, day)
        return ProductStory(StoryStanding.SHOWN, shown.pseudonym, shown.public_id, shown.url, ends)
    return ProductStory(StoryStanding.DRAFT if _is_being_written(product_id) else StoryStanding.NONE)


def products_with_story(product_ids: Iterable[str], *, day: date) -> set[str]:
    """Those that show a story on a day. Three queries."""
    links = dict(ProductLink.objects.values_list("product_id", "story_id"))
    stories = with_standing(Story.objects.filter(pk__in=set(links.values())))
    shown = {story.pk for story in stories if _is_shown(to_standing(story), day)}
    return {product_id for product_id in product_ids if links.get(product_id) in shown}


def _is_shown(standing: StandingStory, day: date) -> bool:
    return standing.may_show(day) and is_wide_enough(standing.pool)


def _end_of_consent(standing: StandingStory, day: date) -> date | None:
    """The first day on which the consents that are live now cover the story no longer."""
    ends = sorted({consent.expires_on for consent in standing.consents if consent.is_live(day)})
    return next((end for end in ends if not standing.may_show(end)), None)


def _is_being_written(product_id: str) -> bool:
    """Whether a story of the product's craft and country is under way; never whose, and never how many. Two queries."""
    values: dict[str, set[str]] = {"craft": set(), "country": set()}
    labels = Label.objects.filter(product__product_id=product_id, kind__in=values)
    for kind, value in labels.values_list("kind", "value"):
        values[kind].add(value.lower())
    return Story.objects.filter(
        state__in=BEFORE_PUBLISHING,
        persona__withdrawn_at=None,
        persona__craft__in=values["craft"],
        persona__country__in=values["country"],
    ).exists()

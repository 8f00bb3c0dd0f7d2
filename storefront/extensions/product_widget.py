"""The widget on a product: its story, tags, lots and figures, and what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from artisans.queries.standing import ProductStory, StoryStanding, read_product_story
from catalog.queries import name_products
from impact_tags.claims import Tier
from impact_tags.queries.standing import ProductStanding, StandingLot, StandingTag, read_standing
from themes.writing import write_day

_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is missing, and the page where it is done."""

    sentence: str
    doing: str
    url: str


@dataclass(frozen=True, slots=True)
class ProductWidget:
    """Everything that the widget shows; `sentences` are what a buyer reads."""

    story: ProductStory
    tags: tuple[StandingTag, ...]
    lots: tuple[StandingLot, ...]
    sentences: tuple[str, ...]
    missing: tuple[Missing, ...]


def build_product_widget(product_id: str, *, day: date) -> ProductWidget | None:
    """The widget of a product; None where neither the catalogue nor a lot knows it. At most eight queries."""
    standing = read_standing(product_id, day=day)
    if not standing.lots and not name_products([product_id]):
        return None
    story = read_product_story(product_id, day=day)
    return ProductWidget(
        story=story,
        tags=standing.tags,
        lots=standing.lots,
        sentences=standing.sentences,
        missing=(*_miss_story(story), *_miss_tags(standing), *_miss_lots(standing), *_miss_time(standing, day)),
    )


def _miss_story(story: ProductStory) -> tuple[Missing, ...]:
    if story.standing is StoryStanding.SHOWN:
        return ()
    return (Missing("No story is shown.", "Stories in the studio", reverse("studio")),)


def _miss_tags(standing: ProductStanding) -> tuple[Missing, ...]:
    if any(row.tag.tier != Tier.DECLARED for row in standing.tags):
        return ()
    return (Missing("No tag rests on evidence.", "Lots and their documents", reverse("studio-lots")),)


def _miss_lots(standing: ProductStanding) -> tuple[Missing, ...]:
    if not standing.lots:
        return (Missing("No lot is recorded.", "Record a lot", reverse("studio-lot-new")),)
    found = [
        Missing(f"Lot {lot.code} waits for approval.", f"Lot {lot.code}", lot.desk_url)
        for lot in standing.lots
        if not lot.is_approved
    ]
    on_sale = [lot for lot in standing.lots if lot.is_on_sale]
    found += [
        Missing(f"Lot {lot.code} has no hours and pay that may be shown.", f"Lot {lot.code}", lot.desk_url)
        for lot in on_sale
        if not lot.has_facts
    ]
    if not on_sale:
        found.append(Missing("No lot on sale has a piece left.", "Lots in the studio", reverse("studio-lots")))
    elif not standing.sentences and any(lot.has_facts for lot in on_sale):
        found.append(
            Missing(
                "No figure is shown: a document behind the lots is missing or has run out.",
                "Lots and their documents",
                reverse("studio-lots"),
            )
        )
    return tuple(found)


def _miss_time(standing: ProductStanding, day: date) -> tuple[Missing, ...]:
    return tuple(
        Missing(
            f"{one.title}: runs out on {write_day(one.ends_on)}.", "Lots and their documents", reverse("studio-lots")
        )
        for one in standing.endings
        if day < one.ends_on < day + _SOON
    )

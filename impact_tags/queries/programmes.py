"""Programmes: who trains and employs, what their lots come to, and what they make."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from artisans.queries import find_programme as find_facts
from artisans.queries import list_programmes as list_facts
from artisans.shapes import ProgrammeFacts
from catalog.queries import find_cards
from catalog.shapes import ProductCard
from impact_tags.models import Lot, LotProduct
from impact_tags.queries.products import say_office
from impact_tags.queries.totals import total_lots
from impact_tags.shapes import LotCard, Totals

_LOTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """A programme in the list."""

    slug: str
    name: str
    url: str
    place: str
    summary: str
    started_year: int
    lots: int


@dataclass(frozen=True, slots=True)
class ProgrammeDetail:
    """Everything the page of a programme shows; nothing about a person."""

    facts: ProgrammeFacts
    place: str
    totals: Totals
    lots: tuple[LotCard, ...]
    cards: tuple[ProductCard, ...]


def list_programme_cards() -> tuple[ProgrammeCard, ...]:
    """All programmes by name. Cost: two queries."""
    counts: dict[str, int] = {}
    for slug in Lot.objects.exclude(approved_by="").values_list("programme__slug", flat=True):
        counts[slug] = counts.get(slug, 0) + 1
    return tuple(
        ProgrammeCard(
            facts.slug,
            facts.name,
            reverse("programme", args=[facts.slug]),
            say_office(facts.city_of_registered_office, facts.country),
            facts.summary,
            facts.started_year,
            counts.get(facts.slug, 0),
        )
        for facts in list_facts()
    )


def find_programme_page(slug: str, *, day: date | None = None) -> ProgrammeDetail | None:
    """A programme with its totals, lots and products; None for an unknown one. Cost: four queries."""
    facts = find_facts(slug)
    if facts is None:
        return None
    today = day or timezone.localdate()
    lots = list(
        Lot.objects.filter(programme__slug=slug, finished_on__lte=today)
        .exclude(approved_by="")
        .order_by("-finished_on", "-pk")
    )
    on_sale = LotProduct.objects.filter(lot__in=[lot.pk for lot in lots if lot.sellable]).order_by("-lot__finished_on")
    product_ids = list(dict.fromkeys(on_sale.values_list("product_id", flat=True)))
    return ProgrammeDetail(
        facts=facts,
        place=say_office(facts.city_of_registered_office, facts.country),
        totals=total_lots(lots),
        lots=tuple(to_card(lot, facts.name, slug) for lot in lots[:_LOTS_SHOWN]),
        cards=tuple(find_cards(product_ids, channel=settings.DEFAULT_CHANNEL)),
    )


def to_card(lot: Lot, programme_name: str, programme_slug: str) -> LotCard:
    """A lot in a list."""
    return LotCard(
        lot.code,
        reverse("trace", args=[lot.code]),
        lot.title,
        programme_name,
        programme_slug,
        lot.finished_on,
        lot.units,
        lot.sellable,
    )

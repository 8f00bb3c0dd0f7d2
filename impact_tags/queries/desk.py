"""Lots as coordinators and reviewers see them: a coordinator those of her programme, a reviewer all."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from catalog.queries import find_cards, list_product_ids
from impact_tags.epcis import ORDER
from impact_tags.models import Lot, LotEvent
from impact_tags.queries.steps import say_pooling
from people.models import Person
from people.queries import roles_of
from people.roles import Role


@dataclass(frozen=True, slots=True)
class DeskLot:
    """A lot in the list of the desk."""

    code: str
    title: str
    programme_name: str
    made: date
    units: int
    taken: int
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class DeskLotDetail:
    """A lot on the desk, with what is still missing before it can be sold."""

    row: DeskLot
    makers_count: int
    pooling: str
    steps: tuple[tuple[str, date], ...]
    next_kinds: tuple[tuple[str, str], ...]
    documents: tuple[str, ...]
    may_approve: bool
    public_url: str


def lots_of(person: Person) -> QuerySet[Lot]:
    """The lots that a person may see. One query for the roles."""
    lots = Lot.objects.select_related("programme")
    return lots if Role.REVIEWER in roles_of(person) else lots.filter(programme__slug=person.programme_slug or "-")


def list_desk_lots(person: Person) -> tuple[DeskLot, ...]:
    """Newest first; those that wait for approval on top. Cost: two queries."""
    rows = [_to_row(lot) for lot in lots_of(person).order_by("-finished_on", "-pk")]
    return tuple(sorted(rows, key=lambda row: row.state != "waiting"))


def find_desk_lot(code: str, *, person: Person) -> DeskLotDetail | None:
    """One lot, None where it is not the person's. Cost: five queries."""
    lot = lots_of(person).prefetch_related("events", "evidence").filter(code=code).first()
    if lot is None:
        return None
    steps = [row for row in lot.events.all() if row.kind in ORDER]
    reached = ORDER.index(steps[-1].kind) + 1 if steps else 0
    open_kinds = ORDER[reached:] if steps else ORDER[:1]
    return DeskLotDetail(
        row=_to_row(lot),
        makers_count=lot.makers_count,
        pooling=say_pooling(lot),
        steps=tuple((row.get_kind_display(), row.day) for row in steps),
        next_kinds=tuple((kind, LotEvent.Kind(kind).label) for kind in open_kinds),
        documents=tuple(row.title for row in lot.evidence.all()),
        may_approve=not lot.approved_by and lot.recorded_by_id != person.pk and Role.REVIEWER in roles_of(person),
        public_url=reverse("trace", args=[lot.code]) if lot.approved_by else "",
    )


def list_product_choices() -> list[tuple[str, str]]:
    """Id and name of every product on sale, by name. Cost: two queries."""
    ids = [product_id for product_id, _ in list_product_ids(settings.DEFAULT_CHANNEL)]
    cards = find_cards(ids, channel=settings.DEFAULT_CHANNEL)
    return sorted(((str(card.product_id), card.name) for card in cards), key=lambda pair: pair[1])


def _to_row(lot: Lot) -> DeskLot:
    state = "on sale" if lot.sellable else "off sale" if lot.approved_by else "waiting"
    return DeskLot(
        lot.code,
        lot.title,
        lot.programme.name,
        lot.finished_on,
        lot.units,
        lot.units_taken,
        state,
        reverse("studio-lot", args=[lot.code]),
    )

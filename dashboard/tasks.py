"""What waits for somebody today."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from artisans.models import Story
from artisans.queries.removals import count_unproven
from artisans.states import StoryState
from dashboard.connection import count_troubles
from dashboard.orders import list_orders
from dashboard.shapes import OrderList, OrderRow
from dashboard.words import Shelf
from impact_tags.queries.ledger import unconfirmed_lines
from mail.queries import count_given_up
from saleor_api.client import Client

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Task:
    """A number of things that wait, and where to do them."""

    title: str
    count: int
    url: str
    hint: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The dashboard's first page; `orders` is None for an account that has no rights at Saleor."""

    tasks: tuple[Task, ...]
    orders: tuple[OrderRow, ...] | None
    orders_today: int
    is_quiet: bool


def read_today(client: Client | None) -> TodayPage:
    """Today's tasks and orders. Three calls to Saleor, about eight queries.

    Raises:
        SaleorError: no answer, or no right to see orders.
    """
    tasks: list[Task] = []
    today: OrderList | None = None
    if client is not None:
        to_send = list_orders(client, shelf=Shelf.TO_SEND, most=1).total
        tasks.append(Task("Orders to send", to_send, "/dashboard/orders/?state=to-send", "Waiting for their parcel"))
        today = list_orders(client, since=_midnight(), most=_SHOWN)
        pieces = sum(line.pieces for line in unconfirmed_lines())
        tasks.append(
            Task("Sent without a lot", pieces, "/dashboard/unconfirmed/", "Pieces whose impact is not confirmed yet")
        )
    waiting = Story.objects.filter(state=StoryState.SECOND_APPROVAL).count()
    tasks.append(Task("Stories to approve", waiting, "/dashboard/stories/", "Read, check, approve or send back"))
    tasks.append(
        Task("Withdrawals not proven", count_unproven(), "/dashboard/withdrawals/", "A reviewer looks at what is left")
    )
    if client is not None:
        tasks.append(Task("Mails not sent", count_given_up(), "/dashboard/mail/", "Given up after several attempts"))
        troubles = count_troubles()
        tasks.append(Task("Saleor needs a hand", troubles, "/dashboard/connection/", "Apps, line, catalogue, prices"))
    recent = today.rows if today else None
    if client is not None and not recent:
        recent = list_orders(client, most=_SHOWN).rows
    return TodayPage(
        tasks=tuple(tasks),
        orders=recent,
        orders_today=today.total if today else 0,
        is_quiet=not any(task.count for task in tasks),
    )


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)

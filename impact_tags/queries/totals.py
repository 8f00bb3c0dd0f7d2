"""Figures over many lots: what programmes produced and what the shop sold, side by side and never added."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse

from impact_tags.claims import say_amount
from impact_tags.methods import find_method
from impact_tags.metrics import Metric
from impact_tags.models import LedgerEntry, Lot
from impact_tags.pools import PoolLevel, say_makers
from impact_tags.shapes import Figure, SoldLine, Totals

TITLES = {
    Metric.WORK_MINUTES: "Paid work",
    Metric.WAGE: "Wages paid",
    Metric.TRAINING_MINUTES: "Training",
    Metric.MATERIAL_GRAMS: "Material used",
    Metric.TRACED_GRAMS: "Material traced to its origin",
    Metric.TRAINING_FUND: "Set aside for training",
}


# A lot alone with five makers stands for itself; a hidden one is never counted.
_APART = (PoolLevel.LOT.value, PoolLevel.HIDDEN.value)


def make_figure(metric: Metric, amount: int, currency: str = "") -> Figure:
    """A total as it is printed, with a link to its method."""
    method_id, _ = find_method(metric)
    return Figure(
        metric.value, TITLES[metric], say_amount(metric, amount, currency), reverse("impact-method", args=[method_id])
    )


def total_lots(lots: Iterable[Lot]) -> Totals:
    """Figures of lots: hours and pay of those that may be shown, material of all; wages one line for each currency.

    A pool is counted with all its lots or not at all, so that no small lot can be worked out. Cost: one query more
    where lots are pooled.
    """
    rows = list(lots)
    shown = _list_whole_pools(rows)
    figures = [
        make_figure(Metric.WORK_MINUTES, sum(lot.work_minutes for lot in shown)),
        *(
            make_figure(Metric.WAGE, sum(lot.wage_minor for lot in shown if lot.wage_currency == currency), currency)
            for currency in sorted({lot.wage_currency for lot in shown})
        ),
        make_figure(Metric.TRAINING_MINUTES, sum(lot.training_minutes for lot in shown)),
    ]
    material = [
        make_figure(Metric.MATERIAL_GRAMS, sum(lot.material_grams for lot in rows)),
        make_figure(Metric.TRACED_GRAMS, sum(lot.traced_grams for lot in rows)),
    ]
    return Totals(
        figures=(*(figures if shown else []), *(material if rows else [])),
        units=sum(lot.units for lot in rows),
        lots=len(rows),
        first_on=min((lot.started_on for lot in rows), default=None),
        last_on=max((lot.finished_on for lot in rows), default=None),
        makers=say_makers(max((lot.makers_count for lot in rows), default=0)),
        hidden_lots=len(rows) - len(shown),
    )


def _list_whole_pools(rows: Sequence[Lot]) -> list[Lot]:
    """Lots whose hours and pay may stand in a sum: alone with five makers, or with every other lot of their pool."""
    pooled = Counter(lot.pool_key for lot in rows if lot.pool_level not in _APART)
    sizes = (
        dict(Lot.objects.filter(pool_key__in=pooled).order_by().values_list("pool_key").annotate(Count("pk")))
        if pooled
        else {}
    )
    whole = {key for key, count in pooled.items() if count == sizes[key]}
    return [lot for lot in rows if lot.pool_level == PoolLevel.LOT.value or lot.pool_key in whole]


def programme_totals(slug: str, *, day: date | None = None) -> Totals:
    """What the approved lots of a programme come to, up to a day. Cost: one query."""
    lots = Lot.objects.filter(programme__slug=slug).exclude(approved_by="")
    return total_lots(lots.filter(finished_on__lte=day) if day else lots)


def shop_totals(*, year: int | None = None) -> tuple[Totals, tuple[SoldLine, ...]]:
    """Produced (work records, by the day lots were finished) and sold (the ledger, by the day of posting).

    Cost: two queries. The two are never added: what is sold was produced before.
    """
    lots = Lot.objects.exclude(approved_by="")
    entries = LedgerEntry.objects.order_by()
    if year is not None:
        lots = lots.filter(finished_on__year=year)
        entries = entries.filter(posted_at__year=year)
    sums = entries.values("metric", "currency").annotate(amount=Sum("amount"), orders=Count("order", distinct=True))
    return total_lots(lots), _sold_lines(sums)


def _sold_lines(sums: Iterable[Mapping[str, Any]]) -> tuple[SoldLine, ...]:
    order = list(TITLES)
    lines = sorted(
        (order.index(Metric(row["metric"])), row["currency"], row["amount"], row["orders"])
        for row in sums
        if row["amount"] > 0
    )
    return tuple(
        SoldLine(make_figure(order[place], amount, currency), orders) for place, currency, amount, orders in lines
    )


def list_years() -> tuple[int, ...]:
    """Years in which lots were finished, newest first. Cost: one query."""
    return tuple(day.year for day in Lot.objects.exclude(approved_by="").dates("finished_on", "year", order="DESC"))

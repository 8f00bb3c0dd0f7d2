"""Figures over many lots: what programmes produced and what the shop sold, side by side and never added."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncQuarter
from django.urls import reverse

from impact_tags.claims import say_amount
from impact_tags.methods import find_method
from impact_tags.metrics import Metric
from impact_tags.models import LedgerEntry, Lot
from impact_tags.pools import PoolLevel, say_makers
from impact_tags.shapes import Figure, QuarterRow, SoldLine, Totals

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


def shop_totals() -> tuple[Totals, tuple[SoldLine, ...]]:
    """Produced (work records) and sold (the ledger) since the start. Cost: two queries.

    The two are never added: what is sold was produced before.
    """
    sums = LedgerEntry.objects.order_by().values("metric", "currency")
    sold = sums.annotate(amount=Sum("amount"), orders=Count("order", distinct=True))
    return total_lots(Lot.objects.exclude(approved_by="")), _sold_lines(sold)


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


def list_quarters() -> tuple[QuarterRow, ...]:
    """Produced by the day lots were finished, sold by the day of posting, newest quarter first. Cost: two queries,
    and one for each quarter with pooled lots.
    """
    lots: dict[tuple[int, int], list[Lot]] = defaultdict(list)
    for lot in Lot.objects.exclude(approved_by=""):
        lots[_quarter_of(lot.finished_on)].append(lot)
    sold: dict[tuple[int, int], list[tuple[Metric, str, int]]] = defaultdict(list)
    sums = LedgerEntry.objects.order_by().annotate(quarter=TruncQuarter("posted_at")).values("quarter", "metric")
    for row in sums.values("quarter", "metric", "currency").annotate(amount=Sum("amount")):
        sold[_quarter_of(row["quarter"])].append((Metric(row["metric"]), row["currency"], row["amount"]))
    return tuple(
        QuarterRow(
            title=f"{_QUARTERS[quarter]} {year}",
            lots=len(lots[year, quarter]),
            produced=_say_work(total_lots(lots[year, quarter])),
            sold=_say_sold(sold[year, quarter], Metric.WORK_MINUTES),
            fund=_say_sold(sold[year, quarter], Metric.TRAINING_FUND),
        )
        for year, quarter in sorted({*lots, *sold}, reverse=True)
    )


_QUARTERS = ("January to March", "April to June", "July to September", "October to December")


def _quarter_of(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _say_work(totals: Totals) -> str:
    return next((one.value_text for one in totals.figures if one.metric == Metric.WORK_MINUTES.value), "")


def _say_sold(rows: Sequence[tuple[Metric, str, int]], metric: Metric) -> str:
    """Less what came back: a quarter may come to less than nothing, and then says so."""
    found = sorted((currency, amount) for kind, currency, amount in rows if kind is metric and amount)
    return ", ".join(
        f"{'−' if amount < 0 else ''}{say_amount(metric, abs(amount), currency)}" for currency, amount in found
    )

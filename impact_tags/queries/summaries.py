"""Turns amounts into claims; what lacks a part is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.urls import reverse

from impact_tags.claims import Claim, Scope, Stage, render_claim, say_value
from impact_tags.formulas import weigh_uncertainty
from impact_tags.methods import find_method
from impact_tags.metrics import Metric
from impact_tags.models import Lot
from impact_tags.queries.backing import Backing, LotBackings, form_fund_backing, read_backings
from impact_tags.shapes import ImpactSummary, LotLine, ShownClaim
from impact_tags.wordings import find_wording

_ORDER = (Metric.WORK_MINUTES, Metric.WAGE, Metric.TRAINING_MINUTES, Metric.TRACED_GRAMS, Metric.TRAINING_FUND)
_UNITS = {
    Metric.WORK_MINUTES: "minutes",
    Metric.TRAINING_MINUTES: "minutes",
    Metric.WAGE: "minor",
    Metric.TRAINING_FUND: "minor",
    Metric.MATERIAL_GRAMS: "grams",
    Metric.TRACED_GRAMS: "grams",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Some pieces' share of a figure, and the lot whose facts it comes from."""

    metric: Metric
    currency: str
    amount: int
    uncertainty_percent: int = 0


@dataclass(frozen=True, slots=True)
class Saying:
    """How a summary speaks."""

    scope: Scope
    stage: Stage
    subject: str
    day: date


def line_of(lot: Lot) -> LotLine:
    """A lot as a link."""
    return LotLine(lot.code, reverse("trace", args=[lot.code]), lot.finished_on)


def build_summary(
    parts: Iterable[Part],
    lots: Mapping[int, Lot],
    saying: Saying,
    *,
    confirmed: bool = False,
    unconfirmed_units: int = 0,
    show_lots: bool = True,
) -> ImpactSummary:
    """Claims from parts, in a fixed order of metrics, one for each currency. Cost: one query."""
    backings = read_backings(lots.values())
    grouped = _group(parts)
    shown = []
    for metric, currency in sorted(grouped, key=lambda key: (_place(key[0]), key[1])):
        behind = _choose_backing(metric, backings, saying.day)
        claim = _shape(metric, currency, grouped[metric, currency], behind, saying) if behind else None
        if claim is not None:
            shown.append(claim)
    lines = sorted((line_of(lot) for lot in lots.values()), key=lambda line: (line.made, line.code))
    return ImpactSummary(
        tuple(shown), confirmed, _headline(shown), unconfirmed_units, tuple(lines) if show_lots else ()
    )


def _choose_backing(metric: Metric, backings: LotBackings, day: date) -> Backing | None:
    match metric:
        case Metric.TRAINING_FUND:
            return form_fund_backing(day)
        case Metric.MATERIAL_GRAMS | Metric.TRACED_GRAMS:
            return backings.material
        case Metric.WORK_MINUTES | Metric.WAGE | Metric.TRAINING_MINUTES:
            return backings.work


def _place(metric: Metric) -> int:
    return _ORDER.index(metric) if metric in _ORDER else len(_ORDER)


def _group(parts: Iterable[Part]) -> dict[tuple[Metric, str], list[Part]]:
    grouped: dict[tuple[Metric, str], list[Part]] = {}
    for part in parts:
        grouped.setdefault((part.metric, part.currency), []).append(part)
    return grouped


def _headline(shown: list[ShownClaim]) -> str:
    for claim in shown:
        if claim.metric == Metric.WORK_MINUTES.value:
            text = f"{claim.value_text} of paid work"
            return text[0].upper() + text[1:]
    return ""


def _shape(metric: Metric, currency: str, parts: list[Part], backing: Backing, saying: Saying) -> ShownClaim | None:
    if not backing.complete:
        return None
    wording = find_wording(metric, saying.stage)
    method_id, version = find_method(metric)
    claim = Claim(
        metric=metric,
        stage=saying.stage,
        scope=saying.scope,
        subject=saying.subject,
        value=sum(part.amount for part in parts),
        currency=currency,
        method_id=method_id,
        method_version=version,
        method_url=reverse("impact-method", args=[method_id]),
        period=backing.period,
        computed_on=saying.day,
        evidence=backing.evidence,
        tier=backing.tier,
        basis=backing.basis,
        approver=backing.approver,
        valid_until=wording.valid_until if wording else None,
        sample_size=backing.sample_size,
        uncertainty_percent=_weigh(metric, parts),
    )
    sentence = render_claim(claim, wording, today=saying.day)
    if sentence is None or wording is None:
        return None
    return ShownClaim(
        metric=metric.value,
        sentence=sentence,
        value=claim.value,
        unit=_UNITS[metric],
        value_text=say_value(claim),
        currency=currency,
        method_id=method_id,
        method_url=claim.method_url,
        method_version=version,
        tier=claim.tier.value,
        basis=backing.basis.value,
        period=backing.period,
        computed_on=saying.day,
        valid_until=wording.valid_until,
        approver=backing.approver,
        wording=f"{wording.wording_id}/{wording.version}",
        evidence=backing.evidence,
    )


def _weigh(metric: Metric, parts: list[Part]) -> Fraction:
    if metric is Metric.TRAINING_FUND:
        return Fraction(0)
    return weigh_uncertainty((part.amount, part.uncertainty_percent) for part in parts)

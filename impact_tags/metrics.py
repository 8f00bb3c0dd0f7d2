"""What is counted, in which unit, and the facts of a lot as whole numbers."""

from dataclasses import dataclass
from enum import StrEnum


class Metric(StrEnum):
    """A quantity of the ledger; its rows never mix with those of another."""

    WORK_MINUTES = "work_minutes"
    WAGE = "wage"  # minor units of the currency paid in
    TRAINING_MINUTES = "training_minutes"
    MATERIAL_GRAMS = "material_grams"
    TRACED_GRAMS = "traced_grams"
    TRAINING_FUND = "training_fund"  # minor units of the order's currency


PHYSICAL = (
    Metric.WORK_MINUTES,
    Metric.WAGE,
    Metric.TRAINING_MINUTES,
    Metric.MATERIAL_GRAMS,
    Metric.TRACED_GRAMS,
)
# Shown only where at least five makers are pooled: what tells about people's days and pay.
POOLED = (Metric.WORK_MINUTES, Metric.WAGE, Metric.TRAINING_MINUTES)


class Basis(StrEnum):
    """How a figure came to be."""

    MEASURED = "measured"
    SAMPLED = "sampled"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class LotTotals:
    """Recorded totals of a lot or a pool: minutes, minor units, grams; `units` completed, samples included."""

    units: int
    work_minutes: int
    wage_minor: int
    wage_currency: str
    training_minutes: int
    material_grams: int
    traced_grams: int


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What one piece carries, rounded down once; None where it may not be shown."""

    work_minutes: int | None
    wage_minor: int | None
    wage_currency: str
    training_minutes: int | None
    material_grams: int | None
    traced_grams: int | None

    def value(self, metric: Metric) -> int | None:
        """The figure of a physical metric; a fund is no fact of a piece."""
        return {
            Metric.WORK_MINUTES: self.work_minutes,
            Metric.WAGE: self.wage_minor,
            Metric.TRAINING_MINUTES: self.training_minutes,
            Metric.MATERIAL_GRAMS: self.material_grams,
            Metric.TRACED_GRAMS: self.traced_grams,
        }.get(metric)

    def currency(self, metric: Metric) -> str:
        """The currency a metric is counted in; empty for minutes and grams."""
        return self.wage_currency if metric is Metric.WAGE else ""


NO_FACTS = UnitFacts(None, None, "", None, None, None)

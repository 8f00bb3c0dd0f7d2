"""The arithmetic of impact, in whole numbers only. Worked numbers: docs/impact.md."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from impact_tags.errors import CurrencyMixed
from impact_tags.metrics import NO_FACTS, LotTotals, UnitFacts

BASIS_POINTS = 10_000


def form_unit_facts(totals: LotTotals) -> UnitFacts:
    """What one piece of the lot carries: each total divided by the units, rounded down once.

    Raises:
        ValueError: the lot has no units.
    """
    if totals.units < 1:
        raise ValueError("A lot without units has no unit facts.")
    return UnitFacts(
        work_minutes=totals.work_minutes // totals.units,
        wage_minor=totals.wage_minor // totals.units,
        wage_currency=totals.wage_currency,
        training_minutes=totals.training_minutes // totals.units,
        material_grams=totals.material_grams // totals.units,
        traced_grams=totals.traced_grams // totals.units,
    )


def list_unallocated(totals: LotTotals) -> dict[str, int]:
    """The remainder of each division, fewer than `units` of each: recorded, but carried by no piece."""
    return {
        name: getattr(totals, name) % totals.units
        for name in ("work_minutes", "wage_minor", "training_minutes", "material_grams", "traced_grams")
    }


def form_quote(sellable: Sequence[UnitFacts]) -> UnitFacts:
    """The least that any sellable lot gives for one piece, metric by metric.

    A metric that one of the lots may not show is quoted for none; wages of two currencies are not compared.
    """
    if not sellable:
        return NO_FACTS
    one_currency = len({facts.wage_currency for facts in sellable}) == 1
    return UnitFacts(
        work_minutes=_least(facts.work_minutes for facts in sellable),
        wage_minor=_least(facts.wage_minor for facts in sellable) if one_currency else None,
        wage_currency=sellable[0].wage_currency if one_currency else "",
        training_minutes=_least(facts.training_minutes for facts in sellable),
        material_grams=_least(facts.material_grams for facts in sellable),
        traced_grams=_least(facts.traced_grams for facts in sellable),
    )


def _least(values: Iterable[int | None]) -> int | None:
    known = list(values)
    return None if None in known else min(value for value in known if value is not None)


def covers_quote(facts: UnitFacts, quote: UnitFacts) -> bool:
    """Whether a piece of this lot gives at least what was promised, in every metric that was promised."""
    if quote.wage_minor is not None and facts.wage_currency != quote.wage_currency:
        return False
    pairs = (
        (facts.work_minutes, quote.work_minutes),
        (facts.wage_minor, quote.wage_minor),
        (facts.training_minutes, quote.training_minutes),
        (facts.material_grams, quote.material_grams),
        (facts.traced_grams, quote.traced_grams),
    )
    return all(promised is None or (given is not None and given >= promised) for given, promised in pairs)


def set_aside(net_kept_minor: int, basis_points: int) -> int:
    """The training fund of a line: `floor(net_kept x bps / 10000)`, never negative."""
    return max(0, net_kept_minor) * basis_points // BASIS_POINTS


def keep_net(net_minor: int, kept: int, quantity: int, refunded_minor: int = 0) -> int:
    """What the shop kept of a line: its net for the pieces kept, less refunds with the item kept; never negative."""
    if quantity < 1:
        return 0
    return max(0, net_minor * kept // quantity - refunded_minor)


def spread_amount(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Divides an amount by largest remainder; ties go to the earlier line; the parts sum exactly to it.

    All weights zero: nothing can be spread, and every part is zero.
    """
    whole = sum(weights)
    if whole == 0 or amount == 0:
        return (0,) * len(weights)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-(amount * weights[index] % whole), index))
    for index in by_remainder[: amount - sum(parts)]:
        parts[index] += 1
    return tuple(parts)


def share_traced(traced_grams: int, material_grams: int) -> int | None:
    """Traced share in whole percent, from grams and rounded down; None where there is no material."""
    return 100 * traced_grams // material_grams if material_grams > 0 else None


def share_living_wage(wage_minor: int, minutes: int, benchmark_minor: int, benchmark_hours: int) -> int | None:
    """Hourly pay as whole percent of a living-wage benchmark per hour, rounded down; shown even below 100."""
    if minutes <= 0 or benchmark_minor <= 0 or benchmark_hours <= 0:
        return None
    return int(100 * Fraction(wage_minor * 60, minutes) / Fraction(benchmark_minor, benchmark_hours))


def weigh_uncertainty(parts: Iterable[tuple[int, int]]) -> Fraction:
    """Uncertainty of a sum from (figure, percent) pairs: `sum |x| u / sum |x|`; zero for an empty sum."""
    pairs = list(parts)
    whole = sum(abs(figure) for figure, _ in pairs)
    return Fraction(sum(abs(figure) * percent for figure, percent in pairs), whole) if whole else Fraction(0)


def floor_to_five(minutes: int) -> int:
    """Minutes rounded down to five: how an uncertain figure is said."""
    return minutes - minutes % 5


def add_up(amounts: Iterable[tuple[int, str]]) -> tuple[int, str]:
    """Sum of (amount, currency) pairs of one currency; (0, "") when there are none.

    Raises:
        CurrencyMixed: two currencies met.
    """
    total, seen = 0, ""
    for amount, currency in amounts:
        if seen and currency != seen:
            raise CurrencyMixed(f"{seen} and {currency} are never added up.")
        total, seen = total + amount, currency
    return total, seen

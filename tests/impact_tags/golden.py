"""The golden vector of docs/impact.md: two lots and one order."""

from impact_tags.formulas import form_unit_facts
from impact_tags.metrics import LotTotals
from impact_tags.outcome import FulfilledPieces, OrderedLine, OrderSnapshot

B1 = LotTotals(
    units=48,
    work_minutes=9650,
    wage_minor=1_206_250,
    wage_currency="INR",
    training_minutes=720,
    material_grams=20_160,
    traced_grams=17_280,
)
B2 = LotTotals(
    units=30,
    work_minutes=6120,
    wage_minor=780_000,
    wage_currency="INR",
    training_minutes=300,
    material_grams=12_600,
    traced_grams=12_600,
)
U1, U2 = form_unit_facts(B1), form_unit_facts(B2)
TOTES = OrderedLine("totes", "tote", quantity=3, net_minor=11_817, gross_minor=11_817)
SCARF = OrderedLine("scarf", "scarf", quantity=1, net_minor=3_283, gross_minor=3_283)
BASIS_POINTS = 500


def make_order(*fulfilled: FulfilledPieces, **changes: object) -> OrderSnapshot:
    """The golden order, paid, with some fulfilments."""
    values: dict[str, object] = {
        "order_id": "T3JkZXI6MQ==",
        "number": "1",
        "status": "UNFULFILLED",
        "origin": "CHECKOUT",
        "currency": "USD",
        "total_minor": 15_100,
        "shipping_minor": 0,
        "charged_minor": 15_100,
        "refunded_minor": 0,
        "charged_back_minor": 0,
        "lines": (TOTES, SCARF),
        "fulfilled": fulfilled,
    }
    return OrderSnapshot(**{**values, **changes})  # type: ignore[arg-type]

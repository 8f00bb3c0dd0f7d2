"""The public methods, in versions: formula, worked numbers, data and limits. docs/impact.md holds the same numbers."""

from dataclasses import dataclass
from datetime import date

from impact_tags.metrics import Metric


@dataclass(frozen=True, slots=True)
class MethodText:
    """A method as it is published."""

    method_id: str
    version: int
    metric: str
    title: str
    summary: str
    formula: str
    worked: str
    data: str
    limits: str
    change: str
    published_on: date

    @property
    def reference(self) -> str:
        return f"{self.method_id}/{self.version}"


METHOD_OF = {
    Metric.WORK_MINUTES: "paid-work",
    Metric.WAGE: "wages",
    Metric.TRAINING_MINUTES: "training",
    Metric.MATERIAL_GRAMS: "traced-material",
    Metric.TRACED_GRAMS: "traced-material",
    Metric.TRAINING_FUND: "training-fund",
}
CURRENT_VERSION = {"paid-work": 1, "wages": 1, "training": 1, "traced-material": 1, "training-fund": 1}
# The document behind the fund: the rule itself, which anyone can hash.
FUND_RULE_CODE = "training-fund-rule"
FUND_RULE_TITLE = "Rule of the training fund"
FUND_RULE_SINCE = date(2026, 11, 1)
FUND_RULE = (
    "For every piece sold the shop sets aside a part of the price it kept, after discounts and without "
    "tax and delivery, "
    "for training at the programmes that supply it. The rate is frozen with the order line when the order is paid. "
    "Pieces that come back, and refunds, take their part with them. A sum counts as funded only when its transfer is "
    "recorded with a document.\n"
)


def find_method(metric: Metric) -> tuple[str, int]:
    """Id and current version of the method of a metric."""
    method_id = METHOD_OF[metric]
    return method_id, CURRENT_VERSION[method_id]


_FIRST = date(2026, 11, 1)
_POOLING = (
    "At least five makers stand behind every figure about hours or pay. A lot made by fewer is pooled with the lots of "
    "the same product, then of the same programme, over at most twelve months, before the figure for one piece is "
    "formed. Where even that does not reach five, nothing is shown. "
)
_QUOTING = (
    'Before you order, the figure is the quantity times the least that any lot on sale gives, and reads "at least". '
    "Once your pieces are sent, it is the sum over the lots they came from, and never less than what was said before."
)


def _publish(method_id: str, metric: str, title: str, summary: str, *parts: str) -> MethodText:
    formula, worked, data, limits = parts
    return MethodText(
        method_id, 1, metric, title, summary, formula, worked, data, limits, "First published version.", _FIRST
    )


METHODS = (
    _publish(
        "paid-work",
        Metric.WORK_MINUTES,
        "Paid work",
        "How many minutes of paid work went into a piece, from the time sheets of the lot it came from.",
        "Minutes for one piece = minutes recorded for the lot / pieces completed (seconds and samples "
        "included), rounded "
        "down once. " + _QUOTING,
        "Lot B1: 48 pieces, 9,650 minutes: 201 minutes a piece (2 minutes are carried by no piece). Lot B2: 30 pieces, "
        "6,120 minutes: 204. Three totes from either lot and one scarf from B2: at least 3 x 201 + 204 = 807 minutes, "
        "13 h 27 min. Sent as two totes of B1, one of B2 and the scarf: 2 x 201 + 204 + 204 = 810 minutes, "
        "13 h 30 min.",
        "Time sheets kept by the programme, summed for the lot. " + _POOLING,
        "Time that was not written down is not counted. Work of farmers, spinners and carriers outside the "
        "programme is "
        'not counted. Where part of a figure is sampled or estimated, it reads "about" and is rounded down to five '
        "minutes.",
    ),
    _publish(
        "wages",
        Metric.WAGE,
        "Wages paid",
        "What the makers of a lot were paid for it, before the pieces were sold, in the currency they were paid in.",
        "Wage for one piece = wages paid for the lot / pieces completed, in the smallest unit of the currency, rounded "
        "down once. Wages of two currencies are never added. " + _QUOTING,
        "Lot B1: INR 12,062.50 for 48 pieces: INR 251.30 a piece. Lot B2: INR 7,800.00 for 30: INR 260.00. Three totes "
        "and one scarf: at least 3 x 251.30 + 260.00 = INR 1,013.90. Sent: 2 x 251.30 + 260.00 + 260.00 = "
        "INR 1,022.60.",
        "Pay sheets of the programme, summed for the lot, with the SHA-256 of the document on the lot's page. "
        + _POOLING,
        "Taxes and contributions that the programme pays on top are not counted. The figure says what was paid, not "
        "whether it was enough: compare it with local living costs.",
    ),
    _publish(
        "training",
        Metric.TRAINING_MINUTES,
        "Training",
        "How many minutes of training the makers had while a lot was made.",
        "Minutes for one piece = training minutes recorded for the lot / pieces completed, rounded down once. "
        + _QUOTING,
        "Lot B1: 720 minutes for 48 pieces: 15 a piece. Lot B2: 300 for 30: 10. Three totes and one scarf: at least "
        "3 x 10 + 10 = 40 minutes. Sent as two totes of B1, one of B2 and the scarf: 2 x 15 + 10 + 10 = 50 minutes.",
        "Attendance sheets of the programme, summed for the lot. " + _POOLING,
        "Minutes say how long, not how good.",
    ),
    _publish(
        "traced-material",
        Metric.TRACED_GRAMS,
        "Traced material",
        "How much of the material, by weight, is known back to the place it was grown or made.",
        "Grams for one piece = grams recorded for the lot / pieces completed, rounded down once. Share = 100 x traced "
        "grams / all grams, from sums, rounded down; never an average of percentages.",
        "Lot B1: 17,280 g of 20,160 g are traced: 360 g of 420 g a piece. Lot B2: all 420 g. Three totes and "
        "one scarf: "
        "at least 3 x 360 + 420 = 1,500 g of 1,680 g, 89%. Sent: 2 x 360 + 420 + 420 = 1,560 g of 1,680 g, 92%.",
        "Delivery notes and invoices of each material. A material counts as traced only for the weight that the papers "
        "cover.",
        "Thread, buttons and packing below one gram are not weighed. What is not known is shown as not disclosed.",
    ),
    _publish(
        "training-fund",
        Metric.TRAINING_FUND,
        "Training fund",
        "What part of the price is set aside for training at the programmes.",
        "Fund of a line = net price kept x rate / 10,000, rounded down, where the rate is in hundredths of a "
        "percent. Net "
        "price = price of the line after all discounts, without tax and delivery. Pieces that come back take "
        "their part "
        "with them; a refund with the item kept is spread over the lines in proportion and taken off before.",
        "Three totes at USD 42.00 and a scarf at USD 35.00, order discount USD 10.00, rate 5%: the discount "
        "falls 7.83 to "
        "2.17; nets USD 118.17 and 32.83; fund USD 5.90 + 1.64 = USD 7.54. After one tote comes back: USD 3.93 + 1.64.",
        "The order itself, in the shop system. Delivery, gift wrap, gift cards and donations add nothing.",
        '"Set aside" means that the sum stands in the shop\'s books. It reads "funded" only once a transfer is '
        "recorded with its paper.",
    ),
)

"""The invariants of docs/impact.md, on orders and lots that hypothesis makes up. Numbers are those of that page."""

from dataclasses import dataclass, field, replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from impact_tags.binding import Candidate, Share, plan_shares
from impact_tags.formulas import covers_quote, form_quote, form_unit_facts, keep_net, set_aside, spread_amount
from impact_tags.metrics import PHYSICAL, LotTotals, UnitFacts
from impact_tags.outcome import FulfilledPieces, GrantedRefund, OrderedLine, OrderSnapshot, read_outcome
from impact_tags.posting import LedgerKey, form_target, list_differences

totals = st.builds(
    LotTotals,
    units=st.integers(1, 12),
    work_minutes=st.integers(0, 5000),
    wage_minor=st.integers(0, 500_000),
    wage_currency=st.sampled_from(["INR", "INR", "KHR"]),
    training_minutes=st.integers(0, 500),
    material_grams=st.integers(0, 9000),
    traced_grams=st.integers(0, 9000),
)
# How the pieces of a line stand: each is sent, sent back, replaced or not sent yet.
states = st.lists(st.sampled_from(["FULFILLED", "RETURNED", "REPLACED", "OPEN"]), min_size=1, max_size=6)


@dataclass
class Shop:
    """A ledger in memory for one line, moved by the same pure rules as the real one."""

    lots: list[LotTotals]
    quantity: int
    net: int
    shares: tuple[Share, ...] = ()
    posted: dict[LedgerKey, int] = field(default_factory=dict)
    rows: int = 0

    def __post_init__(self) -> None:
        self.facts = [form_unit_facts(lot) for lot in self.lots]
        self.quote = form_quote(self.facts)

    def order(self, pieces: list[str], **changes: object) -> OrderSnapshot:
        sent = tuple(FulfilledPieces("line", state, 1) for state in pieces if state != "OPEN")
        values: dict[str, object] = {
            "order_id": "1",
            "number": "1",
            "status": "UNFULFILLED",
            "origin": "CHECKOUT",
            "currency": "USD",
            "total_minor": self.net,
            "shipping_minor": 0,
            "charged_minor": self.net,
            "refunded_minor": 0,
            "charged_back_minor": 0,
            "lines": (OrderedLine("line", "tote", self.quantity, self.net, self.net),),
            "fulfilled": sent,
        }
        return OrderSnapshot(**{**values, **changes})  # type: ignore[arg-type]

    def hear(self, order: OrderSnapshot) -> None:
        (outcome,) = read_outcome(order, fund_basis_points=500)
        given_out = dict.fromkeys(range(len(self.lots)), 0)
        for share in self.shares:
            given_out[share.lot_id] += share.taken
        candidates = [
            Candidate(index, lot.units - given_out[index], self.facts[index]) for index, lot in enumerate(self.lots)
        ]
        planned = plan_shares(
            self.shares,
            candidates,
            quote=self.quote,
            kept=outcome.kept,
            open_pieces=outcome.open,
            replaced=outcome.replaced,
        )
        self.shares = tuple(replace(share, row_id=index + 1) for index, share in enumerate(planned))
        target = form_target({"line": self.shares}, {"line": outcome.fund_minor}, currency="USD")
        for key, amount in list_differences(self.posted, target):
            self.posted[key] = self.posted.get(key, 0) + amount
            self.rows += 1

    def physical(self) -> dict[LedgerKey, int]:
        return {key: value for key, value in self.posted.items() if key.lot_id or key.metric != "training_fund"}


@st.composite
def shops(draw: st.DrawFn) -> tuple[Shop, list[list[str]]]:
    lots = draw(st.lists(totals, min_size=1, max_size=3))
    first = draw(states)
    later = draw(st.lists(st.permutations(first).flatmap(lambda row: st.just(list(row))), max_size=1))
    changes = [[draw(st.sampled_from(["FULFILLED", "RETURNED", "REPLACED", "OPEN"])) for _ in first] for _ in range(3)]
    return Shop(lots, len(first), draw(st.integers(0, 50_000))), [["OPEN"] * len(first), first, *later, *changes]


@given(shops())
def test_3_nothing_is_ever_negative_and_4_no_lot_gives_more_than_it_has(case: tuple[Shop, list[list[str]]]) -> None:
    shop, history = case
    for pieces in history:
        shop.hear(shop.order(pieces))
        assert all(value >= 0 for value in shop.posted.values())
        for index, lot in enumerate(shop.lots):
            assert sum(share.taken for share in shop.shares if share.lot_id == index) <= lot.units
            recorded = dict(
                zip(
                    (metric.value for metric in PHYSICAL),
                    (lot.work_minutes, lot.wage_minor, lot.training_minutes, lot.material_grams, lot.traced_grams),
                    strict=True,
                )
            )
            for key, value in shop.posted.items():
                assert key.metric == "training_fund" or key.lot_id != index or value <= recorded[key.metric]


@given(shops())
def test_1_shares_sum_to_the_pieces_kept_as_far_as_lots_reach(case: tuple[Shop, list[list[str]]]) -> None:
    shop, history = case
    for pieces in history:
        shop.hear(shop.order(pieces))
        kept, still_open = pieces.count("FULFILLED"), pieces.count("OPEN")
        assert sum(share.bound for share in shop.shares) <= kept
        assert sum(share.reserved for share in shop.shares) <= still_open
        able = [index for index in range(len(shop.lots)) if covers(shop, index)]
        room = sum(shop.lots[index].units for index in able) - sum(share.scrapped for share in shop.shares)
        assert sum(share.bound for share in shop.shares) == min(kept, room)


def covers(shop: Shop, index: int) -> bool:
    return covers_quote(shop.facts[index], shop.quote)


@given(shops())
def test_2_a_full_return_is_zero(case: tuple[Shop, list[list[str]]]) -> None:
    shop, history = case
    for pieces in history:
        shop.hear(shop.order(pieces))
    shop.hear(shop.order(["RETURNED"] * shop.quantity))
    assert set(shop.posted.values()) <= {0}
    assert all(share.taken == share.scrapped for share in shop.shares)


@given(shops())
def test_5_replaying_any_event_changes_nothing(case: tuple[Shop, list[list[str]]]) -> None:
    shop, history = case
    for pieces in history:
        shop.hear(shop.order(pieces))
        before = (shop.shares, dict(shop.posted), shop.rows)
        shop.hear(shop.order(pieces))
        assert (shop.shares, shop.posted, shop.rows) == before


@given(
    st.lists(st.tuples(st.integers(0, 4_000), st.booleans(), st.integers(0, 2)), max_size=4),
    st.integers(0, 3),
)
def test_6_the_order_of_refunds_does_not_matter(refunds: list[tuple[int, bool, int]], returned: int) -> None:
    line = OrderedLine("line", "tote", 3, 11_817, 14_180)
    grants = [
        GrantedRefund(amount, with_shipping=shipping, pieces=(("line", pieces),) if pieces else ())
        for amount, shipping, pieces in refunds
    ]
    sent = (FulfilledPieces("line", "FULFILLED", 3 - returned), FulfilledPieces("line", "RETURNED", returned))
    outcomes = set()
    for shuffled in permutations(grants):
        order = OrderSnapshot(
            *("1", "1", "FULFILLED", "CHECKOUT", "USD", 15_000, 820, 0),
            sum(grant.amount_minor for grant in grants),
            0,
            (line,),
            sent,
            shuffled,
        )
        outcomes.add(read_outcome(order, fund_basis_points=500))
    assert len(outcomes) == 1


@given(shops(), st.integers(0, 50_000), st.integers(0, 9_000), st.integers(0, 5_000))
def test_7_discounts_tax_and_shipping_never_move_physical_metrics(
    case: tuple[Shop, list[list[str]]], net: int, tax: int, shipping: int
) -> None:
    shop, history = case
    other = Shop(shop.lots, shop.quantity, net)
    for pieces in history:
        shop.hear(shop.order(pieces))
        line = OrderedLine("line", "tote", shop.quantity, net, net + tax)
        total = net + tax + shipping
        other.hear(other.order(pieces, lines=(line,), total_minor=total, charged_minor=total, shipping_minor=shipping))
    without_fund = [
        {key: value for key, value in one.posted.items() if key.metric != "training_fund"} for one in (shop, other)
    ]
    assert without_fund[0] == without_fund[1]


@given(shops())
def test_8_confirmed_is_never_below_the_quote(case: tuple[Shop, list[list[str]]]) -> None:
    shop, history = case
    for pieces in history:
        shop.hear(shop.order(pieces))
        for metric in PHYSICAL:
            promised = shop.quote.value(metric)
            bound = sum(share.bound for share in shop.shares)
            confirmed = sum((share.facts.value(metric) or 0) * share.bound for share in shop.shares)
            assert promised is None or confirmed >= promised * bound


@given(
    st.integers(1, 12),
    st.integers(0, 100_000),
    st.integers(0, 10_000),
    st.data(),
)
def test_9_splitting_a_line_moves_the_fund_by_less_than_its_parts(
    quantity: int, net: int, basis_points: int, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, quantity))
    quantities = [part for part in (cut, quantity - cut) if part]
    nets = spread_amount(net, quantities)
    whole = set_aside(keep_net(net, quantity, quantity), basis_points)
    parts = sum(
        set_aside(keep_net(share, part, part), basis_points) for share, part in zip(nets, quantities, strict=True)
    )
    assert sum(nets) == net
    assert abs(whole - parts) < len(quantities)


@given(st.integers(1, 10), st.integers(1, 10), totals)
def test_9_splitting_a_line_leaves_physical_metrics_alone(first: int, second: int, lot: LotTotals) -> None:
    facts = form_unit_facts(lot)
    for metric in PHYSICAL:
        each = facts.value(metric) or 0
        assert each * (first + second) == each * first + each * second


@given(shops(), totals)
def test_10_correcting_a_fact_never_alters_what_was_posted(
    case: tuple[Shop, list[list[str]]], corrected: LotTotals
) -> None:
    shop, history = case
    for pieces in history:
        shop.hear(shop.order(pieces))
    before, shares = dict(shop.posted), shop.shares
    shop.facts[0] = form_unit_facts(replace(corrected, units=shop.lots[0].units))
    shop.hear(shop.order(history[-1]))
    # Pieces that had no lot may find one under the corrected facts; what was bound stands with its facts.
    assert all(shop.posted[key] >= value for key, value in before.items())
    for old, new in zip(shares, shop.shares, strict=False):
        assert not old.bound or (new.lot_id, new.facts, new.bound) == (old.lot_id, old.facts, old.bound)


@given(shops())
def test_13_no_sum_crosses_currencies(case: tuple[Shop, list[list[str]]]) -> None:
    shop, history = case
    for pieces in history:
        shop.hear(shop.order(pieces))
    for key in shop.posted:
        if key.metric == "wage":
            assert key.currency == shop.lots[key.lot_id].wage_currency
        elif key.metric == "training_fund":
            assert key.currency == "USD"
        else:
            assert key.currency == ""


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_a_spread_amount_sums_exactly_and_no_part_is_off_by_one(amount: int, weights: list[int]) -> None:
    parts = spread_amount(amount, weights)
    whole = sum(weights)
    assert sum(parts) == (amount if whole else 0)
    for part, weight in zip(parts, weights, strict=True):
        assert whole == 0 or amount * weight // whole <= part <= amount * weight // whole + 1


@given(st.lists(totals, min_size=1, max_size=5))
def test_the_quote_is_never_above_any_lot(lots: list[LotTotals]) -> None:
    facts = [form_unit_facts(lot) for lot in lots]
    quote: UnitFacts = form_quote(facts)
    for metric in PHYSICAL:
        promised = quote.value(metric)
        assert promised is None or all(promised <= (one.value(metric) or 0) for one in facts)

"""Which pieces come from which lot: reserved when paid, bound when fulfilled, oldest lot first.

A lot may be bound only if a piece of it gives at least what was promised. The plan is pure; `ledger` applies it with
conditional updates, so that two orders cannot take the same piece.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from impact_tags.formulas import covers_quote
from impact_tags.metrics import NO_FACTS, UnitFacts


@dataclass(frozen=True, slots=True)
class Share:
    """Pieces of an order line that a lot gives; `facts` are frozen when the first of them is bound."""

    lot_id: int
    reserved: int = 0
    bound: int = 0
    scrapped: int = 0
    facts: UnitFacts = NO_FACTS
    row_id: int = 0
    pool_key: str = ""

    @property
    def taken(self) -> int:
        """Pieces that no other order may have: a scrapped piece never comes back."""
        return self.reserved + self.bound + self.scrapped


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lot of the product as it stands: pieces still free and today's facts."""

    lot_id: int
    free: int
    facts: UnitFacts
    pool_key: str = ""


def plan_shares(
    shares: Sequence[Share],
    candidates: Sequence[Candidate],
    *,
    quote: UnitFacts,
    kept: int,
    open_pieces: int,
    replaced: int = 0,
) -> tuple[Share, ...]:
    """The shares that a line should have. Both sequences stand oldest lot first; pieces come back oldest first."""
    plan = _Plan(list(shares), {row.lot_id: row for row in candidates}, quote)
    plan.unbind(max(0, plan.bound - kept), scrap=max(0, replaced - plan.scrapped))
    plan.bind_reserved(max(0, kept - plan.bound))
    plan.bind_free(max(0, kept - plan.bound))
    plan.release(max(0, plan.reserved - open_pieces))
    plan.reserve(max(0, open_pieces - plan.reserved))
    return tuple(share for share in plan.shares if share.row_id or share.taken)


class _Plan:
    def __init__(self, shares: list[Share], lots: dict[int, Candidate], quote: UnitFacts) -> None:
        self.shares = shares
        self.lots = lots
        self.quote = quote
        self.free = {lot_id: lot.free for lot_id, lot in lots.items()}

    @property
    def bound(self) -> int:
        return sum(share.bound for share in self.shares)

    @property
    def reserved(self) -> int:
        return sum(share.reserved for share in self.shares)

    @property
    def scrapped(self) -> int:
        return sum(share.scrapped for share in self.shares)

    def keeps_promise(self, lot_id: int) -> bool:
        lot = self.lots.get(lot_id)
        return lot is not None and covers_quote(lot.facts, self.quote)

    def unbind(self, pieces: int, *, scrap: int) -> None:
        for index, share in enumerate(self.shares):
            moved = min(pieces, share.bound)
            if not moved:
                continue
            lost = min(scrap, moved)
            self.shares[index] = replace(share, bound=share.bound - moved, scrapped=share.scrapped + lost)
            self.free[share.lot_id] = self.free.get(share.lot_id, 0) + moved - lost
            pieces, scrap = pieces - moved, scrap - lost

    def bind_reserved(self, pieces: int) -> None:
        for index, share in enumerate(self.shares):
            moved = min(pieces, share.reserved)
            if moved and self.keeps_promise(share.lot_id):
                self.shares[index] = replace(share, reserved=share.reserved - moved)
                self._bind(share.lot_id, moved)
                pieces -= moved

    def bind_free(self, pieces: int) -> None:
        for lot_id in self.lots:
            moved = min(pieces, self.free[lot_id])
            if moved > 0 and self.keeps_promise(lot_id):
                self.free[lot_id] -= moved
                self._bind(lot_id, moved)
                pieces -= moved

    def release(self, pieces: int) -> None:
        """Lets go first of lots that no longer keep the promise, then of the newest."""
        newest_first = sorted(range(len(self.shares)), key=lambda index: self.keeps_promise(self.shares[index].lot_id))
        for index in newest_first:
            share = self.shares[index]
            moved = min(pieces, share.reserved)
            self.shares[index] = replace(share, reserved=share.reserved - moved)
            self.free[share.lot_id] = self.free.get(share.lot_id, 0) + moved
            pieces -= moved

    def reserve(self, pieces: int) -> None:
        for lot_id in self.lots:
            moved = min(pieces, self.free[lot_id])
            if moved > 0 and self.keeps_promise(lot_id):
                self.free[lot_id] -= moved
                self._add(lot_id, reserved=moved)
                pieces -= moved

    def _bind(self, lot_id: int, pieces: int) -> None:
        """Facts are frozen with the first bound piece; a later piece under other facts gets a share of its own."""
        lot = self.lots[lot_id]
        for index, share in enumerate(self.shares):
            if share.lot_id == lot_id and (share.facts == lot.facts or not (share.bound or share.scrapped)):
                self.shares[index] = replace(share, bound=share.bound + pieces, facts=lot.facts, pool_key=lot.pool_key)
                return
        self.shares.append(Share(lot_id, bound=pieces, facts=lot.facts, pool_key=lot.pool_key))

    def _add(self, lot_id: int, *, reserved: int) -> None:
        for index, share in enumerate(self.shares):
            if share.lot_id == lot_id:
                self.shares[index] = replace(share, reserved=share.reserved + reserved)
                return
        self.shares.append(Share(lot_id, reserved=reserved))

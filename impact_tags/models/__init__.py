"""Everything this part keeps."""

from impact_tags.models.claims import Criterion, Evidence, Tag, TagClaim
from impact_tags.models.lots import Lot, LotComponent, LotEvent, LotProduct
from impact_tags.models.orders import LedgerEntry, LineImpact, LotShare, Method, OrderImpact
from impact_tags.models.state import PushState

__all__ = [
    "Criterion",
    "Evidence",
    "LedgerEntry",
    "LineImpact",
    "Lot",
    "LotComponent",
    "LotEvent",
    "LotProduct",
    "LotShare",
    "Method",
    "OrderImpact",
    "PushState",
    "Tag",
    "TagClaim",
]

"""What other parts and the pages read."""

from impact_tags.queries.ledger import ledger_rows, unconfirmed_lines
from impact_tags.queries.products import place_products, trace_of_product, trace_products
from impact_tags.queries.quotes import impact_of_order, impact_of_product, list_sellable_lots, quote_lines
from impact_tags.queries.totals import programme_totals, shop_totals
from impact_tags.shapes import (
    ImpactSummary,
    LedgerRow,
    LotLine,
    ProductImpact,
    ProductTrace,
    QuoteLine,
    ShownClaim,
    TagLine,
    UnconfirmedLine,
)

__all__ = [
    "ImpactSummary",
    "LedgerRow",
    "LotLine",
    "ProductImpact",
    "ProductTrace",
    "QuoteLine",
    "ShownClaim",
    "TagLine",
    "UnconfirmedLine",
    "impact_of_order",
    "impact_of_product",
    "ledger_rows",
    "list_sellable_lots",
    "place_products",
    "programme_totals",
    "quote_lines",
    "shop_totals",
    "trace_of_product",
    "trace_products",
    "unconfirmed_lines",
]

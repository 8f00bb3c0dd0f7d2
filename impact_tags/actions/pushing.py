"""Pushes what cards and search need of lots down into the catalogue."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from catalog.actions import push_trace_facts
from catalog.version import turn_over
from impact_tags.claims import Scope
from impact_tags.models import LotProduct
from impact_tags.queries.products import trace_products
from impact_tags.queries.quotes import quote_lines
from impact_tags.shapes import QuoteLine


def push_all_facts(*, day: date | None = None) -> int:
    """Pushes tags, programme and impact line of every product that has a lot; returns how many there are.

    Cost: about six queries for each product.
    """
    return push_facts(set(LotProduct.objects.values_list("product_id", flat=True)), day=day)


def push_facts(product_ids: Iterable[str], *, day: date | None = None) -> int:
    """Pushes the facts of some products and turns the pages over if anything changed."""
    today = day or timezone.localdate()
    traces = trace_products(product_ids, day=today)
    for product_id, trace in sorted(traces.items()):
        summary = quote_lines([QuoteLine(product_id, 1)], scope=Scope.PRODUCT.value, day=today)
        push_trace_facts(
            product_id,
            tags=[(tag.slug, tag.label) for tag in trace.tags],
            programme_slug=trace.programme_slug,
            programme_name=trace.programme_name,
            impact_line=summary.headline if summary else "",
        )
    turn_over()
    return len(traces)

"""Publishes criteria and methods, which come with the code."""

from typing import Any

from impact_tags.methods import METHODS
from impact_tags.models import Criterion, Method
from impact_tags.reference import list_criteria


def publish_reference_data() -> None:
    """Writes all criteria and method versions; safe to repeat. A published method version is never rewritten."""
    write_reference_data(Criterion, Method)


def write_reference_data(criterion_model: type[Any], method_model: type[Any]) -> None:
    """The same for models as a migration knows them."""
    for row in list_criteria():
        criterion_model.objects.update_or_create(
            slug=row.slug,
            defaults={
                "scheme": row.scheme,
                "number": row.number,
                "title": row.title,
                "text": row.text,
                "source_url": row.source_url,
            },
        )
    for method in METHODS:
        method_model.objects.get_or_create(
            method_id=method.method_id,
            version=method.version,
            defaults={
                "metric": method.metric,
                "title": method.title,
                "summary": method.summary,
                "formula": method.formula,
                "worked": method.worked,
                "data": method.data,
                "limits": method.limits,
                "change": method.change,
                "published_on": method.published_on,
            },
        )

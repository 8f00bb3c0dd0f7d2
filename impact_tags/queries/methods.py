"""The public methods and their versions."""

from dataclasses import dataclass

from django.urls import reverse

from impact_tags.models import Method


@dataclass(frozen=True, slots=True)
class MethodDetail:
    """A method: the version in force, and the ones before it."""

    current: Method
    versions: tuple[Method, ...]
    others: tuple[tuple[str, str], ...]


def find_method_page(method_id: str) -> MethodDetail | None:
    """A method with all its versions, newest first; None for an unknown one. Cost: one query."""
    rows = list(Method.objects.all())
    versions = tuple(row for row in rows if row.method_id == method_id)
    if not versions:
        return None
    newest = {row.method_id: row for row in reversed(rows)}
    others = tuple(
        (reverse("impact-method", args=[key]), row.title) for key, row in sorted(newest.items()) if key != method_id
    )
    return MethodDetail(versions[0], versions, others)


def list_methods() -> tuple[tuple[str, str, str], ...]:
    """Address, title and summary of every method in force. Cost: one query."""
    newest: dict[str, Method] = {}
    for row in Method.objects.all():
        newest.setdefault(row.method_id, row)
    return tuple((reverse("impact-method", args=[key]), row.title, row.summary) for key, row in newest.items())

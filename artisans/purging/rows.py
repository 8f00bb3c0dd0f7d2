"""Every row that hangs on a persona or a story, found by its links: a new kind of record is found by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import models

from artisans.models import Persona, Story

APP = "artisans"


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows of one model that belong to the persona or story, nearest first."""

    model: type[models.Model]
    ids: frozenset[int]

    @property
    def rows(self) -> models.QuerySet[models.Model]:
        """The rows themselves."""
        return self.model._base_manager.filter(pk__in=self.ids)


def find_hanging(root: Persona | Story) -> list[Hanging]:
    """The row itself and all that points at it, or at what points at it; a few queries for each kind of record."""
    found: dict[type[models.Model], set[int]] = {type(root): {root.pk}}
    fresh: dict[type[models.Model], set[int]] = {type(root): {root.pk}}
    while fresh:
        following: dict[type[models.Model], set[int]] = {}
        for model, ids in fresh.items():
            for pointing, name in _list_pointing(model):
                rows = pointing._base_manager.filter(**{f"{name}__in": ids}).values_list("pk", flat=True)
                new = set(rows) - found.get(pointing, set())
                if new:
                    found.setdefault(pointing, set()).update(new)
                    following.setdefault(pointing, set()).update(new)
        fresh = following
    return [Hanging(model, frozenset(ids)) for model, ids in found.items()]


def list_kinds() -> list[type[models.Model]]:
    """Every kind of record that may hang on a persona."""
    kinds: list[type[models.Model]] = [Persona]
    for model in kinds:
        kinds += [pointing for pointing, _ in _list_pointing(model) if pointing not in kinds]
    return kinds


def erase_hanging(hanging: Sequence[Hanging]) -> dict[str, int]:
    """Deletes the rows, each after what points at it; returns how many of each kind. Needs a transaction.

    A second call finds nothing.
    """
    counts: dict[str, int] = {}
    for one in hanging:
        # A story points at its revision, which points back.
        for field in one.model._meta.fields:
            if field.null and field.is_relation and field.related_model in {other.model for other in hanging}:
                one.rows.update(**{field.name: None})
    for one in _leaves_first(hanging):
        counts[one.model._meta.model_name or ""] = len(one.ids)
        one.rows.delete()
    return counts


def read_values(hanging: Sequence[Hanging]) -> Iterator[object]:
    """Every text of the rows, as stored; codes and choices (a state, a country) are none of hers."""
    for one in hanging:
        fields = [
            field.attname
            for field in one.model._meta.concrete_fields
            if not field.is_relation and not field.choices and isinstance(field, _TEXTS)
        ]
        for values in one.rows.values_list(*fields) if fields else ():
            yield from values


_TEXTS = (models.CharField, models.TextField, models.JSONField, models.UUIDField, models.FileField, models.BinaryField)


def _leaves_first(hanging: Sequence[Hanging]) -> list[Hanging]:
    waiting, ordered = {one.model: one for one in hanging}, []
    while waiting:
        for model in list(waiting):
            pointing = {other for other, name in _list_pointing(model) if other in waiting and other is not model}
            if not pointing - _mutual(model, pointing):
                ordered.append(waiting.pop(model))
    return ordered


def _mutual(model: type[models.Model], pointing: set[type[models.Model]]) -> set[type[models.Model]]:
    """Those whose link may be empty and was emptied before."""
    return {
        other
        for other in pointing
        if all(relation.null for relation in other._meta.fields if relation.related_model is model)
    }


def _list_pointing(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Models of this part with a link to the model, and the link's name; those without a way back as well."""
    links = (
        field for field in model._meta.get_fields(include_hidden=True) if isinstance(field, models.ForeignObjectRel)
    )
    return [
        (link.related_model, link.field.name)
        for link in links
        if not link.many_to_many and link.related_model._meta.app_label == APP
    ]

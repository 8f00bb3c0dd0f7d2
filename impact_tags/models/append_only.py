"""Rows that are only ever added: neither a row nor a whole query can change or remove them."""

from typing import Any, NoReturn, TypeVar

from django.db import models

from impact_tags.errors import AppendOnly

Row = TypeVar("Row", bound=models.Model, covariant=True)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Refuses every bulk change; the database refuses it as well (migration `0002_append_only`)."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("These rows are only ever added.")

    def delete(self) -> NoReturn:
        raise AppendOnly("These rows are only ever added.")


class AppendOnlyManager(models.Manager[Row]):
    """Starts every query from the guarded one."""

    def get_queryset(self) -> AppendOnlyQuerySet[Row]:
        """All rows."""
        return AppendOnlyQuerySet(self.model, using=self._db)


class AppendOnlyModel(models.Model):
    """A base for the ledger and for lot events; each sets `objects` to an `AppendOnlyManager`."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the row.

        Raises:
            AppendOnly: the row exists already.
        """
        if self.pk is not None:
            raise AppendOnly("This row is only ever added; post a new one that corrects it.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("This row is only ever added; post a new one that corrects it.")

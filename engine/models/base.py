"""What the engine's tables have in common."""

from typing import Any

from django.db import models


def empty_list() -> list[Any]:
    """A fresh list for a JSON column."""
    return []


def empty_map() -> dict[str, Any]:
    """A fresh map for a JSON column."""
    return {}


class Row(models.Model):
    """A row that is called by its slug, code or name."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        for name in ("slug", "sku", "code", "name", "title"):
            if name in self.__dict__:
                return str(self.__dict__[name])
        return f"{self._meta.verbose_name} {self.pk}"


class WithMetadata(Row):
    """A row that carries Saleor's public and private metadata."""

    metadata = models.JSONField(default=empty_map, blank=True)
    private_metadata = models.JSONField(default=empty_map, blank=True)

    class Meta:
        abstract = True

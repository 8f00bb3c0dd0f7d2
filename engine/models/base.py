"""What the engine's tables have in common."""

from django.db import models


class Row(models.Model):
    """A row that is called by its slug, code or name."""

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        names = (self.__dict__.get(name) for name in ("slug", "sku", "code", "name"))
        return str(next(filter(None, names), f"{self._meta.verbose_name} {self.pk}"))


class WithMetadata(Row):
    """A row that carries public metadata, a map of texts."""

    metadata = models.JSONField(default=dict, blank=True)

    class Meta(Row.Meta):
        abstract = True

"""What the engine's tables have in common, and short names for columns that come again and again."""

from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

Other = TypeVar("Other", bound=models.Model)


class Row(models.Model):
    """A row that is called by its slug, SKU, code or name. The keywords of a class are its `Meta`."""

    class Meta:
        abstract = True

    def __init_subclass__(cls, **meta: Any) -> None:
        super().__init_subclass__()
        cls.Meta = type("Meta", (), {"ordering": ["pk"], **meta})  # type: ignore[assignment,misc]

    def __str__(self) -> str:
        names = (self.__dict__.get(name) for name in ("slug", "sku", "code", "name"))
        return str(next(filter(None, names), f"{self._meta.verbose_name} {self.pk}"))


class Named(Row):
    """A row with a name, found by its slug."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)

    class Meta:
        abstract = True


class WithMetadata(Row):
    """A row that carries public metadata, a map of texts."""

    metadata = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


def check_translations(given: Any) -> None:
    """Refuse what is no map of maps. Raises: ValidationError."""
    if not isinstance(given, dict) or not all(isinstance(words, dict) for words in given.values()):
        raise ValidationError('Write {"hi": {"name": "...", "description": {"blocks": []}, "seo_description": "..."}}.')


class Translated(Row):
    """A row with words in other languages: by language code in lower case a name, a description as EditorJS, a line."""

    translations = models.JSONField(default=dict, blank=True, validators=[check_translations])

    class Meta:
        abstract = True


def part_of(other: type[Other], related_name: str = "+") -> "models.ForeignKey[Other, Other]":
    """A link to the row with which this one is deleted."""
    return models.ForeignKey(other, on_delete=models.CASCADE, related_name=related_name)


def optional(other: type[Other], related_name: str = "+") -> "models.ForeignKey[Other | None, Other | None]":
    """A link that may be empty, and is emptied when the other row is deleted."""
    return models.ForeignKey(other, null=True, blank=True, on_delete=models.SET_NULL, related_name=related_name)


def texts(count: int, length: int = 256) -> "list[models.CharField[str, str]]":
    """Columns for short texts, empty if not set."""
    return [models.CharField(max_length=length, blank=True, default="") for _ in range(count)]


def optional_texts(count: int) -> "list[models.CharField[str | None, str | None]]":
    """Columns for short texts that are null if not set, since Saleor answers null."""
    return [models.CharField(max_length=512, null=True, blank=True) for _ in range(count)]


def amounts(count: int) -> "list[models.BigIntegerField[int, int]]":
    """Columns for amounts in minor units, 0 if not set."""
    return [models.BigIntegerField(default=0) for _ in range(count)]


def moment() -> "models.DateTimeField[Any, datetime]":
    """A column for when something was, now if not set."""
    return models.DateTimeField(default=timezone.now)

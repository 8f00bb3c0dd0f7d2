"""Keeps the engine's tables in the engine's own database."""

from typing import Any

from django.db.models import Model


class EngineRouter:
    """Engine models live under the alias `engine`; everything else in `default`; nothing crosses."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return "engine" if model._meta.app_label == "engine" else "default"

    db_for_write = db_for_read

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool:
        return (first._meta.app_label == "engine") == (second._meta.app_label == "engine")

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == "engine") == (app_label == "engine")

"""Clearing what only passes through: sessions, unsent and sent mails, the admin's log, cached values."""

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db.models import Model

from artisans.purging.layers import read_layers
from artisans.purging.marks import Hasher, Marks, match
from artisans.purging.places import read_rows
from artisans.purging.rescan import holds_copy
from mail.models import Message

# Records that nothing else rests on. Any other place is reported by the re-scan, not deleted.
_PASSING: tuple[type[Model], ...] = (Session, Message, LogEntry)


def sweep(marks: Marks, *, hasher: Hasher) -> int:
    """Deletes passing records that hold a longer mark of hers; returns how many."""
    cleared = 0
    for model in _PASSING:
        rows = read_rows("default", model._meta.db_table)
        keys = [row.key for row in rows if holds_copy(row, marks, hasher)]
        model._base_manager.filter(pk__in=keys).delete()
        cleared += len(keys)
    return cleared + _sweep_caches(marks, hasher)


def _sweep_caches(marks: Marks, hasher: Hasher) -> int:
    cleared = 0
    for alias in settings.CACHES:
        for key, value in list(getattr(caches[alias], "_cache", {}).items()):
            if any(match(text, marks, hasher) for text in read_layers((str(key), value))):
                # Stored as prefix:version:key (Django's KEY_FUNCTION).
                _, version, name = str(key).split(":", 2)
                caches[alias].delete(name, version=int(version))
                cleared += 1
    return cleared

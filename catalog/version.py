"""One number that every cached page carries: when it turns over, all processes build their pages afresh."""

import time

from django.db.models import F, Value
from django.db.models.functions import Greatest

from catalog.models import SyncState

_KEPT_SECONDS = 1.0
_ALL_PAGES = ""
_seen: dict[str, tuple[float, int]] = {}


def current_version() -> int:
    """The version of the public pages, read from the database at most once a second per process."""
    now = time.monotonic()
    read_at, version = _seen.get(_ALL_PAGES, (0.0, 0))
    if version and now - read_at < _KEPT_SECONDS:
        return version
    version = SyncState.objects.filter(channel=_ALL_PAGES).values_list("version", flat=True).first() or 0
    _seen[_ALL_PAGES] = (now, version)
    return version


def turn_over() -> None:
    """Makes every process drop its cached pages within a second. One UPDATE; belongs into the caller's transaction.

    The number follows the clock, so that a database made anew never repeats one that a cache or CDN still holds.
    """
    clock = time.time_ns() // 1_000_000
    changed = SyncState.objects.filter(channel=_ALL_PAGES).update(version=Greatest(F("version") + 1, Value(clock)))
    if not changed:
        SyncState.objects.get_or_create(channel=_ALL_PAGES, defaults={"version": clock})
    forget_version()


def forget_version() -> None:
    """Makes this process ask the database again."""
    _seen.clear()

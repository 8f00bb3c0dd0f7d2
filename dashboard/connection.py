"""How the shop stands with Saleor, read from our own rows: it can be told while Saleor does not answer."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from catalog.models import ChangedProduct, Concern, SyncReport, SyncState
from dashboard.words import Word, say_permission
from saleor_api.breaker import read_line
from saleor_api.registration import AppStanding, read_standing
from saleor_api.transport import api_url

_APPS = (
    (settings.SHOP_APP_ID, "Kantha shop", "/saleor/manifest"),
    (settings.PAYMENTS_APP_ID, "Kantha payments", "/payments/saleor/manifest"),
)
_REPORTS_SHOWN = 10
_REASONS = {
    "comparison": "healed by the comparison",
    "wanted": "after a change of the channel",
    "first": "first fill",
    "command": "by command",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that has to work, how it stands, and what to do if it does not."""

    name: str
    state: Word
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one pass through the catalogue changed."""

    at: datetime
    reason: str
    seen: int
    changed: int
    removed: int
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConnectionPage:
    """Everything `dashboard/connection.html` shows."""

    parts: tuple[Part, ...]
    unfinished: tuple[Part, ...]
    concerns: tuple[Part, ...]
    waiting: int
    reports: tuple[Report, ...]


def read_connection() -> ConnectionPage:
    """The whole page. About nine queries, no call."""
    reports = SyncReport.objects.all()[:_REPORTS_SHOWN]
    return ConnectionPage(
        parts=_read_parts(),
        unfinished=_read_unfinished(),
        concerns=_read_concerns(),
        waiting=ChangedProduct.objects.count(),
        reports=tuple(
            Report(
                at=report.finished_at,
                reason=_REASONS.get(report.reason, report.reason),
                seen=report.seen,
                changed=report.changed,
                removed=report.removed,
                changes=tuple((name, what) for name, what in report.changes),
            )
            for report in reports
        ),
    )


def count_troubles() -> int:
    """How many things between the shop and Saleor need somebody. About seven queries."""
    bad = sum(part.state.tone == "bad" for part in _read_parts())
    return bad + len(_read_unfinished()) + Concern.objects.count()


def describe_line() -> Part:
    """How the line to Saleor stands. At most one query."""
    if settings.EMBEDDED_ENGINE:
        return Part("Line to Saleor", Word("Not needed", "good"), "The embedded engine answers inside the shop.")
    line = read_line(api_url())
    if not line.failures or line.failed_at is None:
        return Part("Line to Saleor", Word("Open", "good"), f"Saleor answers at {api_url()}.")
    since = date_format(timezone.localtime(line.failed_at), "H:i:s")
    if line.rests_until is None:
        return Part("Line to Saleor", Word("Unsure", "warn"), f"The last call failed at {since}: {line.trouble}.")
    return Part(
        "Line to Saleor",
        Word("Resting", "bad"),
        f"Saleor has not answered {line.failures} times in a row, last at {since}: {line.trouble}. For ten seconds "
        "nobody waits for it; then one call tries, and the line opens by itself once Saleor answers. Browsing goes on, "
        "carts are kept, and nothing is charged meanwhile. If it lasts, see whether Saleor runs.",
    )


def _read_parts() -> tuple[Part, ...]:
    apps = tuple(_describe_app(read_standing(app_id), name, path) for app_id, name, path in _APPS)
    states = {state.channel: state for state in SyncState.objects.filter(channel__in=settings.CHANNELS)}
    channels = tuple(_describe_channel(channel, states.get(channel)) for channel in settings.CHANNELS)
    return (describe_line(), *apps, *channels)


def _describe_app(standing: AppStanding, name: str, path: str) -> Part:
    title = f"App “{name}”"
    install = f"install the external app {settings.PUBLIC_URL}{path}"
    if standing.checked_at is None:
        sentence = (
            f"It has no token here. In Saleor's Dashboard, under Apps, {install}; if the app is listed there already, "
            "delete it first."
        )
        return Part(title, Word("Not installed", "bad"), sentence)
    if standing.removed_at is not None:
        sentence = (
            "Saleor no longer takes its token: it was switched off or deleted there. In Saleor's Dashboard, under "
            f"Apps, switch it on if it is listed; if it is not, {install} again."
        )
        return Part(title, Word("Removed", "bad"), sentence)
    if standing.lacking:
        rights = ", ".join(f"“{say_permission(code)}”" for code in standing.lacking)
        sentence = f"It may not do all it has to. In Saleor's Dashboard, under Apps, {name}, give it {rights}."
        return Part(title, Word("Lacks a permission", "bad"), sentence)
    checked = date_format(timezone.localtime(standing.checked_at), "H:i")
    return Part(title, Word("Installed", "good"), f"With all it needs; asked at {checked}.")


def _describe_channel(channel: str, state: SyncState | None) -> Part:
    title = f"Catalogue of “{channel}”"
    if state is not None and state.trouble:
        return Part(title, Word("Not compared", "bad"), state.trouble)
    if state is None or state.finished_at is None:
        return Part(title, Word("Being filled", "warn"), "The first pass has not ended yet.")
    at = date_format(timezone.localtime(state.finished_at), "H:i")
    return Part(title, Word("In step", "good"), f"Compared with Saleor at {at}; every quarter of an hour anew.")


def _read_unfinished() -> tuple[Part, ...]:
    found = [entry for name in settings.DESK_CONCERNS for entry in import_string(name)()]
    return tuple(Part(what, Word("No order yet", "bad"), sentence) for what, sentence in found)


def _read_concerns() -> tuple[Part, ...]:
    return tuple(
        Part(
            row.name,
            Word("Not shown", "bad"),
            f"It has no price in the channel “{row.channel}”. In Saleor's Dashboard open the product, then its "
            "variant, and enter one; it comes back by itself.",
        )
        for row in Concern.objects.order_by("name")
    )

"""For reviewers: what was taken back and how it was proven, and who read what in the vault. Never a name of a maker."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from artisans.errors import ArtisanError
from artisans.models import Purge
from artisans.purging.proofs import confirm_lookalikes
from artisans.queries.removals import Removals, read_removals
from dashboard.desk import desk_page
from dashboard.review import reviewer_at
from people.access import Seat
from people.queries import Reader, Reading, count_readings, list_readings


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """The newest readings of guarded records, and how many each person made within thirty days."""

    rows: tuple[Reading, ...]
    readers: tuple[Reader, ...]
    withdrawn: str


@require_safe
@desk_page
def show_withdrawals(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Purges under way and done, each with its proof."""
    reviewer_at(seat)
    page: Removals = read_removals()
    return render(request, "dashboard/withdrawals.html", {"page": page})


@require_safe
@desk_page
def show_readings(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who opened a name or a consent's evidence, and why."""
    reviewer_at(seat)
    page = ReadingsPage(list_readings(), count_readings(), read_removals(most=0).withdrawn)
    return render(request, "dashboard/readings.html", {"page": page})


@require_POST
@desk_page
def confirm(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """A reviewer has looked at the places that the scan named: the words there are somebody else's."""
    person = reviewer_at(seat)
    try:
        confirm_lookalikes(get_object_or_404(Purge, key=key), by=person)
        messages.success(request, "Noted with your name.")
    except ArtisanError as error:
        messages.error(request, error.sentence)
    return redirect("dashboard-withdrawals")

"""The review desk: who waits for whom, and one story with its versions, its translations and the guards."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from artisans.forms import ReasonForm, version_asked
from artisans.models import Story
from artisans.queries import find_desk_story
from artisans.queries.review import list_review_queue
from artisans.shapes import DeskStoryDetail, QueueGroup
from artisans.states import StoryState
from dashboard.desk import desk_page
from dashboard.review import reviewer_at
from people.access import Seat
from people.roles import Role


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Stories by state; without the reviewer's role only the number of those that wait for approval."""

    groups: tuple[QueueGroup, ...]
    waiting: int
    is_reviewer: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One story with the guards, the words that the check found, and what changed."""

    story: DeskStoryDetail
    reason_form: ReasonForm


@require_safe
@desk_page
def show_queue(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every living story by its state, the one that waits longest first."""
    is_reviewer = Role.REVIEWER in seat.roles
    page = QueuePage(
        groups=list_review_queue(seat.person) if is_reviewer else (),
        waiting=Story.objects.filter(state=StoryState.SECOND_APPROVAL).count(),
        is_reviewer=is_reviewer,
    )
    return render(request, "dashboard/stories.html", {"page": page})


@require_safe
@desk_page
def show_story(request: HttpRequest, seat: Seat, key: uuid.UUID) -> HttpResponse:
    """One story as it would stand, whether it may, and what changed since an earlier version."""
    person = reviewer_at(seat)
    try:
        story = find_desk_story(key, person=person, day=timezone.localdate(), before=version_asked(request))
    except Story.DoesNotExist as error:
        raise Http404("No such story.") from error
    page = ReviewPage(story=story, reason_form=ReasonForm())
    return render(request, "dashboard/story.html", {"page": page})

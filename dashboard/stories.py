"""The review queue: a reviewer reads a story as it would stand, checks the guards, approves or sends back."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from artisans.actions import publish_story, send_back_story
from artisans.errors import ArtisanError
from artisans.forms import ReasonForm
from artisans.models import Story
from artisans.queries import find_desk_story, list_desk_stories
from artisans.queries.desk import mark_text, stories_of
from artisans.shapes import DeskStory, DeskStoryDetail, MarkedText
from artisans.states import StoryState
from dashboard.desk import desk_page
from people.access import Seat
from people.models import Person
from people.roles import Role


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Stories that wait for approval; without the reviewer's role only their number."""

    rows: tuple[DeskStory, ...]
    waiting: int
    is_reviewer: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One story with the guards and the words that the check found."""

    story: DeskStoryDetail
    title: tuple[MarkedText, ...]
    paragraphs: tuple[MarkedText, ...]
    reason_form: ReasonForm
    may_decide: bool


@require_safe
@desk_page
def show_queue(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Stories that wait for the second approval."""
    is_reviewer = Role.REVIEWER in seat.roles
    rows = list_desk_stories(seat.person, states=(StoryState.SECOND_APPROVAL,)) if is_reviewer else ()
    waiting = len(rows) if is_reviewer else Story.objects.filter(state=StoryState.SECOND_APPROVAL).count()
    page = QueuePage(rows=tuple(reversed(rows)), waiting=waiting, is_reviewer=is_reviewer)
    return render(request, "dashboard/stories.html", {"page": page})


@require_safe
@desk_page
def show_story(request: HttpRequest, seat: Seat, key: uuid.UUID) -> HttpResponse:
    """One story as it would stand, and whether it may."""
    person = _reviewer(seat)
    try:
        story = find_desk_story(key, person=person, day=timezone.localdate())
    except Story.DoesNotExist as error:
        raise Http404("No such story.") from error
    page = ReviewPage(
        story=story,
        title=mark_text(story.title, story.findings, "title"),
        paragraphs=mark_text(story.text, story.findings, "text"),
        reason_form=ReasonForm(),
        may_decide=story.state == StoryState.SECOND_APPROVAL,
    )
    return render(request, "dashboard/story.html", {"page": page})


@require_POST
@desk_page
def publish(request: HttpRequest, seat: Seat, key: uuid.UUID) -> HttpResponse:
    """The second approval; every guard is asked again."""
    person = _reviewer(seat)
    return _decide(request, key, person, lambda story: publish_story(story, approver=person), "Published.")


@require_POST
@desk_page
def send_back(request: HttpRequest, seat: Seat, key: uuid.UUID) -> HttpResponse:
    """Back to draft, with the reason."""
    person = _reviewer(seat)
    reason = request.POST.get("reason", "")
    return _decide(request, key, person, lambda story: send_back_story(story, by=person, reason=reason), "Sent back.")


def _reviewer(seat: Seat) -> Person:
    """The reviewer at the desk; for everybody else there are no stories here."""
    if Role.REVIEWER not in seat.roles:
        raise Http404("No such story.")
    return seat.person


def _decide(
    request: HttpRequest, key: uuid.UUID, person: Person, take: Callable[[Story], Story], done: str
) -> HttpResponse:
    story = stories_of(person).select_related("revision", "persona__maker__programme").filter(key=key).first()
    if story is None:
        raise Http404("No such story.")
    try:
        take(story)
    except ArtisanError as error:
        messages.error(request, error.sentence)
        return redirect("dashboard-story", key=key)
    messages.success(request, done)
    return redirect("dashboard-stories")

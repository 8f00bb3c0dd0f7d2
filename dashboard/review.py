"""A reviewer's decisions on a story: approve, send back, pause, resume. Each is one POST and asks every guard again."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from artisans.actions import pause_story, publish_story, resume_story, send_back_story
from artisans.errors import ArtisanError
from artisans.models import Story
from artisans.queries.desk import stories_of
from dashboard.desk import desk_page
from people.access import Seat
from people.models import Person
from people.roles import Role
from themes.templatetags.kantha import say

Decide = Callable[[HttpRequest, Person, Story], str]
StepView = Callable[..., HttpResponseBase]


def reviewer_at(seat: Seat) -> Person:
    """The reviewer at the desk; for everybody else there are no stories here.

    Raises:
        Http404: somebody else sits there.
    """
    if Role.REVIEWER not in seat.roles:
        raise Http404("No such story.")
    return seat.person


def review_step(decide: Decide) -> StepView:
    """A POST that takes one step with a story; what is refused comes back as a sentence, and nothing has changed."""

    @require_POST
    @desk_page
    @wraps(decide)
    def view(request: HttpRequest, seat: Seat, key: uuid.UUID) -> HttpResponse:
        person = reviewer_at(seat)
        story = stories_of(person).select_related("revision", "persona__maker__programme").filter(key=key).first()
        if story is None:
            raise Http404("No such story.")
        try:
            messages.success(request, decide(request, person, story))
        except ArtisanError as error:
            messages.error(request, say(error.sentence))
            return redirect("dashboard-story", key=key)
        return redirect("dashboard-stories")

    return view


@review_step
def publish(request: HttpRequest, person: Person, story: Story) -> str:
    """The second approval of exactly the words that were read."""
    publish_story(story, approver=person, revision_hash=request.POST.get("revision_hash", ""))
    return "Published."


@review_step
def resume(request: HttpRequest, person: Person, story: Story) -> str:
    """Publishes a paused story again."""
    resume_story(story, approver=person, revision_hash=request.POST.get("revision_hash", ""))
    return "Published again."


@review_step
def send_back(request: HttpRequest, person: Person, story: Story) -> str:
    """Back to draft, with the reason."""
    send_back_story(story, by=person, reason=request.POST.get("reason", ""))
    return "Sent back."


@review_step
def pause(request: HttpRequest, person: Person, story: Story) -> str:
    """Takes the story off all pages for a while."""
    pause_story(story, by=person, reason=request.POST.get("reason", ""))
    return "Paused. No page shows it now."

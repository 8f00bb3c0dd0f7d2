"""The steps of a story in the studio: one form, one action, back to the story."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from artisans.actions import (
    ask_override,
    confirm_override,
    pause_story,
    publish_story,
    record_maker_review,
    resume_story,
    send_back_story,
    submit_story,
    withdraw_story,
)
from artisans.actions.revisions import require_seen
from artisans.errors import ArtisanError
from artisans.forms import MakerReviewForm, OverrideForm, ReasonForm
from artisans.models import LintOverride, Story
from artisans.queries.desk import languages_of, stories_of
from artisans.studio.stories import person_at, story_at
from people.access import require_role
from themes.templatetags.kantha import say

StepView = Callable[..., HttpResponseBase]


def story_step(*roles: str) -> Callable[[Callable[[HttpRequest, Story], str]], StepView]:
    """A POST that takes one step with a story of this person; what is refused comes back as a sentence."""

    def decorate(take: Callable[[HttpRequest, Story], str]) -> StepView:
        @require_POST
        @require_role(*roles)
        @wraps(take)
        def view(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
            story = story_at(request, key)
            try:
                messages.success(request, take(request, story))
            except ArtisanError as error:
                messages.error(request, say(error.sentence))
            return redirect("studio-story", key=key)

        return view

    return decorate


@story_step("coordinator", "reviewer")
def submit(request: HttpRequest, story: Story) -> str:
    """Hands in exactly the words that were read; a draft that changes meanwhile stays one (`take_step`)."""
    require_seen(story.revision, request.POST.get("revision_hash", ""))
    submit_story(story, by=person_at(request))
    return _("Handed in. Now read it to her.")


@story_step("coordinator", "reviewer")
def review(request: HttpRequest, story: Story) -> str:
    """Notes what the maker said."""
    values = _read(MakerReviewForm(request.POST, languages=languages_of(story, timezone.localdate())))
    record_maker_review(story, by=person_at(request), **values)
    return _("Her answer is noted.")


@story_step("reviewer")
def publish(request: HttpRequest, story: Story) -> str:
    """The second approval."""
    publish_story(story, approver=person_at(request), revision_hash=request.POST.get("revision_hash", ""))
    return _("Published.")


@story_step("reviewer")
def resume(request: HttpRequest, story: Story) -> str:
    """Publishes a paused story again."""
    resume_story(story, approver=person_at(request), revision_hash=request.POST.get("revision_hash", ""))
    return _("Published again.")


@story_step("reviewer")
def send_back(request: HttpRequest, story: Story) -> str:
    """Sends the story back with the reason."""
    send_back_story(story, by=person_at(request), **_read(ReasonForm(request.POST)))
    return _("Sent back.")


@story_step("reviewer")
def pause(request: HttpRequest, story: Story) -> str:
    """Takes the story off all pages for a while."""
    pause_story(story, by=person_at(request))
    return _("Paused. No page shows it now.")


@require_POST
@require_role("coordinator", "reviewer")
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Withdraws everything she allowed: no question, no approval. A second tap finds nothing and changes nothing."""
    story = stories_of(person_at(request)).select_related("persona__maker__programme").filter(key=key).first()
    if story is None and Story.objects.filter(key=key).exists():
        raise Http404("No such story.")
    if story is None:
        messages.info(request, _("There is no such story any more."))
    else:
        withdraw_story(story, by=person_at(request))
        messages.success(request, _("Withdrawn. No page shows her any more."))
    return redirect("studio")


@story_step("coordinator", "reviewer")
def override(request: HttpRequest, story: Story) -> str:
    """Asks that a finding may stand."""
    ask_override(story, by=person_at(request), **_read(OverrideForm(request.POST)))
    return _("Asked. A reviewer has to agree.")


@require_POST
@require_role("reviewer")
def confirm(request: HttpRequest, key: uuid.UUID, override_id: int) -> HttpResponse:
    """The second person lets a finding stand."""
    story = story_at(request, key)
    asked = get_object_or_404(LintOverride.objects.filter(revision=story.revision), pk=override_id)
    try:
        confirm_override(asked, by=person_at(request))
        messages.success(request, _("These words may stand."))
    except ArtisanError as error:
        messages.error(request, say(error.sentence))
    return redirect("studio-story", key=key)


def _read(form: Form) -> dict[str, Any]:
    """The values of a form; its first error as a sentence.

    Raises:
        ArtisanError: something is missing.
    """
    if not form.is_valid():
        name, errors = next(iter(form.errors.items()))
        label = form.fields[name].label or name.replace("_", " ") if name in form.fields else ""
        raise ArtisanError(f"{label}: {errors[0]}".lstrip(": "))
    return form.cleaned_data

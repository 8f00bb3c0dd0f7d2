"""Stories in the studio: the list, one story, writing and editing."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from artisans.actions import create_draft, revise_story
from artisans.errors import ArtisanError
from artisans.forms import (
    EditStoryForm,
    MakerReviewForm,
    NewStoryForm,
    OverrideForm,
    ReasonForm,
    StoryForm,
    initial_words,
    version_asked,
)
from artisans.models import Story
from artisans.queries import find_desk_story, list_desk_personas, list_desk_stories
from artisans.queries.desk import personas_of, stories_of
from artisans.queries.facts import hash_of, wording_of
from artisans.shapes import DeskStory, DeskStoryDetail
from artisans.states import StoryState
from people.access import require_role
from people.models import Person
from people.queries import roles_of
from people.roles import Role
from themes.templatetags.kantha import say

_WAITING = (StoryState.SECOND_APPROVAL, StoryState.MAKER_REVIEW, StoryState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class StudioPage:
    """The studio's first page."""

    waiting: tuple[DeskStory, ...]
    others: tuple[DeskStory, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story with its marks and what this person may do with it."""

    story: DeskStoryDetail
    review_form: MakerReviewForm
    reason_form: ReasonForm
    override_form: OverrideForm


@dataclass(frozen=True, slots=True)
class WritePage:
    """A story being written."""

    form: StoryForm
    heading: str
    back: str


def person_at(request: HttpRequest) -> Person:
    """The human whom `require_role` let in."""
    person: Person = request.person  # type: ignore[attr-defined]
    return person


def story_at(request: HttpRequest, key: uuid.UUID) -> Story:
    """The story, if this person may work on it; 404 for another programme's."""
    rows = stories_of(person_at(request)).select_related("revision", "persona__maker__programme")
    return get_object_or_404(rows, key=key)


@require_safe
@require_role("coordinator", "reviewer")
def show_studio(request: HttpRequest) -> HttpResponse:
    """The stories that this person may work on; those that wait for somebody stand first."""
    rows = list_desk_stories(person_at(request))
    waiting = tuple(sorted((row for row in rows if row.state in _WAITING), key=lambda row: _WAITING.index(row.state)))
    others = tuple(row for row in rows if row.state not in _WAITING)
    may_write = Role.COORDINATOR in roles_of(person_at(request))
    page = StudioPage(waiting=waiting, others=others, may_write=may_write)
    return render(request, "artisans/studio/home.html", {"page": page})


@require_safe
@require_role("coordinator", "reviewer")
def show_story(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One story, the words that the check found, the guards, the next steps."""
    try:
        before = version_asked(request)
        story = find_desk_story(key, person=person_at(request), day=timezone.localdate(), before=before)
    except Story.DoesNotExist as error:
        raise Http404("No such story.") from error
    page = StoryPage(
        story=story,
        review_form=MakerReviewForm(languages=story.languages, initial={"revision_hash": story.content_hash}),
        reason_form=ReasonForm(),
        override_form=OverrideForm(),
    )
    return render(request, "artisans/studio/story.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("coordinator")
def write_story(request: HttpRequest) -> HttpResponse:
    """A new draft. The same form sent twice makes one story."""
    personas = list_desk_personas(person_at(request), day=timezone.localdate())
    makers = [(persona.public_id, f"{persona.pseudonym}, {say(persona.craft_name)}") for persona in personas]
    form = NewStoryForm(request.POST or None, makers=makers, initial={"client_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        persona = get_object_or_404(personas_of(person_at(request)), public_id=values["maker"])
        try:
            story = create_draft(
                persona=persona,
                title=values["title"],
                text=values["text"],
                author=person_at(request),
                shows_child=values["child"],
                client_id=values["client_id"],
                language=values["language"] or "en",
                translations=form.translations,
            )
            _tell_removed(request, form)
            return redirect("studio-story", key=story.key)
        except ArtisanError as error:
            form.add_error(None, say(error.sentence))
    page = WritePage(form=form, heading=_("Write a story"), back="")
    status = 410 if form.has_error("maker", "invalid_choice") and "X-Studio-Draft" in request.headers else 400
    return render(request, "artisans/studio/write.html", {"page": page}, status=status if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("coordinator", "reviewer")
def edit_story(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """New words for a story; the maker reads them again."""
    story = story_at(request, key)
    if story.revision is None:
        raise Http404("This story has no words yet.")
    answer = {True: "yes", False: "no", None: ""}[story.revision.shows_child]
    words = {**initial_words(wording_of(story.revision)), "child": answer}
    form = EditStoryForm(request.POST or None, now=hash_of(story.revision), initial=words)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            revise_story(
                story,
                title=values["title"],
                text=values["text"],
                author=person_at(request),
                shows_child=values["child"],
                language=values["language"] or None,
                translations=form.translations,
            )
            _tell_removed(request, form)
            messages.success(request, _("Saved."))
            return redirect("studio-story", key=key)
        except ArtisanError as error:
            form.add_error(None, say(error.sentence))
    page = WritePage(form=form, heading=_("Edit the story"), back=str(key))
    return render(request, "artisans/studio/write.html", {"page": page}, status=400 if form.errors else 200)


def _tell_removed(request: HttpRequest, form: StoryForm) -> None:
    if form.removed:
        words = _("%(count)s invisible signs were taken away; no word has changed.") % {"count": form.removed}
        messages.info(request, words)

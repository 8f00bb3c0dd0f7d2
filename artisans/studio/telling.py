"""A story told step by step: who, photo, what and how, day and hopes, child, read back. Each step is a plain page."""

import uuid
from dataclasses import dataclass

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from artisans.actions import create_draft, revise_story
from artisans.errors import ArtisanError
from artisans.lint import Finding
from artisans.models import Story, StoryRevision
from artisans.queries import list_desk_personas
from artisans.queries.desk import find_desk_story, personas_of
from artisans.shapes import DeskPersona, MarkedWording
from artisans.studio.step_forms import ChildForm, DayForm, MakingForm, WhoForm, merge_words, read_words
from artisans.studio.stories import person_at, story_at
from people.access import require_role
from themes.templatetags.kantha import say

STEPS = ("photo", "making", "day", "child", "read")
# Crafts that have a drawn sign of their own in static/studio/pictures.svg.
CRAFT_PICTURES = frozenset(
    [
        "kantha",
        "block-print",
        "jamdani",
        "ikat",
        "applique",
        "krama",
        "silk-ikat",
        "basketry",
        "recycled-metal",
        "banana-fibre",
    ]
)
FORMS: dict[str, type[Form]] = {"making": MakingForm, "day": DayForm, "child": ChildForm}


@dataclass(frozen=True, slots=True)
class WhoPage:
    """The makers to choose from, as cards with the sign of their craft."""

    form: WhoForm
    makers: tuple[tuple[DeskPersona, str], ...]


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step. `wording`: the words so far, marked where the check found something."""

    key: str
    step: str
    steps: tuple[str, ...]
    next_step: str
    before: str
    form: Form | None
    pseudonym: str
    wording: MarkedWording
    findings: tuple[Finding, ...]
    child: str
    content_hash: str
    may_submit: bool


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("coordinator")
def begin(request: HttpRequest) -> HttpResponse:
    """Whose story it is: begins an empty draft, to be filled step by step."""
    makers = list_desk_personas(person_at(request), day=timezone.localdate())
    choices = [(maker.public_id, maker.pseudonym) for maker in makers]
    form = WhoForm(request.POST or None, makers=choices, initial={"client_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        persona = get_object_or_404(personas_of(person_at(request)), public_id=form.cleaned_data["maker"])
        try:
            story = create_draft(
                persona=persona,
                title="",
                text="",
                author=person_at(request),
                shows_child=None,
                client_id=form.cleaned_data["client_id"],
                language=get_language() or "en",
            )
            return redirect("studio-story-tell", key=story.key, step=STEPS[0])
        except ArtisanError as error:
            form.add_error(None, say(error.sentence))
    page = WhoPage(form=form, makers=tuple((maker, _picture_of(maker.craft)) for maker in makers))
    return render(request, "artisans/studio/who.html", {"page": page}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("coordinator", "reviewer")
def tell(request: HttpRequest, key: uuid.UUID, step: str) -> HttpResponse:
    """One step of the story; what was said is kept at once, and the next step follows."""
    story = story_at(request, key)
    if step not in STEPS or story.revision is None:
        raise Http404("No such step.")
    kind = FORMS.get(step)
    form = kind(request.POST or None, initial=dict(read_words(story.revision))) if kind else None
    if request.method == "POST" and form and form.is_valid():
        try:
            words = merge_words(story.revision, form.cleaned_data)
            revise_story(story, author=person_at(request), **words)
            return redirect("studio-story-tell", key=key, step=_beside(step, 1))
        except ArtisanError as error:
            form.add_error(None, say(error.sentence))
    page = _read_page(request, story, story.revision, step, form)
    return render(
        request, f"artisans/studio/tell_{step}.html", {"page": page}, status=400 if form and form.errors else 200
    )


def _picture_of(craft: str) -> str:
    return craft if craft in CRAFT_PICTURES else "craft"


def _beside(step: str, way: int) -> str:
    place = STEPS.index(step) + way
    return STEPS[place] if 0 <= place < len(STEPS) else ""


def _read_page(request: HttpRequest, story: Story, revision: StoryRevision, step: str, form: Form | None) -> StepPage:
    detail = find_desk_story(story.key, person=person_at(request), day=timezone.localdate())
    return StepPage(
        key=str(story.key),
        step=step,
        steps=STEPS,
        next_step=_beside(step, 1),
        before=_beside(step, -1),
        form=form,
        pseudonym=detail.pseudonym,
        wording=detail.wordings[0],
        findings=detail.findings,
        child=str(form["child"].value() or "") if isinstance(form, ChildForm) else read_words(revision)["child"],
        content_hash=detail.content_hash,
        may_submit="submit" in detail.steps and bool(revision.title and revision.text),
    )

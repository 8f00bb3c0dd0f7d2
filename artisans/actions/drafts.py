"""Writing a story: every wording is a revision of its own."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.actions.desks import require_desk
from artisans.actions.links import unlink_story
from artisans.actions.media import list_media
from artisans.actions.steps import take_step
from artisans.content import hash_content, tidy_text
from artisans.errors import LintRefused, NotAllowed, WrongState
from artisans.lint import check_english
from artisans.models import Persona, Story, StoryRevision
from artisans.queries.vault import names_herself
from artisans.states import Step, StoryState
from people.actions import record_audit
from people.models import Person


def create_draft(
    *,
    persona: Persona,
    title: str,
    text: str,
    author: Person,
    shows_child: bool | None,
    client_id: uuid.UUID | None = None,
) -> Story:
    """Begins a story. `client_id` makes it idempotent: a second sending of the same draft finds the first.

    Raises:
        NotAllowed: the author works for another programme, or the id is another's.
        WrongState: she has withdrawn.
    """
    require_desk(author, persona.maker.programme)
    if persona.withdrawn_at is not None:
        raise WrongState(_("She has withdrawn. Nothing may be written."))
    key = client_id or uuid.uuid4()
    try:
        with transaction.atomic():
            story = Story.objects.create(key=key, persona=persona, changed_at=timezone.now())
            story.revision = _add_revision(story, title=title, text=text, author=author, shows_child=shows_child)
            story.save(update_fields=["revision"])
            record_audit(author, "create_draft", f"story:{key}")
    except IntegrityError:
        return _find_replayed(key, persona)
    return story


@transaction.atomic
def revise_story(story: Story, *, title: str, text: str, author: Person, shows_child: bool | None) -> Story:
    """Writes a new wording. After the maker has read the story, any edit sends it back to her review.

    The same words again change nothing.

    Raises:
        NotAllowed: the author works for another programme.
        WrongState: the story can no longer be edited, or somebody changed it meanwhile.
    """
    require_desk(author, story.persona.maker.programme)
    current = story.revision
    same = current and (current.title, current.text) == (" ".join(title.split()), tidy_text(text))
    if current and same and current.shows_child == shows_child:
        return story
    was_public = story.state == StoryState.PUBLISHED
    revision = _add_revision(story, title=title, text=text, author=author, shows_child=shows_child)
    take_step(story, Step.EDIT, revision=revision)
    if was_public:
        unlink_story(story)
    record_audit(author, "revise_story", f"story:{story.key}")
    return story


@transaction.atomic
def submit_story(story: Story, *, by: Person) -> Story:
    """Hands a draft in. Other findings of the lint may stand until publishing; a history may not even be handed in.

    Raises:
        LintRefused: the words tell a history, or her real name.
        NotAllowed, WrongState: as for any step.
    """
    require_desk(by, story.persona.maker.programme)
    revision = story.revision
    findings = check_english(revision.title, revision.text) if revision else ()
    if any(not finding.may_be_overridden for finding in findings):
        raise LintRefused(_("A story never tells why she is here. Please rewrite the words that are marked."))
    if revision and names_herself(revision, story.persona):
        raise LintRefused(_("Her real name stands in the words. Use the name she chose."))
    take_step(story, Step.SUBMIT)
    record_audit(by, "submit_story", f"story:{story.key}")
    return story


def _add_revision(story: Story, *, title: str, text: str, author: Person, shows_child: bool | None) -> StoryRevision:
    tidy_title, tidy = " ".join(title.split()), tidy_text(text)
    last = story.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    media = list_media(story)
    try:
        with transaction.atomic():
            return StoryRevision.objects.create(
                story=story,
                number=last + 1,
                author=author,
                title=tidy_title,
                text=tidy,
                media=media,
                shows_child=shows_child,
                content_hash=hash_content(title=tidy_title, text=tidy, media=media),
            )
    except IntegrityError as error:
        raise WrongState(_("Somebody changed this story meanwhile. Load it again.")) from error


def _find_replayed(key: uuid.UUID, persona: Persona) -> Story:
    story = Story.objects.select_related("revision").get(key=key)
    if story.persona_id != persona.pk:
        raise NotAllowed(_("This draft belongs to another story."))
    return story

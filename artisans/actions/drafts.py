"""Writing a story: every wording, in all its languages, is a revision of its own."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.actions.desks import require_desk
from artisans.actions.links import unlink_story
from artisans.actions.revisions import add_revision
from artisans.actions.steps import take_step
from artisans.content import Translations, Wording, read_wording
from artisans.errors import ArtisanError, LintRefused, NotAllowed, TextRefused, WrongState
from artisans.lint import check_text
from artisans.models import Persona, Story
from artisans.queries.facts import wording_of
from artisans.queries.vault import names_herself
from artisans.states import Step, StoryState
from artisans.words import LANGUAGE_NAMES
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
    language: str = "en",
    translations: Translations | None = None,
) -> Story:
    """Begins a story. `client_id` makes it idempotent: a second sending of the same draft finds the first.

    `translations`: title and text by language (en, hi, km), beside `language`, in which the story is written.

    Raises:
        NotAllowed: the author works for another programme, or the id is another's.
        TextRefused: words that cannot be kept (`content.read_wording`).
        WrongState: she has withdrawn.
    """
    require_desk(author, persona.maker.programme)
    if persona.withdrawn_at is not None:
        raise WrongState(_("She has withdrawn. Nothing may be written."))
    wording = _read(language, title, text, translations)
    key = client_id or uuid.uuid4()
    try:
        with transaction.atomic():
            story = Story.objects.create(key=key, persona=persona, changed_at=timezone.now())
            story.revision = add_revision(story, wording, author=author, shows_child=shows_child)
            story.save(update_fields=["revision"])
            record_audit(author, "create_draft", f"story:{key}")
    except IntegrityError:
        return _find_replayed(key, persona)
    return story


@transaction.atomic
def revise_story(
    story: Story,
    *,
    title: str,
    text: str,
    author: Person,
    shows_child: bool | None,
    language: str | None = None,
    translations: Translations | None = None,
) -> Story:
    """Writes a new wording. After the maker has read the story, any edit sends it back to her review.

    `language` or `translations` of None stay as they are. The same words again change nothing.

    Raises:
        NotAllowed: the author works for another programme.
        TextRefused: words that cannot be kept (`content.read_wording`).
        WrongState: the story can no longer be edited, or somebody changed it meanwhile.
    """
    require_desk(author, story.persona.maker.programme)
    current = story.revision
    before = wording_of(current) if current else Wording("en", "", "")
    kept = before.translations if translations is None else translations
    wording = _read(language or before.language, title, text, kept)
    if current and wording == before and current.shows_child == shows_child:
        return story
    was_public = story.state == StoryState.PUBLISHED
    revision = add_revision(story, wording, author=author, shows_child=shows_child)
    take_step(story, Step.EDIT, revision=revision)
    if was_public:
        unlink_story(story)
    record_audit(author, "revise_story", f"story:{story.key}")
    return story


@transaction.atomic
def submit_story(story: Story, *, by: Person) -> Story:
    """Hands a draft in. Other findings of the lint may stand until publishing; a history may not even be handed in.

    Raises:
        LintRefused: the words of one of its languages tell a history, or her real name.
        NotAllowed, WrongState: as for any step.
    """
    require_desk(by, story.persona.maker.programme)
    revision = story.revision
    if revision is None or not (revision.title and revision.text):
        raise ArtisanError(_("Write what she made, and how, before it is handed in."))
    findings = [finding for words in wording_of(revision).in_every_language() for finding in check_text(*words)]
    if any(not finding.may_be_overridden for finding in findings):
        raise LintRefused(_("A story never tells why she is here. Please rewrite the words that are marked."))
    if revision and names_herself(revision, story.persona):
        raise LintRefused(_("Her real name stands in the words. Use the name she chose."))
    take_step(story, Step.SUBMIT)
    record_audit(by, "submit_story", f"story:{story.key}")
    return story


def _read(language: str, title: str, text: str, translations: Translations | None) -> Wording:
    if language not in LANGUAGE_NAMES:
        raise TextRefused(_("Choose the language in which the story is written."))
    return read_wording(language=language, title=title, text=text, translations=translations)


def _find_replayed(key: uuid.UUID, persona: Persona) -> Story:
    story = Story.objects.select_related("revision").get(key=key)
    if story.persona_id != persona.pk:
        raise NotAllowed(_("This draft belongs to another story."))
    return story

"""Letting a finding of the lint stand: with a reason, and a second person."""

from django.db import transaction
from django.utils.translation import gettext as _

from artisans.actions.desks import require_desk, require_reviewer
from artisans.errors import ArtisanError, NotAllowed
from artisans.lint import Rule
from artisans.models import LintOverride, Story
from people.actions import record_audit
from people.models import Person


@transaction.atomic
def ask_override(story: Story, *, rule: str, words: str, reason: str, by: Person) -> LintOverride:
    """Asks that a finding in the current wording may stand. A new wording has to ask again.

    Raises:
        ArtisanError: it is a history, or no reason is given.
        NotAllowed: `by` works for another programme.
    """
    require_desk(by, story.persona.maker.programme)
    if Rule(rule) is Rule.HISTORY:
        raise ArtisanError(_("Why she is here cannot stand in a story, whatever the reason."))
    if not reason.strip() or story.revision is None:
        raise ArtisanError(_("Say why these words give nobody away."))
    override, _made = LintOverride.objects.get_or_create(
        revision=story.revision, rule=rule, words=words, defaults={"reason": reason.strip()[:300], "asked_by": by}
    )
    record_audit(by, "ask_override", f"story:{story.key}", rule)
    return override


@transaction.atomic
def confirm_override(override: LintOverride, *, by: Person) -> None:
    """The second person agrees. One conditional UPDATE.

    Raises:
        NotAllowed: no reviewer, or the one who asked, or the author of the words.
    """
    require_reviewer(by)
    if by.pk in {override.asked_by_id, override.revision.author_id}:
        raise NotAllowed(_("A second person has to agree."))
    LintOverride.objects.filter(pk=override.pk, confirmed_by=None).update(confirmed_by=by)
    record_audit(by, "confirm_override", f"story:{override.revision.story.key}", override.rule)

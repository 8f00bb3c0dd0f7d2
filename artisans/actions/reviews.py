"""The maker's word on a story, and the reviewer's."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.actions.desks import require_desk, require_reviewer
from artisans.actions.links import link_products, unlink_story
from artisans.actions.revisions import require_seen
from artisans.actions.steps import take_step
from artisans.errors import ArtisanError, GuardsFailed, WrongState
from artisans.guards import check_guards
from artisans.models import Approval, MakerReview, Story
from artisans.models.reviews import Decision, ReviewOutcome
from artisans.queries.facts import gather_facts, hash_of, to_standing, with_standing
from artisans.states import Step, StoryState
from catalog.version import turn_over
from people.actions import record_audit
from people.models import Person
from people.roles import Role


@transaction.atomic
def record_maker_review(
    story: Story, *, by: Person, revision_hash: str, language: str, read_aloud: bool, outcome: str
) -> Story:
    """Notes what the maker said to exactly these words: accepted, back to draft, or refused.

    She may send it back or refuse it at any time, also once it is published.

    Raises:
        NotAllowed: `by` works for another programme.
        WrongState: she agrees, but the words have changed since she heard them; or the story cannot take the step.
    """
    require_desk(by, story.persona.maker.programme)
    revision, answer = story.revision, ReviewOutcome(outcome)
    # Her no counts whatever the words have become; her yes only for exactly those that she heard.
    if revision is None or (answer is ReviewOutcome.ACCEPTED and hash_of(revision) != revision_hash):
        raise WrongState(_("The words have changed meanwhile. Read her the new ones."))
    was_public = story.state == StoryState.PUBLISHED
    if answer is ReviewOutcome.ACCEPTED:
        if story.state == StoryState.SUBMITTED:
            take_step(story, Step.READ_BACK)
        take_step(story, Step.ACCEPT)
    else:
        take_step(story, Step.TO_DRAFT if answer is ReviewOutcome.TO_DRAFT else Step.WITHDRAW)
    MakerReview.objects.create(
        revision=revision,
        revision_hash=revision_hash,
        language=language,
        read_aloud=read_aloud,
        outcome=answer,
        recorded_by=by,
    )
    if was_public:
        unlink_story(story)
    record_audit(by, f"maker_{answer.value}", f"story:{story.key}")
    return story


def publish_story(story: Story, *, approver: Person, revision_hash: str) -> Story:
    """The second approval: publishes the current revision if every guard holds, and puts it on products.

    `revision_hash` is that of the words which the approver has read.

    Raises:
        GuardsFailed: names each guard that does not hold.
        WrongState: the story does not wait for approval, another story of hers is public, or the approver has not
            read exactly this revision.
    """
    return _make_public(story, Step.PUBLISH, Decision.PUBLISHED, approver, revision_hash)


def resume_story(story: Story, *, approver: Person, revision_hash: str) -> Story:
    """Publishes a paused story again; every guard is asked anew.

    Raises:
        GuardsFailed, WrongState: as for publishing.
    """
    return _make_public(story, Step.RESUME, Decision.RESUMED, approver, revision_hash)


@transaction.atomic
def send_back_story(story: Story, *, by: Person, reason: str) -> Story:
    """Sends a story back to draft, with the reason.

    Raises:
        NotAllowed: `by` is no reviewer.
        ArtisanError: no reason was given.
    """
    require_reviewer(by)
    if not reason.strip():
        raise ArtisanError(_("Say why, so that it can be put right."))
    was_public = story.state == StoryState.PUBLISHED
    take_step(story, Step.TO_DRAFT)
    if was_public:
        unlink_story(story)
    _note(story, by, Decision.SENT_BACK, reason)
    return story


@transaction.atomic
def pause_story(story: Story, *, by: Person, reason: str = "") -> Story:
    """Takes a story off all pages for a while.

    Raises:
        NotAllowed: `by` is no reviewer.
        WrongState: the story is not published.
    """
    require_reviewer(by)
    take_step(story, Step.PAUSE)
    unlink_story(story)
    _note(story, by, Decision.PAUSED, reason)
    return story


def _make_public(story: Story, step: Step, decision: Decision, approver: Person, revision_hash: str) -> Story:
    with transaction.atomic():
        fresh = with_standing(Story.objects.filter(pk=story.pk)).get()
        require_seen(fresh.revision, revision_hash)
        facts = gather_facts(to_standing(fresh), approver, timezone.localdate())
        failures = [result for result in check_guards(facts) if not result.holds]
        if failures:
            raise GuardsFailed(failures)
        try:
            with transaction.atomic():
                take_step(fresh, step, published_at=timezone.now())
        except IntegrityError as error:
            raise WrongState(_("Another story of hers is public. Pause that one first.")) from error
        _note(fresh, approver, decision, "")
        turn_over()
    link_products()
    return fresh


def _note(story: Story, by: Person, decision: Decision, reason: str) -> None:
    revision = story.revision
    if revision is None:
        raise WrongState(_("This story has no words yet."))
    Approval.objects.create(
        revision=revision,
        revision_hash=hash_of(revision),
        approver=by,
        role=Role.REVIEWER,
        decision=decision,
        reason=reason.strip()[:500],
    )
    record_audit(by, f"{decision.value}_story", f"story:{story.key}")

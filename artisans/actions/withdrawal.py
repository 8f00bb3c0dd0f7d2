"""Taking a story away: at once, completely, without asking why."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from artisans.actions.desks import require_desk
from artisans.actions.links import link_products, unlink_story
from artisans.actions.steps import take_step
from artisans.errors import WrongState
from artisans.models import ConsentRecord, Persona, Story
from artisans.queries.facts import to_standing, with_standing
from artisans.states import STEPS, Step, StoryState
from artisans.vault import card_marks
from people.actions import record_audit
from people.models import Person


def withdraw_story(story: Story, *, by: Person | None = None, via: str = "studio") -> Story:
    """Withdraws the story and all else that its maker allowed; see `withdraw_persona`.

    Raises:
        NotAllowed: `by` works for another programme.
    """
    withdraw_persona(story.persona, by=by, via=via)
    story.refresh_from_db()
    return story


def withdraw_persona(persona: Persona, *, by: Person | None, via: str) -> None:
    """Withdraws all that a maker allowed: her consents, her persona, every story. No reason, no approval.

    When it returns, her page answers 410 and no product, search word or cached page holds her story. A second
    call changes nothing. `by` is None where she withdraws herself.

    Raises:
        NotAllowed: `by` works for another programme.
    """
    if by is not None:
        require_desk(by, persona.maker.programme)
    with transaction.atomic():
        now = timezone.now()
        Persona.objects.filter(pk=persona.pk, withdrawn_at=None).update(withdrawn_at=now)
        ConsentRecord.objects.filter(persona=persona).update(withdrawn_at=now)
        living = Story.objects.filter(persona=persona, state__in=STEPS[Step.WITHDRAW])
        living.update(state=StoryState.WITHDRAWN, changed_at=now)
        for story in Story.objects.filter(persona=persona):
            unlink_story(story)
        record_audit(by, "withdraw_persona", f"persona:{persona.public_id}", via)
    # Other stories take the empty places; the worker would do it too, so nothing depends on it here.
    link_products()


def withdraw_by_card(code: str) -> bool:
    """She withdraws herself, with the code on her card. False where no card has this code; one answer for every one."""
    persona = Persona.objects.filter(card_mark__in=card_marks(code)).select_related("maker__programme").first()
    if persona is None:
        return False
    withdraw_persona(persona, by=None, via="card")
    return True


def refuse_again(story: Story) -> bool:
    """Takes away a story that its maker had refused, and a restored backup brought back; False if it is away."""
    with transaction.atomic():
        living = Story.objects.filter(pk=story.pk, state__in=STEPS[Step.WITHDRAW])
        if not living.update(state=StoryState.WITHDRAWN, changed_at=timezone.now()):
            return False
        unlink_story(story)
        record_audit(None, "refuse_story", f"story:{story.key}", "restore")
    link_products()
    return True


def hide_stories(stories: QuerySet[Story], *, step: Step, by: Person | None, why: str) -> int:
    """Takes the step with each story and takes it off its products; returns how many. Needs a transaction."""
    hidden = 0
    for story in stories:
        try:
            take_step(story, step)
        except WrongState:
            continue
        unlink_story(story)
        record_audit(by, f"{step.value}_story", f"story:{story.key}", why)
        hidden += 1
    return hidden


def expire_stories() -> int:
    """Notes as expired each published or paused story whose consent has ended by today; returns how many.

    Pages hide it by the day anyway; this takes away search words and product links, and a clock set back does not
    bring the story again.
    """
    day = timezone.localdate()
    rows = with_standing(Story.objects.filter(state__in=STEPS[Step.EXPIRE])).order_by("pk")
    ended = [story.pk for story in rows if not to_standing(story).is_covered(day)]
    with transaction.atomic():
        hidden = hide_stories(
            Story.objects.filter(pk__in=ended), step=Step.EXPIRE, by=None, why="The consent has ended."
        )
    if hidden:
        link_products()
    return hidden

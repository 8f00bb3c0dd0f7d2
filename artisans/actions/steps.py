"""Taking a named step: one conditional UPDATE, so that of two hands only one moves the story."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.errors import WrongState
from artisans.models import Story
from artisans.states import Step, StoryState, next_state


def take_step(story: Story, step: Step, **changes: Any) -> None:
    """Moves the story along the step and sets `changes` with it.

    Raises:
        WrongState: the step does not exist from where the story stands, or somebody moved it meanwhile.
    """
    before = StoryState(story.state)
    after = next_state(before, step)
    if after is None:
        names = {"step": _(step.value.replace("_", " ")), "state": _(before.value.replace("_", " "))}
        raise WrongState(_("“%(step)s” is not possible: the story is %(state)s.") % names)
    now = timezone.now()
    unmoved = Story.objects.filter(pk=story.pk, state=before, revision=story.revision_id)
    if not unmoved.update(state=after, changed_at=now, **changes):
        raise WrongState(_("Somebody changed this story meanwhile. Load it again."))
    story.state = after
    story.changed_at = now
    for name, value in changes.items():
        setattr(story, name, value)

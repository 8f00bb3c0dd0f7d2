"""Photos change a story as words do: a new revision, which she sees again."""

from django.utils.translation import gettext as _

from artisans.actions.links import unlink_story
from artisans.actions.revisions import add_revision, list_media
from artisans.actions.steps import take_step
from artisans.errors import WrongState
from artisans.models import Story
from artisans.queries.facts import wording_of
from artisans.states import Step, StoryState, next_state
from people.models import Person


def require_editable(story: Story) -> None:
    """Lets go on where photos of the story may still change.

    Raises:
        WrongState: she has withdrawn, or nothing may be edited any more.
    """
    withdrawn = story.persona.withdrawn_at is not None
    if withdrawn or next_state(StoryState(story.state), Step.EDIT) is None:
        raise WrongState(_("She has withdrawn, or this story has ended. No photo may be added or changed."))


def renew_media(story: Story, *, by: Person) -> None:
    """Writes a revision with the photos as they are now, where they changed; after her review she sees it again.

    Belongs into the caller's transaction.

    Raises:
        WrongState: the story can no longer be edited, or somebody changed it meanwhile.
    """
    story.refresh_from_db()
    before = story.revision
    if before is None or list(before.media) == list_media(story):
        return
    was_public = story.state == StoryState.PUBLISHED
    after = add_revision(story, wording_of(before), author=by, shows_child=before.shows_child)
    take_step(story, Step.EDIT, revision=after)
    if was_public:
        unlink_story(story)

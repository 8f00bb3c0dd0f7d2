"""Which photos a revision holds: its list of digests, so that the hash she agrees to covers every picture."""

from artisans.actions.links import unlink_story
from artisans.actions.steps import take_step
from artisans.content import hash_content
from artisans.errors import WrongState
from artisans.models import Photo, Story, StoryRevision
from artisans.models.photos import PhotoState
from artisans.states import Step, StoryState, next_state
from people.models import Person


def require_editable(story: Story) -> None:
    """Lets go on where photos of the story may still change.

    Raises:
        WrongState: she has withdrawn, or nothing may be edited any more.
    """
    withdrawn = story.persona.withdrawn_at is not None
    if withdrawn or next_state(StoryState(story.state), Step.EDIT) is None:
        raise WrongState("She has withdrawn, or this story has ended. No photo may be added or changed.")


def list_media(story: Story) -> list[str]:
    """The digests of the accepted photos, in their order. One query."""
    rows = Photo.objects.filter(story=story, state=PhotoState.ACCEPTED).exclude(digest="")
    return list(rows.order_by("position", "pk").values_list("digest", flat=True))


def renew_media(story: Story, *, by: Person) -> None:
    """Writes a revision with the photos as they are now, where they changed; after her review she sees it again.

    Belongs into the caller's transaction.

    Raises:
        WrongState: the story can no longer be edited, or somebody changed it meanwhile.
    """
    story.refresh_from_db()
    before, media = story.revision, list_media(story)
    if before is None or list(before.media) == media:
        return
    was_public = story.state == StoryState.PUBLISHED
    after = StoryRevision.objects.create(
        story=story,
        number=before.number + 1,
        author=by,
        language=before.language,
        title=before.title,
        text=before.text,
        translations=before.translations,
        media=media,
        shows_child=before.shows_child,
        content_hash=hash_content(
            title=before.title,
            text=before.text,
            language=before.language,
            media=media,
            translations=before.translations,
        ),
    )
    take_step(story, Step.EDIT, revision=after)
    if was_public:
        unlink_story(story)

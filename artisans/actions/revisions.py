"""Writing a revision: the words in every language and the accepted photos, under one hash that she agrees to."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from artisans.content import Wording, hash_content
from artisans.errors import WrongState
from artisans.models import Photo, Story, StoryRevision
from artisans.models.photos import PhotoState
from artisans.queries.facts import hash_of
from people.models import Person


def require_seen(revision: StoryRevision | None, revision_hash: str) -> None:
    """Lets go on where the hash is that of exactly this revision: what a person decides about, they have had on screen.

    Raises:
        WrongState: no hash came, or the words, photos or translations are others by now.
    """
    if not revision_hash:
        raise WrongState(_("Open the story and read it first: it was not said which words this is about."))
    if revision is None or hash_of(revision) != revision_hash:
        raise WrongState(_("The words have changed since you read them. Read the new ones."))


def list_media(story: Story) -> list[str]:
    """The digests of the accepted photos, in their order. One query."""
    rows = Photo.objects.filter(story=story, state=PhotoState.ACCEPTED).exclude(digest="")
    return list(rows.order_by("position", "pk").values_list("digest", flat=True))


def add_revision(story: Story, wording: Wording, *, author: Person, shows_child: bool | None) -> StoryRevision:
    """Adds the next revision, with the photos as they are now; the story does not point to it yet. Three queries.

    Raises:
        WrongState: somebody added one meanwhile.
    """
    last = story.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    media = list_media(story)
    try:
        with transaction.atomic():
            return StoryRevision.objects.create(
                story=story,
                number=last + 1,
                author=author,
                language=wording.language,
                title=wording.title,
                text=wording.text,
                translations=wording.translations,
                media=media,
                shows_child=shows_child,
                content_hash=hash_content(
                    title=wording.title,
                    text=wording.text,
                    language=wording.language,
                    media=media,
                    translations=wording.translations,
                ),
            )
    except IntegrityError as error:
        raise WrongState(_("Somebody changed this story meanwhile. Load it again.")) from error

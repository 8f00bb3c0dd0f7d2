"""The page that is read to the maker, and answered by her: large words, her language, three drawn answers."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from artisans.models.photos import PhotoState
from artisans.queries.desk import languages_of
from artisans.queries.facts import hash_of, wording_of
from artisans.queries.photos import list_desk_photos
from artisans.shapes import DeskPhoto
from artisans.states import Step, StoryState, next_state
from artisans.studio.stories import person_at, story_at
from artisans.words import name_language
from people.access import require_role


@dataclass(frozen=True, slots=True)
class AloudPage:
    """The words in one language, and what may be answered. `languages`: in which she was told of the consent."""

    key: str
    revision_hash: str
    language: str
    title: str
    text: str
    others: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    may_agree: bool
    person_name: str
    photos: tuple[DeskPhoto, ...]


@require_safe
@require_role("coordinator", "reviewer")
def read_aloud(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Exactly the words of the current revision, in the language that she understands if the story has it."""
    story = story_at(request, key)
    if story.revision is None or not story.revision.text:
        raise Http404("This story has no words yet.")
    texts = {code: (title, text) for code, title, text in wording_of(story.revision).in_every_language()}
    wanted = request.GET.get("in") or get_language() or "en"
    language = wanted if wanted in texts else story.revision.language
    spoken = languages_of(story, timezone.localdate())
    state = StoryState(story.state)
    page = AloudPage(
        key=str(key),
        revision_hash=hash_of(story.revision),
        language=language,
        title=texts[language][0],
        text=texts[language][1],
        others=tuple((code, name_language(code)) for code in texts if code != language),
        languages=tuple((code, name_language(code)) for code in spoken),
        may_agree=bool(spoken) and (state is StoryState.SUBMITTED or next_state(state, Step.ACCEPT) is not None),
        person_name=person_at(request).name,
        photos=tuple(photo for photo in list_desk_photos(story) if photo.state == PhotoState.ACCEPTED),
    )
    return render(request, "artisans/studio/aloud.html", {"page": page})

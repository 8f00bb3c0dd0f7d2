"""What a reviewer compares: the queue, versions of a story side by side, translations beside the original."""

from artisans.content import Wording, direction_of, split_paragraphs
from artisans.differences import compare_texts
from artisans.models import Story, StoryRevision
from artisans.models.reviews import Decision
from artisans.queries.facts import wording_of
from artisans.shapes import BesideText, Changes, ComparedWording, QueueGroup, QueueRow, VersionRow
from artisans.states import StoryState
from artisans.words import name_language, name_of_craft
from people.models import Person

# What waits for a reviewer stands first; what is public last.
QUEUE_STATES = (
    StoryState.SECOND_APPROVAL,
    StoryState.SUBMITTED,
    StoryState.MAKER_REVIEW,
    StoryState.DRAFT,
    StoryState.PAUSED,
    StoryState.PUBLISHED,
)


def list_review_queue(person: Person) -> tuple[QueueGroup, ...]:
    """Every living story by its state, the one that waits longest first, and whom it waits for. Two queries."""
    rows = (
        Story.objects.filter(state__in=QUEUE_STATES)
        .select_related("persona", "revision")
        .prefetch_related("revisions__author")
        .order_by("changed_at", "pk")
    )
    found: dict[str, list[QueueRow]] = {state: [] for state in QUEUE_STATES}
    for story in rows:
        found[story.state].append(_to_queue_row(story, person))
    return tuple(QueueGroup(state, tuple(rows)) for state, rows in found.items() if rows)


def _to_queue_row(story: Story, person: Person) -> QueueRow:
    revisions = sorted(story.revisions.all(), key=lambda revision: revision.number)
    authors = {revision.author_id: revision.author.name for revision in revisions}
    return QueueRow(
        key=str(story.key),
        pseudonym=story.persona.pseudonym,
        craft_name=name_of_craft(story.persona.craft),
        title=story.revision.title if story.revision else "",
        language=story.revision.language if story.revision else "en",
        since=story.changed_at,
        authors=tuple(authors.values()),
        wrote_it=person.pk in authors,
    )


def compare_versions(story: Story, *, before: int | None = None) -> Changes:
    """The current words beside those of an earlier version, language by language. Two queries.

    `before` is the number of the earlier version; without it, the last one that was approved, else the one before.
    """
    revisions = list(story.revisions.select_related("author").prefetch_related("approvals").order_by("number"))
    current = next((one for one in revisions if one.pk == story.revision_id), None)
    if current is None:
        return Changes((), None, (), ())
    earlier = [one for one in revisions if one.number < current.number]
    older = next((one for one in earlier if one.number == before), None) or _last_approved(earlier)
    versions = tuple(VersionRow(one.number, one.author.name, one.created_at) for one in earlier)
    wording = wording_of(current)
    compared = _compare(wording_of(older), wording) if older else ()
    return Changes(versions, older.number if older else None, compared, _beside(wording))


def _last_approved(earlier: list[StoryRevision]) -> StoryRevision | None:
    approved = [one for one in earlier if any(row.decision == Decision.PUBLISHED for row in one.approvals.all())]
    candidates = approved or earlier
    return candidates[-1] if candidates else None


def _compare(before: Wording, after: Wording) -> tuple[ComparedWording, ...]:
    olds = {words[0]: words for words in before.in_every_language()}
    news = {words[0]: words for words in after.in_every_language()}
    compared = []
    for code in [*news, *(code for code in olds if code not in news)]:
        (_, old_title, old_text), (_, title, text) = olds.get(code, (code, "", "")), news.get(code, (code, "", ""))
        sides = (compare_texts(old_title, title), compare_texts(old_text, text))
        compared.append(ComparedWording(code, name_language(code), direction_of(code), *sides))
    return tuple(compared)


def _beside(wording: Wording) -> tuple[BesideText, ...]:
    """Each translation beside the original, paragraph by paragraph."""
    found = []
    original = (wording.title, *split_paragraphs(wording.text))
    for code, words in sorted(wording.translations.items()):
        own = (words["title"], *split_paragraphs(words["text"]))
        longer = max(len(original), len(own))
        padded = [(*part, *[""] * (longer - len(part))) for part in (original, own)]
        pairs = tuple(zip(*padded, strict=True))
        found.append(
            BesideText(
                wording.language, direction_of(wording.language), code, name_language(code), direction_of(code), pairs
            )
        )
    return tuple(found)

"""What queries hand to pages: frozen, complete, nothing left to look up."""

from dataclasses import dataclass
from datetime import date, datetime

from artisans.differences import Sides
from artisans.guards import GuardResult
from artisans.lint.findings import Finding
from artisans.showing import INTRODUCTION
from artisans.states import Step
from artisans.texts import shorten_text
from themes.pictures import Picture

TEASER_CLUSTERS = 150


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """An organisation as its page tells it. `state` is empty where fewer than 10 makers are."""

    programme_id: int
    slug: str
    name: str
    country: str
    state: str
    city_of_registered_office: str
    summary: str
    training_given: str
    pay_practice: str
    started_year: int
    website: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class PhotoSource:
    """One file of a photo; `kind` is `avif` or `webp`."""

    kind: str
    width: int
    url: str


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo that may be shown beside its story. `width` and `height` are those of its widest file."""

    kind: str
    alt: str
    width: int
    height: int
    sources: tuple[PhotoSource, ...]

    @property
    def picture(self) -> Picture:
        """As the template tag wants it."""
        sets = {
            kind: ", ".join(f"{source.url} {source.width}w" for source in self.sources if source.kind == kind)
            for kind in ("avif", "webp")
        }
        plain = [source for source in self.sources if source.kind == "webp"]
        src = min(plain, key=lambda source: abs(source.width - 640)).url if plain else ""
        return Picture(self.alt, self.width, self.height, sets["avif"], sets["webp"], src)


@dataclass(frozen=True, slots=True)
class ShownStory:
    """A story that may be shown, with exactly what may be shown of its persona. `country` in small letters.

    `may_index`: she also allows feeds, so the sitemap names the page and search engines may list it.
    """

    public_id: str
    url: str
    pseudonym: str
    country: str
    state: str
    craft: str
    craft_name: str
    title: str
    paragraphs: tuple[str, ...]
    is_sample: bool
    introduction: str = INTRODUCTION
    photos: tuple[ShownPhoto, ...] = ()
    may_index: bool = False
    language: str = "en"
    direction: str = "ltr"

    @property
    def teaser(self) -> str:
        """The beginning of the story, cut between clusters of letters: Khmer has no blanks to count."""
        return shorten_text(self.paragraphs[0], most=TEASER_CLUSTERS) if self.paragraphs else ""


@dataclass(frozen=True, slots=True)
class PersonaList:
    """The makers' page. `count` is "fewer than 10" below 10."""

    rows: tuple[ShownStory, ...]
    count: str


@dataclass(frozen=True, slots=True)
class MakerIdentity:
    """What the vault holds of one maker, opened for one reader."""

    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class DeskStory:
    """One line of a coordinator's list or a reviewer's queue."""

    key: str
    pseudonym: str
    craft_name: str
    title: str
    state: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class DeskPersona:
    """A persona that a story can be written for."""

    public_id: str
    pseudonym: str
    craft_name: str
    consent_until: date | None
    craft: str = ""


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent as the studio lists it."""

    scopes: tuple[str, ...]
    channels: tuple[str, ...]
    language: str
    granted_on: date
    expires_on: date
    is_live: bool
    is_withdrawn: bool
    record_id: int = 0
    has_evidence: bool = False
    language_code: str = ""


@dataclass(frozen=True, slots=True)
class DeskMaker:
    """One maker as the studio shows her: by her chosen name only."""

    public_id: str
    maker_id: int
    pseudonym: str
    craft_name: str
    adult_confirmed: bool
    has_card: bool
    is_withdrawn: bool
    consents: tuple[ConsentRow, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A piece of a text; `finding` where the lint marked it."""

    text: str
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class MarkedWording:
    """The words of a story in one language, with the marks of the check."""

    language: str
    language_name: str
    direction: str
    is_original: bool
    title: tuple[MarkedText, ...]
    text: tuple[MarkedText, ...]


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """A finding that somebody asked to let stand."""

    override_id: int
    rule: str
    words: str
    reason: str
    asked_by: str
    confirmed_by: str
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """An earlier version of a story."""

    number: int
    author: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ComparedWording:
    """An earlier version and the current one, in one language."""

    language: str
    language_name: str
    direction: str
    title: Sides
    text: Sides

    @property
    def differ(self) -> bool:
        """Whether anything changed in this language."""
        return self.title.differ or self.text.differ


@dataclass(frozen=True, slots=True)
class BesideText:
    """A translation beside the original: pairs of paragraphs, the titles first."""

    original: str
    original_direction: str
    language: str
    language_name: str
    direction: str
    pairs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reviewer compares. `before` is the number of the earlier version that is shown, None for a first one."""

    versions: tuple[VersionRow, ...]
    before: int | None
    compared: tuple[ComparedWording, ...]
    beside: tuple[BesideText, ...]


@dataclass(frozen=True, slots=True)
class DeskPhoto:
    """One photo as the studio shows it. `missing` says what it needs before it may be shown; `address` is a picture."""

    key: str
    number: int
    kind: str
    state: str
    trouble: str
    alt: str
    width: int
    height: int
    address: str
    edition: int
    missing: str
    suggested: int
    faces_looked_for: bool
    with_original: bool
    editable: bool


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of a list; `outcome` is `new`, `there` or `error`."""

    number: int
    pseudonym: str
    title: str
    outcome: str
    notes: tuple[str, ...]
    photos: int


@dataclass(frozen=True, slots=True)
class ListReport:
    """What a list would bring in, or has brought in. `key` is empty where nothing waits for a word."""

    key: str
    rows: tuple[RowReport, ...]
    unused_photos: tuple[str, ...]

    @property
    def good_rows(self) -> int:
        """Rows without a trouble."""
        return sum(row.outcome != "error" for row in self.rows)

    @property
    def bad_rows(self) -> int:
        """Rows that stay outside."""
        return len(self.rows) - self.good_rows


@dataclass(frozen=True, slots=True)
class DeskStoryDetail:
    """One story as the studio shows it to one person."""

    key: str
    state: str
    pseudonym: str
    craft_name: str
    country: str
    title: str
    wordings: tuple[MarkedWording, ...]
    number: int
    changes: Changes
    shows_child: bool | None
    content_hash: str
    author: str
    languages: tuple[str, ...]
    findings: tuple[Finding, ...]
    guards: tuple[GuardResult, ...]
    overrides: tuple[OverrideRow, ...]
    notes: tuple[str, ...]
    steps: frozenset[Step]
    is_reviewer: bool
    is_coordinator: bool
    photos: tuple[DeskPhoto, ...] = ()

    @property
    def may_publish(self) -> bool:
        """Whether every guard holds."""
        return all(guard.holds for guard in self.guards)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One story in a reviewer's queue. `wrote_it`: this reviewer wrote some of its words and may not approve it."""

    key: str
    pseudonym: str
    craft_name: str
    title: str
    language: str
    since: datetime
    authors: tuple[str, ...]
    wrote_it: bool


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """The stories of one state, the one that waits longest first."""

    state: str
    rows: tuple[QueueRow, ...]

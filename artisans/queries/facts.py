"""From rows to the facts that the pure rules ask for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from artisans.content import Wording, hash_content
from artisans.guards import PublishFacts, ReviewFacts
from artisans.lint import Finding, check_text, names_state
from artisans.models import ConsentRecord, LintOverride, Maker, MakerReview, Programme, Story, StoryRevision
from artisans.models.reviews import ReviewOutcome
from artisans.pool import Pool
from artisans.queries.photos import facts_of_photos, listed_photos, rows_of_photos, scopes_of_photos
from artisans.queries.vault import names_herself, pseudonym_is_free
from artisans.showing import Channel, Consent, PersonaFacts, Scope, StoryFacts, is_covered, may_show, shown_state
from catalog.models import Label
from people.models import Person
from people.queries import holds_role
from people.roles import Role


@dataclass(frozen=True, slots=True)
class StandingStory:
    """A story with what the rules know of it."""

    story: Story
    consents: tuple[Consent, ...]
    persona: PersonaFacts
    facts: StoryFacts
    pool: Pool

    def may_show(self, day: date, channel: str = Channel.PRODUCT_PAGE) -> bool:
        """Asks the one rule."""
        return may_show(self.consents, self.persona, self.facts, channel, day)

    def is_covered(self, day: date, channel: str = Channel.PRODUCT_PAGE) -> bool:
        """Whether live consents still cover it, published or paused."""
        return is_covered(self.consents, self.persona, self.facts, channel, day)

    def shown_state(self, day: date, channel: str = Channel.PRODUCT_PAGE) -> str:
        """The state that may be named, or empty."""
        return shown_state(self.consents, self.persona, channel, day)


def with_standing(rows: QuerySet[Story]) -> QuerySet[Story]:
    """Joins all that `to_standing` reads: two queries, whatever the number of stories. No vault text is loaded."""
    of_state = Maker.objects.filter(
        programme__country=OuterRef("persona__country"), programme__state=OuterRef("persona__state")
    )
    titles = Label.objects.filter(kind="craft", value=OuterRef("persona__craft"))
    of_craft = Maker.objects.filter(programme__country=OuterRef("persona__country"), craft=OuterRef("persona__craft"))
    return (
        rows.select_related("persona__maker", "revision")
        .defer("persona__maker__name_locked", "persona__maker__contact_locked")
        .annotate(
            makers_in_state=_count(of_state, Count("pk"), "programme__state"),
            craft_title=Subquery(titles.values("title")[:1]),
            pool_makers=_count(of_craft, Count("pk"), "craft"),
            photo_rows=rows_of_photos(),
            pool_programmes=_count(of_craft, Count("programme", distinct=True), "craft"),
        )
        .prefetch_related("persona__consents")
    )


def to_standing(story: Story) -> StandingStory:
    """The facts of a story that was read through `with_standing`. No query."""
    persona = story.persona
    return StandingStory(
        story=story,
        consents=tuple(to_consent(record) for record in persona.consents.all()),
        persona=PersonaFacts(
            state=persona.state,
            makers_in_state=story.makers_in_state,  # type: ignore[attr-defined]
            adult_confirmed=persona.maker.adult_confirmed,
            withdrawn=persona.withdrawn_at is not None,
        ),
        facts=StoryFacts(state=story.state, scopes=_scopes_of(story)),
        pool=Pool(makers=story.pool_makers, programmes=story.pool_programmes),  # type: ignore[attr-defined]
    )


def to_consent(record: ConsentRecord) -> Consent:
    """A consent record as the pure rules see it."""
    return Consent(
        scopes=frozenset(record.scopes),
        channels=frozenset(record.channels),
        # Days of the shop's own time zone, as today's is.
        granted_on=timezone.localdate(record.granted_at),
        expires_on=timezone.localdate(record.expires_at),
        withdrawn=record.withdrawn_at is not None,
        language=record.language,
        explained_by=record.explained_by_id,
    )


def check_revision(standing: StandingStory, day: date) -> tuple[Finding, ...]:
    """Every lint finding of the current revision in each of its languages. One query."""
    story, revision = standing.story, standing.story.revision
    if revision is None:
        return ()
    names = list(Programme.objects.values_list("name", flat=True))
    found = (
        check_text(
            *words,
            names=names,
            allowed_state=standing.shown_state(day),
            allowed_words=(story.persona.pseudonym,),
        )
        for words in wording_of(revision).in_every_language()
    )
    return tuple(finding for findings in found for finding in findings)


def wording_of(revision: StoryRevision) -> Wording:
    """The words of a revision in every language."""
    return Wording(revision.language, revision.title, revision.text, revision.translations)


def drop_overridden(findings: Collection[Finding], revision: StoryRevision) -> tuple[Finding, ...]:
    """The findings that still stand against publishing: overrides of two people take theirs away. One query."""
    rows = LintOverride.objects.filter(revision=revision, confirmed_by__isnull=False)
    let_stand = set(rows.values_list("rule", "words"))
    return tuple(
        finding
        for finding in findings
        if not (finding.may_be_overridden and (finding.rule.value, finding.words) in let_stand)
    )


def gather_facts(standing: StandingStory, approver: Person, day: date) -> PublishFacts:
    """Everything the guards look at, for publishing the current revision by that approver. Eight queries."""
    story, revision = standing.story, standing.story.revision
    assert revision is not None  # noqa: S101  a story is made together with its first revision
    review = MakerReview.objects.filter(revision__story=story).order_by("-pk").first()
    findings = check_revision(standing, day)
    return PublishFacts(
        consents=standing.consents,
        persona=standing.persona,
        story=standing.facts,
        channel=Channel.PRODUCT_PAGE,
        day=day,
        content_hash=hash_of(revision),
        review=_to_review(review),
        authors=frozenset(story.revisions.values_list("author_id", flat=True)),
        approver=approver.pk,
        approver_is_reviewer=holds_role(approver, Role.REVIEWER),
        shows_child=revision.shows_child,
        findings=drop_overridden(findings, revision),
        pseudonym_is_free=pseudonym_is_free(story.persona.pseudonym, of_persona=story.persona),
        names_herself=names_herself(revision, story.persona, more=[photo.alt for photo in story.photos.all()]),
        photos=facts_of_photos(story),
        photos_missing=len(revision.media) - len(listed_photos(story)),
    )


def _to_review(review: MakerReview | None) -> ReviewFacts | None:
    if review is None:
        return None
    return ReviewFacts(review.revision_hash, review.language, review.outcome == ReviewOutcome.ACCEPTED)


def hash_of(revision: StoryRevision) -> str:
    """The fingerprint of what the revision holds now, not the one stored beside it."""
    return hash_content(
        title=revision.title,
        text=revision.text,
        language=revision.language,
        media=revision.media,
        translations=revision.translations,
    )


def _scopes_of(story: Story) -> frozenset[str]:
    """What is used beside text and pseudonym: naming the state uses the region, and each photo has scopes."""
    revision = story.revision
    wordings = wording_of(revision).in_every_language() if revision else ()
    texts = [part for _, title, text in wordings for part in (title, text)]
    named = names_state(story.persona.state, texts)
    return (frozenset({Scope.REGION}) if named else frozenset()) | scopes_of_photos(story)


def _count(rows: QuerySet[Maker], count: Count, group: str) -> Coalesce:
    counted = rows.order_by().values(counted_by=F(group)).annotate(n=count).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

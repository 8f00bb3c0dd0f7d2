"""What the studio shows: each coordinator their own programme, each reviewer all of them."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from artisans.content import Wording, direction_of
from artisans.errors import NotAllowed
from artisans.guards import check_guards
from artisans.lint import Finding
from artisans.models import Approval, ConsentRecord, LintOverride, MakerReview, Persona, Story
from artisans.queries.facts import (
    check_revision,
    gather_facts,
    hash_of,
    to_consent,
    to_standing,
    with_standing,
    wording_of,
)
from artisans.queries.photos import list_desk_photos
from artisans.queries.review import compare_versions
from artisans.shapes import (
    ConsentRow,
    DeskMaker,
    DeskPersona,
    DeskStory,
    DeskStoryDetail,
    MarkedText,
    MarkedWording,
    OverrideRow,
)
from artisans.showing import Channel, Scope, scopes_allowed
from artisans.states import StoryState, steps_from
from artisans.words import CHANNEL_NAMES, SCOPE_NAMES, name_language, name_of_craft
from people.models import Person
from people.queries import roles_of
from people.roles import Role
from themes.templatetags.kantha import figures
from themes.writing import write_day


def stories_of(person: Person) -> QuerySet[Story]:
    """The stories a person may work on: all for a reviewer, else those of the own programme. One query for roles."""
    return Story.objects.filter(persona__in=personas_of(person))


def personas_of(person: Person) -> QuerySet[Persona]:
    """The personas a person may work for."""
    roles = roles_of(person)
    if Role.REVIEWER in roles:
        return Persona.objects.all()
    if Role.COORDINATOR in roles and person.programme_slug:
        return Persona.objects.filter(maker__programme__slug=person.programme_slug)
    return Persona.objects.none()


def list_desk_stories(person: Person, *, states: tuple[StoryState, ...] = ()) -> tuple[DeskStory, ...]:
    """The stories a person may work on, newest change first, purged ones left out. Two queries."""
    rows = stories_of(person).exclude(state=StoryState.PURGED).select_related("persona", "revision")
    if states:
        rows = rows.filter(state__in=states)
    return tuple(
        DeskStory(
            key=str(story.key),
            pseudonym=story.persona.pseudonym,
            craft_name=name_of_craft(story.persona.craft),
            title=story.revision.title if story.revision else "",
            state=story.state,
            changed_at=story.changed_at,
        )
        for story in rows.order_by("-changed_at")[:200]
    )


def list_desk_personas(person: Person, *, day: date) -> tuple[DeskPersona, ...]:
    """The personas a person may write for, by pseudonym. Three queries."""
    rows = personas_of(person).filter(withdrawn_at=None).prefetch_related("consents").order_by("pseudonym")
    found = []
    for persona in rows:
        consents = tuple(to_consent(record) for record in persona.consents.all())
        live = {Scope.TEXT, Scope.PSEUDONYM} <= scopes_allowed(consents, Channel.PRODUCT_PAGE, day)
        last = max((consent.expires_on for consent in consents if consent.is_live(day)), default=None)
        found.append(
            DeskPersona(
                public_id=persona.public_id,
                pseudonym=persona.pseudonym,
                craft_name=name_of_craft(persona.craft),
                consent_until=last if live else None,
                craft=persona.craft,
            )
        )
    return tuple(found)


def find_desk_maker(public_id: str, *, person: Person, day: date) -> DeskMaker:
    """One maker by her public id, never by name.

    Raises:
        Persona.DoesNotExist: there is none, or she is another programme's.
    """
    rows = personas_of(person).select_related("maker")
    persona = rows.defer("maker__name_locked", "maker__contact_locked").get(public_id=public_id)
    return DeskMaker(
        public_id=persona.public_id,
        maker_id=persona.maker_id,
        pseudonym=persona.pseudonym,
        craft_name=name_of_craft(persona.craft),
        adult_confirmed=persona.maker.adult_confirmed,
        has_card=bool(persona.card_mark),
        is_withdrawn=persona.withdrawn_at is not None,
        consents=tuple(_to_row(record, day) for record in persona.consents.order_by("-granted_at")),
    )


def _to_row(record: ConsentRecord, day: date) -> ConsentRow:
    return ConsentRow(
        scopes=tuple(_(SCOPE_NAMES.get(scope, scope)) for scope in record.scopes),
        channels=tuple(_(CHANNEL_NAMES.get(channel, channel)) for channel in record.channels),
        language=name_language(record.language),
        language_code=record.language,
        granted_on=timezone.localdate(record.granted_at),
        expires_on=timezone.localdate(record.expires_at),
        is_live=to_consent(record).is_live(day),
        is_withdrawn=record.withdrawn_at is not None,
        record_id=record.pk,
        has_evidence=bool(record.evidence_name),
    )


def find_desk_story(key: UUID, *, person: Person, day: date, before: int | None = None) -> DeskStoryDetail:
    """One story with lint, guards and history, as this person may see it, beside its version `before`.

    Raises:
        Story.DoesNotExist: there is none, or it is another programme's.
    """
    story = with_standing(stories_of(person)).get(key=key)
    standing, revision, roles = to_standing(story), story.revision, roles_of(person)
    if revision is None:
        raise NotAllowed(_("This story has no words yet."))
    findings = check_revision(standing, day)
    return DeskStoryDetail(
        key=str(story.key),
        state=story.state,
        pseudonym=story.persona.pseudonym,
        craft_name=name_of_craft(story.persona.craft),
        country=story.persona.country,
        title=revision.title,
        wordings=mark_wordings(wording_of(revision), findings),
        number=revision.number,
        changes=compare_versions(story, before=before),
        shows_child=revision.shows_child,
        content_hash=hash_of(revision),
        author=revision.author.name,
        languages=tuple(sorted({c.language for c in standing.consents if c.is_live(day)})),
        findings=findings,
        guards=check_guards(gather_facts(standing, person, day)),
        overrides=_overrides(story, person, is_reviewer=Role.REVIEWER in roles),
        notes=_notes(story),
        steps=steps_from(StoryState(story.state)),
        is_reviewer=Role.REVIEWER in roles,
        is_coordinator=Role.COORDINATOR in roles,
        photos=list_desk_photos(story),
    )


def languages_of(story: Story, day: date) -> tuple[str, ...]:
    """The languages in which a live consent was explained to her. One query."""
    consents = (to_consent(record) for record in story.persona.consents.all())
    return tuple(sorted({consent.language for consent in consents if consent.is_live(day)}))


def mark_wordings(wording: Wording, findings: tuple[Finding, ...]) -> tuple[MarkedWording, ...]:
    """The words in every language, the original first, each with its own marks."""
    marked = []
    for language, title, text in wording.in_every_language():
        own = tuple(finding for finding in findings if finding.language == language)
        marked.append(
            MarkedWording(
                language=language,
                language_name=_(name_language(language)),
                direction=direction_of(language),
                is_original=language == wording.language,
                title=mark_text(title, own, "title"),
                text=mark_text(text, own, "text"),
            )
        )
    return tuple(marked)


def mark_text(text: str, findings: tuple[Finding, ...], field: str) -> tuple[MarkedText, ...]:
    """The text cut at its findings, to be shown with the words marked."""
    pieces: list[MarkedText] = []
    place = 0
    for finding in sorted(findings):
        if finding.field != field or finding.start < place:
            continue
        pieces.append(MarkedText(text[place : finding.start], None))
        pieces.append(MarkedText(text[finding.start : finding.end], finding))
        place = finding.end
    pieces.append(MarkedText(text[place:], None))
    return tuple(piece for piece in pieces if piece.text)


def _overrides(story: Story, person: Person, *, is_reviewer: bool) -> tuple[OverrideRow, ...]:
    rows = LintOverride.objects.filter(revision=story.revision).select_related("asked_by", "confirmed_by")
    return tuple(
        OverrideRow(
            override_id=row.pk,
            rule=row.rule,
            words=row.words,
            reason=row.reason,
            asked_by=row.asked_by.name,
            confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
            may_confirm=is_reviewer and row.confirmed_by is None and row.asked_by_id != person.pk,
        )
        for row in rows.order_by("pk")
    )


def _notes(story: Story) -> tuple[str, ...]:
    """What makers and reviewers said so far, newest first."""
    reviews = MakerReview.objects.filter(revision__story=story).select_related("revision").order_by("-pk")[:10]
    decisions = Approval.objects.filter(revision__story=story).select_related("approver", "revision").order_by("-pk")
    said = [
        (
            row.recorded_at,
            _("She said “%(answer)s” to version %(number)s.")
            % {"answer": _(row.get_outcome_display()), "number": figures(row.revision.number)},
        )
        for row in reviews
    ]
    said += [
        (row.decided_at, f"{row.approver.name}: {_(row.get_decision_display())}. {row.reason}".strip())
        for row in decisions[:10]
    ]
    return tuple(f"{write_day(at, get_language() or 'en')} · {text}" for at, text in sorted(said, reverse=True))

"""The guards to publish: each is a pure function of the facts, with its own reason (story-safety, "Guards")."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from artisans.lint.findings import Finding
from artisans.photos.rules import PhotoFacts, what_is_missing
from artisans.showing import Consent, PersonaFacts, StoryFacts, scopes_allowed, scopes_used
from themes.sentences import run_on, sentence


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """The maker's last word on the story."""

    revision_hash: str
    language: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class PublishFacts:
    """Everything the guards look at. `content_hash` is computed anew from the revision's content."""

    consents: tuple[Consent, ...]
    persona: PersonaFacts
    story: StoryFacts
    channel: str
    day: date
    content_hash: str
    review: ReviewFacts | None
    authors: frozenset[int]
    approver: int
    approver_is_reviewer: bool
    shows_child: bool | None
    findings: tuple[Finding, ...]
    pseudonym_is_free: bool
    names_herself: bool
    photos: tuple[PhotoFacts, ...] = ()
    photos_missing: int = 0


@dataclass(frozen=True, slots=True)
class GuardResult:
    """How one guard stands. `reason` says what is missing where it does not hold."""

    guard: str
    title: str
    holds: bool
    reason: str


def guard_consent(facts: PublishFacts) -> str:
    """Live consent covers every scope used, and the channel."""
    if facts.persona.withdrawn:
        return "She has withdrawn."
    missing = scopes_used(facts.story) - scopes_allowed(facts.consents, facts.channel, facts.day)
    return sentence("No live consent for: %(scopes)s.", scopes=tuple(sorted(missing))) if missing else ""


def guard_maker_review(facts: PublishFacts) -> str:
    """The maker reviewed exactly this revision, and accepted it."""
    if facts.review is None:
        return "She has not reviewed the story yet."
    if facts.review.revision_hash != facts.content_hash:
        return "The words have changed since she reviewed them."
    return "" if facts.review.accepted else "She did not accept it."


def guard_language(facts: PublishFacts) -> str:
    """The review was in her language: one in which a live consent was explained to her."""
    languages = {consent.language for consent in facts.consents if consent.is_live(facts.day)}
    if facts.review is None or facts.review.language in languages:
        return ""
    return sentence(
        "The review was in '%(language)s', but consent was explained in %(languages)s.",
        language=facts.review.language,
        languages=str(sorted(languages)),
    )


def guard_second_person(facts: PublishFacts) -> str:
    """Nobody approves their own words."""
    return "You wrote some of these words; another person must approve." if facts.approver in facts.authors else ""


def guard_safeguarding_role(facts: PublishFacts) -> str:
    """The approver holds the safeguarding role."""
    return "" if facts.approver_is_reviewer else "Only a reviewer for safeguarding may approve."


def guard_explainer(facts: PublishFacts) -> str:
    """Who explained the consent does not approve the story."""
    explained = any(consent.explained_by == facts.approver for consent in facts.consents)
    return "You explained the consent to her; another person must approve." if explained else ""


def guard_adult(facts: PublishFacts) -> str:
    """The maker is confirmed to be an adult."""
    return "" if facts.persona.adult_confirmed else "It is not confirmed that she is an adult."


def guard_child(facts: PublishFacts) -> str:
    """No child is in text or image; the question must be answered."""
    answers = (facts.shows_child, *(photo.child for photo in facts.photos))
    if None in answers:
        return "Answer the question: is a child in the text or in a picture?"
    return "A child is in the text or in a picture." if any(answers) else ""


def guard_photos(facts: PublishFacts) -> str:
    """Every photo was rebuilt from pixels, has a random name and no original, is answered for, described and read."""
    if facts.photos_missing:
        return "A photo of this version is gone. Save the story again."
    reasons = ((photo.number, what_is_missing(photo)) for photo in facts.photos)
    return run_on(
        sentence("Photo %(number)s: %(reason)s", number=number, reason=(reason,))
        for number, reason in reasons
        if reason
    )


def guard_lint(facts: PublishFacts) -> str:
    """The dignity and privacy lint passes."""
    if not facts.findings:
        return ""
    listed = tuple(
        sentence("%(rule)s “%(words)s”", rule=(finding.rule.value,), words=finding.words)
        for finding in facts.findings[:8]
    )
    return sentence("%(count)s found: %(list)s.", count=len(facts.findings), list=listed)


def guard_pseudonym(facts: PublishFacts) -> str:
    """The pseudonym differs from every real name in the vault."""
    return "" if facts.pseudonym_is_free else "The pseudonym is not free; choose another."


def guard_real_name(facts: PublishFacts) -> str:
    """Her real name does not stand in the words."""
    return "Her real name stands in the words." if facts.names_herself else ""


GUARDS: tuple[tuple[str, str, Callable[[PublishFacts], str]], ...] = (
    ("consent", "Live consent covers all that is shown here", guard_consent),
    ("maker_review", "She has reviewed exactly these words", guard_maker_review),
    ("language", "The review was in her language", guard_language),
    ("second_person", "The approver wrote none of it", guard_second_person),
    ("safeguarding_role", "The approver is a safeguarding reviewer", guard_safeguarding_role),
    ("explainer", "The approver did not explain the consent", guard_explainer),
    ("adult", "She is confirmed to be an adult", guard_adult),
    ("child", "No child is in text or picture", guard_child),
    ("photos", "Every photo is rebuilt, answered for, and its original is gone", guard_photos),
    ("lint", "The dignity and privacy check passes", guard_lint),
    ("pseudonym", "The pseudonym is nobody's real name", guard_pseudonym),
    ("real_name", "Her real name is not in the words", guard_real_name),
)


def check_guards(facts: PublishFacts) -> tuple[GuardResult, ...]:
    """Every guard and how it stands, in the order of the list."""
    results = ((name, title, guard(facts)) for name, title, guard in GUARDS)
    return tuple(GuardResult(name, title, not reason, reason) for name, title, reason in results)

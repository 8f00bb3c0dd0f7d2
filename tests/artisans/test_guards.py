"""Each guard to publish, alone."""

from dataclasses import replace
from datetime import date

import pytest

from artisans.guards import GUARDS, PublishFacts, ReviewFacts, check_guards
from artisans.lint import Finding, Rule
from artisans.showing import Consent, PersonaFacts, StoryFacts

CONSENT = Consent(
    scopes=frozenset({"text", "pseudonym"}),
    channels=frozenset({"product_page"}),
    granted_on=date(2026, 3, 1),
    expires_on=date(2027, 3, 1),
    withdrawn=False,
    language="km",
    explained_by=1,
)
FACTS = PublishFacts(
    consents=(CONSENT,),
    persona=PersonaFacts(state="", makers_in_state=0, adult_confirmed=True, withdrawn=False),
    story=StoryFacts(state="second_approval"),
    channel="product_page",
    day=date(2026, 11, 5),
    content_hash="h1",
    review=ReviewFacts(revision_hash="h1", language="km", accepted=True),
    authors=frozenset({1}),
    approver=2,
    approver_is_reviewer=True,
    shows_child=False,
    findings=(),
    pseudonym_is_free=True,
    names_herself=False,
)
PLACE = Finding(field="text", start=3, end=9, rule=Rule.PLACE, words="Malda")


def failing(facts: PublishFacts) -> dict[str, str]:
    return {result.guard: result.reason for result in check_guards(facts) if not result.holds}


def test_a_complete_story_passes_every_guard() -> None:
    assert failing(FACTS) == {}
    assert [result.guard for result in check_guards(FACTS)] == [name for name, _, _ in GUARDS]


@pytest.mark.parametrize(
    ("change", "guard", "reason"),
    [
        ({"consents": ()}, "consent", "No live consent for: pseudonym, text."),
        ({"day": date(2027, 3, 1)}, "consent", "No live consent for: pseudonym, text."),
        ({"channel": "press"}, "consent", "No live consent for: pseudonym, text."),
        ({"review": None}, "maker_review", "She has not reviewed the story yet."),
        ({"content_hash": "h2"}, "maker_review", "The words have changed since she reviewed them."),
        ({"review": ReviewFacts("h1", "km", accepted=False)}, "maker_review", "She did not accept it."),
        (
            {"authors": frozenset({1, 2})},
            "second_person",
            "You wrote some of these words; another person must approve.",
        ),
        ({"approver_is_reviewer": False}, "safeguarding_role", "Only a reviewer for safeguarding may approve."),
        (
            {"approver": 1, "authors": frozenset()},
            "explainer",
            "You explained the consent to her; another person must approve.",
        ),
        ({"shows_child": None}, "child", "Answer the question: is a child in the text or in a picture?"),
        ({"shows_child": True}, "child", "A child is in the text or in a picture."),
        ({"findings": (PLACE,)}, "lint", "1 found: place “Malda”."),
        ({"names_herself": True}, "real_name", "Her real name stands in the words."),
        ({"pseudonym_is_free": False}, "pseudonym", "The pseudonym is not free; choose another."),
    ],
)
def test_each_guard_fails_alone_with_its_own_reason(change: dict[str, object], guard: str, reason: str) -> None:
    found = failing(replace(FACTS, **change))  # type: ignore[arg-type]
    assert found[guard] == reason
    assert set(found) <= {guard, "language"}


def test_the_review_must_be_in_a_language_in_which_consent_was_explained() -> None:
    found = failing(replace(FACTS, review=ReviewFacts("h1", "en", accepted=True)))
    assert found == {"language": "The review was in 'en', but consent was explained in ['km']."}


def test_an_unconfirmed_adult_fails_alone() -> None:
    found = failing(replace(FACTS, persona=replace(FACTS.persona, adult_confirmed=False)))
    assert found == {"adult": "It is not confirmed that she is an adult."}


def test_a_withdrawn_persona_is_never_published() -> None:
    found = failing(replace(FACTS, persona=replace(FACTS.persona, withdrawn=True)))
    assert found == {"consent": "She has withdrawn."}

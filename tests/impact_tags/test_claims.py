"""A claim with a part missing or out of date is not shown; banned words never are."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from impact_tags.claims import (
    Claim,
    Document,
    EvidenceLink,
    Scope,
    Stage,
    TagBacking,
    Tier,
    find_banned_words,
    list_gaps,
    may_show_tag,
    render_claim,
    say_duration,
    say_weight,
    tag_ends_on,
)
from impact_tags.currencies import say_money
from impact_tags.methods import METHODS
from impact_tags.metrics import Basis, Metric
from impact_tags.reference import list_criteria
from impact_tags.wordings import find_wording

TODAY = date(2026, 11, 22)
CLAIM = Claim(
    metric=Metric.WORK_MINUTES,
    stage=Stage.CONFIRMED,
    scope=Scope.ORDER,
    subject="these items",
    value=807,
    currency="",
    method_id="paid-work",
    method_version=1,
    method_url="/impact/methods/paid-work/",
    period=(date(2026, 8, 3), date(2026, 9, 25)),
    computed_on=TODAY,
    evidence=(EvidenceLink("Work and pay record", "/impact/evidence/sheet-1.txt", "0" * 64),),
    tier=Tier.EVIDENCED,
    basis=Basis.MEASURED,
    approver="Lot reviewer",
    valid_until=date(2029, 10, 31),
)


def say(claim: Claim, today: date = TODAY) -> str | None:
    return render_claim(claim, find_wording(claim.metric, claim.stage), today=today)


def test_the_model_sentences() -> None:
    assert say(CLAIM) == "Making these items took 13 h 27 min of paid work."
    wage = replace(CLAIM, metric=Metric.WAGE, value=101_390, currency="INR")
    assert say(wage) == "Makers were paid INR 1,013.90 for it, before you ordered."


def test_before_sending_a_figure_reads_at_least() -> None:
    assert say(replace(CLAIM, stage=Stage.PAID)) == "Making these items took at least 13 h 27 min of paid work."


def test_an_uncertain_figure_reads_about_and_is_floored_to_five_minutes() -> None:
    assert (
        say(replace(CLAIM, uncertainty_percent=Fraction(3)))
        == "Making these items took about 13 h 25 min of paid work."
    )


def test_the_fund_is_set_aside() -> None:
    fund = replace(CLAIM, metric=Metric.TRAINING_FUND, value=754, currency="USD")
    assert say(fund) == "USD 7.54 of what you paid is set aside for training."
    assert say(replace(fund, stage=Stage.OFFERED)) == "USD 7.54 of the price is set aside for training."


@pytest.mark.parametrize(
    ("gap", "change"),
    [
        ("value", {"value": 0}),
        ("method", {"method_id": ""}),
        ("method", {"method_version": 0}),
        ("method", {"method_url": ""}),
        ("period", {"period": None}),
        ("computed", {"computed_on": None}),
        ("evidence", {"evidence": ()}),
        ("evidence", {"evidence": (EvidenceLink("Sheet", "/x", ""),)}),
        ("evidence", {"evidence": (*CLAIM.evidence, EvidenceLink("Certificate", "/x", "1" * 64, TODAY))}),
        ("third party", {"tier": Tier.VERIFIED}),
        ("basis", {"basis": None}),
        ("basis", {"basis": Basis.SAMPLED}),
        ("valid until", {"valid_until": date(2026, 11, 21)}),
        ("valid until", {"valid_until": None}),
        ("approver", {"approver": ""}),
    ],
)
def test_a_claim_with_a_gap_is_not_shown(gap: str, change: dict[str, object]) -> None:
    claim = replace(CLAIM, **change)  # type: ignore[arg-type]
    assert list_gaps(claim, find_wording(claim.metric, claim.stage), today=TODAY) == (gap,)
    assert say(claim) is None


def test_a_wording_that_is_no_longer_approved_is_not_shown() -> None:
    later = replace(CLAIM, valid_until=date(2031, 1, 1))
    assert say(later, date(2029, 10, 31)) is not None
    assert say(later, date(2029, 11, 1)) is None


def test_material_alone_has_no_approved_sentence() -> None:
    assert say(replace(CLAIM, metric=Metric.MATERIAL_GRAMS, value=420)) is None


@pytest.mark.parametrize(
    "text",
    [
        "She was rescued",
        "Lives saved",
        "women freed",
        "slavery-free cotton",
        "Slavery free",
        "guaranteed origin",
        "100% ethical",
        "a fair price",
        "this empowers women",
        "Fair trade",
    ],
)
def test_banned_words_are_found(text: str) -> None:
    assert find_banned_words(text)


def test_ordinary_words_are_not_banned() -> None:
    assert (
        find_banned_words("World Fair Trade Organization. A savoury airfare; freedom of association; free piece.") == ()
    )


def test_a_subject_with_a_banned_word_is_not_shown() -> None:
    assert say(replace(CLAIM, subject="these guaranteed items")) is None


def test_published_methods_and_criteria_use_no_banned_word() -> None:
    texts = [
        text
        for method in METHODS
        for text in (method.summary, method.formula, method.worked, method.data, method.limits)
    ]
    texts += [text for row in list_criteria() for text in (row.title, row.text)]
    assert find_banned_words("\n".join(texts)) == ()


def test_ten_nine_and_two_criteria() -> None:
    schemes = [row.scheme for row in list_criteria()]
    assert [schemes.count(name) for name in ("wfto", "sa8000", "eu-2024-3015", "uflpa")] == [10, 9, 1, 1]


CERTIFICATE = Document(is_certificate=True, has_number=True, is_public=True, expires_on=date(2026, 11, 22))
VERIFIED = TagBacking(Tier.VERIFIED, date(2026, 1, 1), None, "Sample Control Union", (CERTIFICATE,))


def test_an_expired_certificate_takes_its_tag_down_the_same_day() -> None:
    assert may_show_tag(VERIFIED, day=date(2026, 11, 21))
    assert not may_show_tag(VERIFIED, day=date(2026, 11, 22))


def test_a_verified_tag_needs_a_third_party_and_a_numbered_certificate() -> None:
    day = date(2026, 6, 1)
    assert may_show_tag(VERIFIED, day=day)
    assert not may_show_tag(replace(VERIFIED, third_party=""), day=day)
    assert not may_show_tag(replace(VERIFIED, documents=(replace(CERTIFICATE, has_number=False),)), day=day)
    assert not may_show_tag(replace(VERIFIED, documents=(replace(CERTIFICATE, is_certificate=False),)), day=day)
    assert not may_show_tag(replace(VERIFIED, documents=()), day=day)


def test_an_evidenced_tag_needs_a_public_document() -> None:
    paper = Document(is_certificate=False, has_number=False, is_public=True, expires_on=None)
    backing = TagBacking(Tier.EVIDENCED, date(2026, 1, 1), None, "", (paper,))
    assert may_show_tag(backing, day=TODAY)
    assert not may_show_tag(replace(backing, documents=(replace(paper, is_public=False),)), day=TODAY)


def test_a_declared_tag_holds_between_its_days_only() -> None:
    backing = TagBacking(Tier.DECLARED, date(2026, 9, 1), date(2026, 12, 1), "", ())
    days = (date(2026, 8, 31), date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 1))
    assert [may_show_tag(backing, day=day) for day in days] == [False, True, True, False]


def test_the_first_end_that_a_tag_rests_on_takes_it_down_and_a_declared_one_rests_on_no_document() -> None:
    assert tag_ends_on(VERIFIED) == date(2026, 11, 22)
    assert tag_ends_on(replace(VERIFIED, expires_on=date(2026, 9, 1))) == date(2026, 9, 1)
    assert tag_ends_on(replace(VERIFIED, expires_on=date(2027, 9, 1))) == date(2026, 11, 22)
    assert tag_ends_on(replace(VERIFIED, documents=())) is None
    declared = replace(VERIFIED, tier=Tier.DECLARED)
    assert tag_ends_on(declared) is None
    assert tag_ends_on(replace(declared, expires_on=date(2027, 9, 1))) == date(2027, 9, 1)


def test_amounts_in_words() -> None:
    assert [say_duration(minutes) for minutes in (0, 45, 60, 807, 60_000)] == [
        "0 min",
        "45 min",
        "1 h",
        "13 h 27 min",
        "1,000 h",
    ]
    assert [say_weight(grams) for grams in (420, 1000, 1680, 1_234_500)] == ["420 g", "1 kg", "1.68 kg", "1,234.5 kg"]
    assert [say_money(101_390, "INR"), say_money(5, "KHR"), say_money(500, "JPY")] == [
        "INR 1,013.90",
        "KHR 0.05",
        "JPY 500",
    ]

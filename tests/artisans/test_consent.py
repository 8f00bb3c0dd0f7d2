"""Consent records: what they must hold, and that they are never edited."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from artisans.actions import record_consent
from artisans.errors import ConsentFixed, ConsentRefused, NotAllowed
from artisans.models import ConsentRecord
from tests.artisans.conftest import EVIDENCE, Cast, MakeConsent, MakePersona


def test_consent_lasts_a_year_unless_told_otherwise(make_persona: MakePersona, make_consent: MakeConsent) -> None:
    record = make_consent(make_persona(), granted_at=datetime(2026, 1, 31, 12, tzinfo=UTC))
    assert record.expires_at == datetime(2027, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize("months", [0, 25, 36])
def test_consent_lasts_at_most_two_years(make_persona: MakePersona, make_consent: MakeConsent, months: int) -> None:
    with pytest.raises(ConsentRefused):
        make_consent(make_persona(), months=months)
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize(
    ("months", "end"),
    [(1, datetime(2026, 2, 28, 12, tzinfo=UTC)), (24, datetime(2028, 1, 31, 12, tzinfo=UTC))],
)
def test_a_month_is_the_least_and_two_years_are_the_most(
    make_persona: MakePersona, make_consent: MakeConsent, months: int, end: datetime
) -> None:
    granted = datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert make_consent(make_persona(), granted_at=granted, months=months).expires_at == end


def test_who_works_for_another_programme_records_none(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    with pytest.raises(NotAllowed):
        make_consent(make_persona(), explained_by=cast.stranger)
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize("missing", ["permanence_explained", "pay_independent", "may_withdraw"])
def test_all_three_confirmations_are_needed(cast: Cast, make_persona: MakePersona, missing: str) -> None:
    values = {"permanence_explained": True, "pay_independent": True, "may_withdraw": True, missing: False}
    with pytest.raises(ConsentRefused):
        record_consent(
            persona=make_persona(),
            scopes={"text"},
            channels={"product_page"},
            language="bn",
            explained_by=cast.coordinator,
            method="signed",
            evidence_sha256=EVIDENCE,
            **values,
        )
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"scopes": ()},
        {"scopes": ("text", "history")},
        {"channels": ()},
        {"channels": ("billboard",)},
        {"language": ""},
        {"granted_at": timezone.now() + timedelta(days=2)},
    ],
)
def test_a_consent_names_what_exists(
    make_persona: MakePersona, make_consent: MakeConsent, values: dict[str, tuple[str, ...]]
) -> None:
    with pytest.raises(ConsentRefused):
        make_consent(make_persona(), **values)


def test_a_record_is_never_edited(make_persona: MakePersona, make_consent: MakeConsent) -> None:
    record = make_consent(make_persona())
    record.expires_at += timedelta(days=30)
    with pytest.raises(ConsentFixed):
        record.save()
    with pytest.raises(ConsentFixed):
        ConsentRecord.objects.update(scopes=["text", "pseudonym", "face_photo"])
    with pytest.raises(ConsentFixed):
        ConsentRecord.objects.bulk_update([record], ["expires_at"])
    assert ConsentRecord.objects.get().scopes == ["pseudonym", "text"]


def test_withdrawal_is_written_once_and_never_taken_back(make_persona: MakePersona, make_consent: MakeConsent) -> None:
    make_consent(make_persona())
    first = timezone.now()
    assert ConsentRecord.objects.update(withdrawn_at=first) == 1
    assert ConsentRecord.objects.update(withdrawn_at=first + timedelta(days=1)) == 0
    assert ConsentRecord.objects.update(withdrawn_at=None) == 0
    assert ConsentRecord.objects.get().withdrawn_at == first


def test_the_database_too_refuses_a_consent_without_confirmations(
    make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    record = make_consent(make_persona())
    record.pk, record._state.adding, record.may_withdraw = None, True, False
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()

"""Adds documents, tags and claims."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256 as digest

from django.db import transaction

from impact_tags.claims import Tier, find_banned_words
from impact_tags.errors import BannedWording, EvidenceRefused
from impact_tags.models import Criterion, Evidence, Lot, Tag, TagClaim
from themes.sentences import mark, sentence

_HEX = frozenset("0123456789abcdef")
# What an independent third party issues; a verified claim rests on one of these.
_THIRD_PARTY_KINDS = (Evidence.Kind.CERTIFICATE, Evidence.Kind.AUDIT)


def refuse_banned_words(*texts: str) -> None:
    """Stops a text that no page may show.

    Raises:
        BannedWording: naming the words.
    """
    words = find_banned_words("\n".join(texts))
    if words:
        raise BannedWording(sentence("Please say it without %(words)s.", words=", ".join(sorted(set(words)))))


def add_evidence(
    *,
    code: str,
    title: str,
    kind: str,
    issuer: str,
    issued_on: date,
    number: str = "",
    expires_on: date | None = None,
    public_text: str = "",
    sha256: str = "",
    is_public: bool = True,
    is_sample: bool = False,
) -> Evidence:
    """Adds a document, or returns the one of that code unchanged: a document is never rewritten.

    Args:
        sha256: of the document, 64 hex digits; computed from `public_text` (UTF-8) when empty.

    Raises:
        EvidenceRefused: no checksum can be formed, it does not fit the public text, or the expiry precedes the issue.
        BannedWording: the title or public text uses a banned word.
    """
    refuse_banned_words(title, public_text)
    checksum = digest(public_text.encode()).hexdigest() if public_text else sha256.lower()
    if len(checksum) != 64 or not set(checksum) <= _HEX:
        raise EvidenceRefused(mark("A document needs its text, or its SHA-256 as 64 hex digits."))
    if public_text and sha256 and sha256.lower() != checksum:
        raise EvidenceRefused(mark("The SHA-256 does not fit the public text."))
    if expires_on is not None and expires_on <= issued_on:
        raise EvidenceRefused(mark("A document cannot expire before it is issued."))
    evidence, _ = Evidence.objects.get_or_create(
        code=code,
        defaults={
            "title": title,
            "kind": Evidence.Kind(kind).value,
            "issuer": issuer,
            "number": number,
            "sha256": checksum,
            "issued_on": issued_on,
            "expires_on": expires_on,
            "public_text": public_text,
            "is_public": is_public,
            "is_sample": is_sample,
        },
    )
    return evidence


def add_tag(*, slug: str, label: str, criterion: str, meaning: str, limits: str = "") -> Tag:
    """Adds a tag, or renews its texts.

    Raises:
        BannedWording: a text uses a banned word.
        EvidenceRefused: no such criterion.
    """
    refuse_banned_words(label, meaning, limits)
    found = Criterion.objects.filter(slug=criterion).first()
    if found is None:
        raise EvidenceRefused(sentence("There is no criterion %(code)s.", code=criterion))
    tag, _ = Tag.objects.update_or_create(
        slug=slug, defaults={"label": label, "criterion": found, "meaning": meaning, "limits": limits}
    )
    return tag


@transaction.atomic
def claim_tag(
    *,
    tag_slug: str,
    lot_code: str,
    tier: str,
    statement: str,
    declared_by: str,
    valid_from: date,
    evidence_codes: Sequence[str] = (),
    third_party: str = "",
    expires_on: date | None = None,
) -> TagClaim:
    """Says that a lot carries a tag, or renews that claim.

    Raises:
        EvidenceRefused: the tier lacks what it rests on, or something named does not exist.
        BannedWording: the statement uses a banned word.
    """
    refuse_banned_words(statement)
    tag = Tag.objects.filter(slug=tag_slug).first()
    lot = Lot.objects.filter(code=lot_code).first()
    evidence = list(Evidence.objects.filter(code__in=evidence_codes))
    if tag is None or lot is None or len(evidence) != len(set(evidence_codes)):
        raise EvidenceRefused(mark("The tag, the lot or one of the documents does not exist."))
    _check_tier(Tier(tier), evidence, third_party)
    claim, _ = TagClaim.objects.update_or_create(
        tag=tag,
        lot=lot,
        defaults={
            "tier": tier,
            "statement": statement,
            "declared_by": declared_by,
            "third_party": third_party,
            "valid_from": valid_from,
            "expires_on": expires_on,
        },
    )
    claim.evidence.set(evidence)
    return claim


def _check_tier(tier: Tier, evidence: Sequence[Evidence], third_party: str) -> None:
    if tier is Tier.DECLARED:
        return
    if not any(document.is_public for document in evidence):
        raise EvidenceRefused(mark("An evidenced claim needs a public document."))
    if tier is Tier.VERIFIED:
        issued = [row for row in evidence if row.kind in _THIRD_PARTY_KINDS and row.number and row.is_public]
        if not third_party or not issued:
            raise EvidenceRefused(
                mark("A verified claim needs a named third party and its certificate or audit number.")
            )

"""Whether the sample shop stands; a shop in production mode has none and needs none."""

from django.conf import settings

from people.models import AuditEntry

SAMPLE_RECORD = "sample-shop"


def is_sample_loaded() -> bool:
    """Whether a load came to its end; the audit trail keeps the day. One query."""
    return AuditEntry.objects.filter(record=SAMPLE_RECORD, action="load_sample_shop").exists()


def check_sample_shop() -> str:
    """Empty when the sample shop has been loaded to its end, or is not wanted; else what is missing. One query."""
    if settings.PRODUCTION or not settings.EMBEDDED_ENGINE or is_sample_loaded():
        return ""
    return "the sample shop is not loaded yet"

"""A circuit breaker for the line to Saleor: after three failures in a row nobody waits for it for a while.

Its state is one row, so that all processes rest together and staff can see it. While it rests every call is refused at
once; then one call of one process tries, and only its answer opens the line for all.
"""

import logging
import time
from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from saleor_api.errors import SaleorUnreachable
from saleor_api.models import Line

FAILURES_IN_A_ROW = 3
REST = timedelta(seconds=10)
_KEPT_SECONDS = 1.0
logger = logging.getLogger(__name__)


def read_line(api_url: str) -> Line:
    """How the line stands, for staff. One query."""
    return Line.objects.filter(api_url=api_url).first() or Line(api_url=api_url)


class Breaker:
    """Watches the line to one API address. A quiet line costs one query a second, a failing one a write a call."""

    def __init__(self, api_url: str) -> None:
        self._api_url = api_url
        self._seen: tuple[float, Line] | None = None

    def admit(self) -> None:
        """Lets a call through, or not.

        Raises:
            SaleorUnreachable: the line rests; `retry_helps` later.
        """
        line = self._read()
        if line.rests_until is None:
            return
        now = timezone.now()
        # One caller wins the update and tries; the others go on resting.
        probing = now >= line.rests_until and bool(
            self._rows(rests_until=line.rests_until).update(rests_until=now + REST)
        )
        self._seen = None
        if not probing:
            raise SaleorUnreachable(f"the line rests after {line.failures} failures: {line.trouble}")

    def note_answer(self) -> None:
        """Saleor answered: the line is open for all."""
        line = self._read()
        if line.failures or line.rests_until:
            self._rows().update(failures=0, rests_until=None, answered_at=timezone.now())
            self._seen = None
            logger.warning("Saleor answers again after %d failures", line.failures)

    def note_failure(self, trouble: str) -> None:
        """Saleor did not answer; from the third time in a row on, the line rests."""
        now = timezone.now()
        Line.objects.get_or_create(api_url=self._api_url)
        self._rows().update(failures=F("failures") + 1, trouble=trouble[:300], failed_at=now)
        if self._rows(failures__gte=FAILURES_IN_A_ROW).update(rests_until=now + REST):
            logger.warning("the line to Saleor rests for %d s: %s", REST.seconds, trouble)
        self._seen = None

    def _read(self) -> Line:
        now = time.monotonic()
        if self._seen is None or now - self._seen[0] > _KEPT_SECONDS:
            self._seen = (now, read_line(self._api_url))
        return self._seen[1]

    def _rows(self, **conditions: object) -> QuerySet[Line]:
        return Line.objects.filter(api_url=self._api_url, **conditions)

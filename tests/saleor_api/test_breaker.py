"""After three failures in a row nobody waits for Saleor; one call tries; an answer opens the line for all processes."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saleor_api.breaker import REST, Breaker, read_line
from saleor_api.errors import SaleorError, SaleorUnreachable
from saleor_api.models import Line
from saleor_api.over_http import HttpTransport, Limits
from tests.saleor_api.loopback import OK, Answer, Saleor, run_saleor, say, sleep

pytestmark = pytest.mark.django_db
CRASH = say(b"no", 500)
QUICK = Limits(connect=0.5, read=0.1, write=0.1)


@pytest.fixture
def saleor() -> Iterator[Saleor]:
    with run_saleor() as saleor:
        yield saleor


def process(saleor: Saleor) -> HttpTransport:
    """The transport of one more process."""
    return HttpTransport(saleor.url, breaker=Breaker(saleor.url), limits=QUICK)


def fail(saleor: Saleor, times: int, answer: Answer = CRASH) -> None:
    """Calls that are answered so."""
    transport = process(saleor)
    saleor.usual = answer
    for _ in range(times):
        with suppress(SaleorError):
            transport.send(b"{}", {})
    saleor.usual = OK


@pytest.mark.parametrize(
    "answer",
    [CRASH, say(b"<html>Bad gateway</html>", 502), say(b"<html>Hello</html>"), say(b""), sleep(0.5)],
    ids=["crash", "proxy", "rubbish", "nothing", "slow"],
)
def test_the_third_failure_in_a_row_lets_the_line_rest(saleor: Saleor, answer: Answer) -> None:
    fail(saleor, 2, answer)
    assert process(saleor).send(b"{}", {})[0] == 200
    fail(saleor, 3, answer)
    before = len(saleor.asked)
    with pytest.raises(SaleorUnreachable, match="rests after 3 failures"):
        process(saleor).send(b"{}", {})
    assert len(saleor.asked) == before


def test_a_refusal_is_an_answer(saleor: Saleor) -> None:
    fail(saleor, 5, say(b'{"errors": [{"message": "no"}]}', 400))
    assert read_line(saleor.url).failures == 0


def test_an_answer_in_between_starts_the_count_anew(saleor: Saleor) -> None:
    fail(saleor, 2)
    process(saleor).send(b"{}", {})
    fail(saleor, 2)
    assert read_line(saleor.url).rests_until is None


def test_after_the_rest_one_call_tries_and_its_answer_opens_the_line(saleor: Saleor) -> None:
    fail(saleor, 3)
    with time_machine.travel(timezone.now() + REST + timedelta(seconds=1), tick=False):
        first, second = Breaker(saleor.url), Breaker(saleor.url)
        first.admit()
        with pytest.raises(SaleorUnreachable):
            second.admit()
        first.note_answer()
        Breaker(saleor.url).admit()
    line = read_line(saleor.url)
    assert (line.failures, line.rests_until) == (0, None)


def test_a_failed_try_lets_the_line_rest_again(saleor: Saleor) -> None:
    fail(saleor, 3)
    later = timezone.now() + REST + timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        fail(saleor, 1)
        with pytest.raises(SaleorUnreachable):
            Breaker(saleor.url).admit()
    with time_machine.travel(later + REST, tick=False):
        Breaker(saleor.url).admit()


def test_a_quiet_line_writes_nothing_and_asks_once_a_second(saleor: Saleor, django_assert_num_queries: object) -> None:
    transport = process(saleor)
    with django_assert_num_queries(1):  # type: ignore[operator]
        for _ in range(5):
            transport.send(b"{}", {})
    assert not Line.objects.exists()


def test_each_saleor_has_a_line_of_its_own(saleor: Saleor) -> None:
    fail(saleor, 3)
    Breaker("https://other.example/graphql/").admit()

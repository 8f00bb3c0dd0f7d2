"""Over the network: time limits that hold, one more try for reads only, pictures from one host, a thread to spare."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from saleor_api.errors import AnswerTooLarge, MediaRefused, SaleorTimeout, SaleorUnreachable
from saleor_api.over_http import MOST_AT_ONCE, HttpTransport, Limits
from tests.saleor_api.loopback import Saleor, drip, run_saleor, say, sleep

SHORT = Limits(connect=0.5, read=0.2, write=0.4, media=0.4, answer_bytes=1000, media_bytes=2000)


@pytest.fixture
def saleor() -> Iterator[Saleor]:
    with run_saleor() as saleor:
        yield saleor


@pytest.fixture
def transport(saleor: Saleor) -> HttpTransport:
    return HttpTransport(saleor.url, limits=SHORT)


def test_a_slow_read_is_given_up_after_two_tries(saleor: Saleor, transport: HttpTransport) -> None:
    saleor.usual = sleep(2)
    begun = time.monotonic()
    with pytest.raises(SaleorTimeout):
        transport.send(b"{}", {}, read_only=True)
    assert 0.4 <= time.monotonic() - begun < 1.9
    assert len(saleor.asked) == 2


def test_a_slow_write_is_given_up_after_one(saleor: Saleor, transport: HttpTransport) -> None:
    saleor.usual = sleep(2)
    begun = time.monotonic()
    with pytest.raises(SaleorTimeout):
        transport.send(b"{}", {})
    assert 0.4 <= time.monotonic() - begun < 1.9
    assert len(saleor.asked) == 1


def test_an_answer_that_drips_is_given_up_in_the_same_time(saleor: Saleor, transport: HttpTransport) -> None:
    saleor.usual = drip(3, 300)
    begun = time.monotonic()
    with pytest.raises(SaleorTimeout):
        transport.send(b"{}", {})
    assert time.monotonic() - begun < 1.9


def test_a_read_outlives_one_crash_and_one_slow_answer(saleor: Saleor, transport: HttpTransport) -> None:
    for trouble in (say(b"Internal Server Error", 500), sleep(0.5)):
        saleor.answers = [trouble]
        assert transport.send(b"{}", {}, read_only=True) == (200, b'{"data": {}}')
    assert len(saleor.asked) == 4


def test_a_write_is_not_repeated_after_a_crash(saleor: Saleor, transport: HttpTransport) -> None:
    saleor.answers = [say(b"Internal Server Error", 500)]
    assert transport.send(b"{}", {}) == (500, b"Internal Server Error")
    assert len(saleor.asked) == 1


def test_where_nobody_listens_there_is_no_connection() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(SaleorUnreachable):
        HttpTransport(f"http://127.0.0.1:{port}/graphql/", limits=SHORT).send(b"{}", {}, read_only=True)


def test_an_endless_answer_is_not_read_to_its_end(saleor: Saleor, transport: HttpTransport) -> None:
    saleor.usual = say(b"x" * 1001)
    with pytest.raises(AnswerTooLarge):
        transport.send(b"{}", {}, read_only=True)


def test_a_picture_comes_from_saleors_host(saleor: Saleor, transport: HttpTransport) -> None:
    saleor.usual = say(b"pixels")
    assert transport.fetch_media(f"http://127.0.0.1:{saleor.port}/media/a.png") == b"pixels"
    assert saleor.asked == ["/media/a.png"]


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/media/a.png",
        "file:///etc/passwd",
        "ftp://127.0.0.1/a.png",
        "//127.0.0.1/a.png",
        "",
    ],
)
def test_no_other_host_is_asked_for_a_picture(url: str, saleor: Saleor, transport: HttpTransport) -> None:
    with pytest.raises(MediaRefused, match="SALEOR_MEDIA_HOSTS"):
        transport.fetch_media(url)
    assert saleor.asked == []


def test_a_host_for_pictures_can_be_named(saleor: Saleor) -> None:
    saleor.usual = say(b"pixels")
    transport = HttpTransport("http://saleor.example/graphql/", media_hosts=(f"127.0.0.1:{saleor.port}",))
    assert transport.fetch_media(f"http://127.0.0.1:{saleor.port}/a.png") == b"pixels"


def test_beside_an_encrypted_saleor_no_picture_comes_in_the_open(saleor: Saleor) -> None:
    transport = HttpTransport("https://saleor.example/graphql/", media_hosts=(f"127.0.0.1:{saleor.port}",))
    with pytest.raises(MediaRefused):
        transport.fetch_media(f"http://127.0.0.1:{saleor.port}/a.png")
    assert saleor.asked == []


def test_a_picture_behind_a_redirect_is_refused(saleor: Saleor, transport: HttpTransport) -> None:
    saleor.usual = say(b"", 302, location="http://127.0.0.1:1/secret")
    with pytest.raises(MediaRefused, match="302"):
        transport.fetch_media(f"http://127.0.0.1:{saleor.port}/a.png")
    assert saleor.asked == ["/a.png"]


def test_a_picture_may_be_neither_too_large_nor_too_slow(saleor: Saleor, transport: HttpTransport) -> None:
    saleor.answers = [say(b"x" * 2001), drip(3, 300)]
    with pytest.raises(AnswerTooLarge):
        transport.fetch_media(f"http://127.0.0.1:{saleor.port}/a.png")
    with pytest.raises(SaleorTimeout):
        transport.fetch_media(f"http://127.0.0.1:{saleor.port}/a.png")


def test_one_thread_of_a_process_never_waits_for_saleor(saleor: Saleor) -> None:
    """Four threads serve the shop: the fourth is for pages, and for what Saleor asks our doors meanwhile."""
    transport = HttpTransport(saleor.url, limits=Limits(read=0.3, write=3))
    saleor.usual = sleep(2)
    waiting = [threading.Thread(target=transport.send, args=(b"{}", {})) for _ in range(MOST_AT_ONCE)]
    for thread in waiting:
        thread.start()
    while len(saleor.asked) < MOST_AT_ONCE:
        time.sleep(0.01)
    begun = time.monotonic()
    with pytest.raises(SaleorTimeout, match="busy"):
        transport.send(b"{}", {})
    assert time.monotonic() - begun < 1.5
    saleor.usual = say(b"keys")
    assert transport.fetch_key_set() == b"keys"
    for thread in waiting:
        thread.join()
    saleor.usual = say(b'{"data": {}}')
    assert transport.send(b"{}", {})[0] == 200

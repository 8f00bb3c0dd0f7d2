"""What is remembered for a second."""

from collections.abc import Iterator

from engine.memory import forget, remember


def test_a_value_is_read_once_until_it_is_forgotten() -> None:
    numbers: Iterator[int] = iter((1, 2))
    assert [remember("key", lambda: next(numbers)) for _ in range(3)] == [1, 1, 1]
    forget()
    assert remember("key", lambda: next(numbers)) == 2


def test_nothing_is_kept_beyond_its_time() -> None:
    numbers: Iterator[int] = iter((1, 2))
    assert [remember("key", lambda: next(numbers), seconds=0) for _ in range(2)] == [1, 2]


def test_what_was_read_while_all_was_forgotten_is_not_kept() -> None:
    def read_and_lose() -> str:
        forget()
        return "old"

    assert remember("key", read_and_lose) == "old"
    assert remember("key", lambda: "new") == "new"


def test_strangers_cannot_fill_the_memory() -> None:
    reads = [remember(("key", number), lambda: 1) for number in range(3000)]
    assert sum(reads) == 3000
    assert remember(("key", 0), lambda: 2) == 2

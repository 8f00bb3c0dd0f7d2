"""The steps of a list that has several pages: first, last, and those around the current one."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One page number; without an address it stands for the pages left out."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """What `includes/pager.html` shows; empty addresses where there is no page."""

    pages: int
    previous_url: str
    next_url: str
    steps: tuple[Step, ...]


def build_pager(*, page: int, pages: int, url_of: Callable[[int], str]) -> Pager:
    """The pager of page `page` of `pages`, counted from 1; `url_of` gives the address of a page."""
    shown = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    steps: list[Step] = []
    for number in shown:
        if steps and number - steps[-1].number > 1:
            steps.append(Step(0, "", current=False))
        steps.append(Step(number, url_of(number), current=number == page))
    return Pager(
        pages=pages,
        previous_url=url_of(page - 1) if page > 1 else "",
        next_url=url_of(page + 1) if page < pages else "",
        steps=tuple(steps),
    )

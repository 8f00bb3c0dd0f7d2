"""What the terminal shows while the sample shop is made: one line per step, a bar where a step has many parts."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Part = TypeVar("Part")
Say = Callable[[str], None]


class Reporter:
    """Names steps as they begin, with their seconds as they end; quiet at verbosity 0."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._console = Console(file=sys.stdout, highlight=False)
        self._begun = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the report began."""
        return time.monotonic() - self._begun

    def say(self, line: str) -> None:
        """One line."""
        if not self._quiet:
            self._console.print(line, markup=False)

    def step(self, title: str, work: Callable[[], str]) -> None:
        """Run one step; what it returns is printed behind its title."""
        begun = time.monotonic()
        result = work()
        self.say(f"  {title}: {result} ({time.monotonic() - begun:.1f} s)")

    def bar(self, title: str, parts: Sequence[Part] | Iterable[Part], total: int) -> Iterator[Part]:
        """Walk through `parts` behind a bar; where nobody watches, one line in the middle and at the end."""
        if self._quiet:
            yield from parts
            return
        columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._console, transient=False, refresh_per_second=4) as progress:
            task = progress.add_task(title, total=total)
            for part in parts:
                yield part
                progress.advance(task)

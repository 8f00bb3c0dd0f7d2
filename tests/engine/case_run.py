"""What every run of recorded cases has in common: it learns what stands for texts, and goes on after a failure."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from tests.engine.case_compare import Comparison


class Run(ABC):
    """The engine while recorded cases are played on it; tokens are those of the recorded roles."""

    def __init__(self, cases: dict[str, dict[str, Any]]) -> None:
        self.cases, self.comparison = cases, Comparison()
        self.tokens = {"anonymous": ""}

    @abstractmethod
    def ask(self, query: str, variables: dict[str, Any], auth: str = "anonymous") -> tuple[int, Any]:
        """One request as one of the recorded roles, with our ids."""

    @abstractmethod
    def play(self, number: str) -> list[str]:
        """Run a recorded case and give the differences."""

    def learn(self, recorded: str, own: str) -> None:
        """This recorded text is that one here."""
        self.comparison.ours[recorded] = own

    def do(self, query: str, variables: dict[str, Any], auth: str = "anonymous") -> Any:
        """Something between the cases that must work; its data."""
        status, answer = self.ask(query, variables, auth)
        assert status == 200, answer
        assert "errors" not in answer, answer
        root = next(iter(answer["data"].values()))
        assert not (root or {}).get("errors"), root
        return root


Player = TypeVar("Player", bound=Run)


def play_all(
    run: Player, numbers: Iterable[str], bridges: Mapping[str, Callable[[Player], Any]]
) -> dict[str, list[str]]:
    """Cases and bridges, once in their order: the differences by case, and the bridges that did not hold."""
    found: dict[str, list[str]] = {}
    for number in sorted({*numbers, *bridges}):
        try:
            if number in bridges:
                bridges[number](run)
            else:
                found[number] = run.play(number)
        except Exception as error:
            found[number] = [f"{type(error).__name__}: {error}"]
    return found

"""The recorded cases 202 to 274 and 351 to 495, executed on the engine: `order_cases` and `stock_cases` tell them."""

from typing import Any

import pytest

from tests.engine import order_cases, stock_cases
from tests.engine.case_story import Told, tell
from tests.engine.cases_not_applicable import CUT_SHORT

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
STORIES = {"orders": order_cases, "stocks": stock_cases}
CASES = [(name, number) for name, story in STORIES.items() for number in story.NUMBERS]


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> dict[str, Told]:
    """All cases of each story, run once in their order."""
    with django_db_blocker.unblock():
        return {name: tell(story.NUMBERS, story.BRIDGES) for name, story in STORIES.items()}


@pytest.mark.parametrize(("name", "number"), CASES)
def test_recorded_case_gets_the_recorded_answer(told: dict[str, Told], name: str, number: str) -> None:
    assert not told[name][0][number], "\n".join(told[name][0][number])


@pytest.mark.parametrize("name", STORIES)
def test_every_bridge_between_the_cases_holds(told: dict[str, Told], name: str) -> None:
    assert {number: found for number, found in told[name][0].items() if number in STORIES[name].BRIDGES} == {}


@pytest.mark.parametrize("name", STORIES)
def test_only_these_fields_were_cut(told: dict[str, Told], name: str) -> None:
    cut = {field for fields in told[name][1].cut.values() for field in fields}
    assert cut - CUT_SHORT == set()

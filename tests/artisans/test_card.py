"""A maker withdraws by herself, with the code on her card."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from artisans import actions
from artisans.errors import NotAllowed
from artisans.models import Story
from artisans.withdraw import MOST_WRONG_CODES
from people.models import AuditEntry
from tests.artisans.conftest import Cast, MakeStory


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def test_the_code_takes_everything_back_without_a_sign_in(cast: Cast, published: MakeStory) -> None:
    story = published()
    code = actions.make_card(story.persona, by=cast.coordinator)
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", code)
    client = Client()
    answer = client.post("/withdraw/", {"code": code})
    assert answer.status_code == 200
    assert "It is gone" in answer.content.decode() and "Brindle" not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(f"/artisans/{story.persona.public_id}/").status_code == 410
    assert AuditEntry.objects.filter(action="withdraw_persona", person=None, note="card").count() == 1


@pytest.mark.parametrize("typed", ["{a}{b}{c}", "{a}-{b}-{c}", " {a} {b} {c} ", "No. {a} {b} {c}"])
def test_the_code_may_be_typed_as_it_comes(cast: Cast, published: MakeStory, typed: str) -> None:
    story = published()
    a, b, c = actions.make_card(story.persona, by=cast.coordinator).split()
    Client().post("/withdraw/", {"code": typed.format(a=a, b=b, c=c)})
    assert Story.objects.get().state == "withdrawn"


@pytest.mark.parametrize("code", ["", "1234", "0000 0000 0000", "no code", "1" * 41])
def test_a_wrong_code_takes_nothing_back(published: MakeStory, code: str) -> None:
    published()
    answer = Client().post("/withdraw/", {"code": code})
    assert answer.status_code == 400
    sentences = ("not the code of a card", "at most 40 characters", "Type the 12 digits")
    assert any(sentence in answer.content.decode() for sentence in sentences)
    assert Story.objects.get().state == "published"


def test_a_story_without_a_card_is_not_taken_back_by_an_empty_code(published: MakeStory) -> None:
    published()
    assert actions.withdraw_by_card("") is False
    assert Story.objects.get().state == "published"


def test_a_new_card_ends_the_old_one(cast: Cast, published: MakeStory) -> None:
    story = published()
    old = actions.make_card(story.persona, by=cast.coordinator)
    new = actions.make_card(story.persona, by=cast.coordinator)
    assert actions.withdraw_by_card(old) is False
    assert actions.withdraw_by_card(new) is True


def test_guessing_is_stopped(cast: Cast, published: MakeStory) -> None:
    code = actions.make_card(published().persona, by=cast.coordinator)
    client = Client()
    for _ in range(MOST_WRONG_CODES):
        assert client.post("/withdraw/", {"code": "0000 0000 0000"}).status_code == 400
    answer = client.post("/withdraw/", {"code": code})
    assert answer.status_code == 429
    assert "Try again in an hour" in answer.content.decode()
    assert Story.objects.get().state == "published"


def test_a_card_survives_a_new_vault_key(cast: Cast, published: MakeStory, settings: Settings) -> None:
    story = published()
    settings.VAULT_KEYS = ["old key"]
    code = actions.make_card(story.persona, by=cast.coordinator)
    settings.VAULT_KEYS = ["new key", "old key"]
    assert actions.withdraw_by_card(code) is True


def test_no_row_holds_the_code(cast: Cast, published: MakeStory) -> None:
    code = actions.make_card(published().persona, by=cast.coordinator)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            rows = repr(cursor.fetchall())
            assert code not in rows and code.replace(" ", "") not in rows


def test_only_her_programme_makes_a_card(cast: Cast, published: MakeStory) -> None:
    with pytest.raises(NotAllowed):
        actions.make_card(published().persona, by=cast.stranger)

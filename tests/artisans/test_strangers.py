"""A coordinator of another programme does nothing here: every use-case that asks for the desk is tried, by name."""

import ast
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps

from artisans import actions
from artisans.actions import imports, links, photos, uploads
from artisans.errors import NotAllowed
from artisans.models import ImportList, Photo, Story
from people.models import Person
from tests.artisans.conftest import EVIDENCE, TEXT, TITLE, Cast, MakePersona, answer
from tests.artisans.photo_desk import ALT, ANSWERS, mark, send
from tests.artisans.photo_files import draw, encode
from tests.artisans.test_bulk import GOOD, a_list

Try = Callable[[Story, Photo, Person], object]

TRIES: dict[str, Try] = {
    "record_consent": lambda story, _, by: actions.record_consent(
        persona=story.persona,
        scopes={"text"},
        channels={"product_page"},
        language="bn",
        explained_by=by,
        method="signed",
        evidence_sha256=EVIDENCE,
        permanence_explained=True,
        pay_independent=True,
        may_withdraw=True,
    ),
    "create_draft": lambda story, _, by: actions.create_draft(
        persona=story.persona, title="t", text="x", author=by, shows_child=False
    ),
    "revise_story": lambda story, _, by: actions.revise_story(story, title="t", text="x", author=by, shows_child=False),
    "submit_story": lambda story, _, by: actions.submit_story(story, by=by),
    "record_maker_review": lambda story, _, by: answer(story, by),
    "ask_override": lambda story, _, by: actions.ask_override(story, rule="age", words="x", reason="why", by=by),
    "withdraw_persona": lambda story, _, by: actions.withdraw_persona(story.persona, by=by, via="studio"),
    "keep_off": lambda story, _, by: links.keep_off(story, "P1", by=by),
    "let_on": lambda story, _, by: links.let_on(story, "P1", by=by),
    "add_maker": lambda story, _, by: actions.add_maker(
        programme=story.persona.maker.programme,
        real_name="Quirrel Zed",
        contact="",
        craft="kantha",
        adult_confirmed=True,
        by=by,
    ),
    "confirm_adult": lambda story, _, by: actions.confirm_adult(story.persona.maker, confirmed=False, by=by),
    "create_persona": lambda story, _, by: actions.create_persona(maker=story.persona.maker, pseudonym="Wren", by=by),
    "remove_maker": lambda story, _, by: actions.remove_maker(story.persona.maker, by=by),
    "make_card": lambda story, _, by: actions.make_card(story.persona, by=by),
    "receive_photo": lambda story, _, by: photos.receive_photo(
        story=story, key=uuid.uuid4(), kind="hands", data=encode(draw(seed=1), "jpeg"), by=by
    ),
    "mark_photo": lambda _, photo, by: photos.mark_photo(
        photo, by=by, kind="hands", alt=ALT, answers=ANSWERS, crop=[], blurs=[[0, 0, 100, 100]]
    ),
    "accept_photo": lambda _, photo, by: photos.accept_photo(photo, by=by, edition=photo.edition),
    "remove_photo": lambda _, photo, by: photos.remove_photo(photo, by=by),
    "begin_upload": lambda story, _, by: uploads.begin_upload(
        story=story, key=uuid.uuid4(), kind="hands", length=1000, by=by
    ),
    "look_through": lambda story, _, by: imports.look_through(
        programme=story.persona.maker.programme, by=by, sheet=a_list(GOOD)
    ),
    "bring_in": lambda _story, _photo, by: imports.bring_in(ImportList.objects.get(), by=by),
}


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows of makers, consents, stories and photos."""
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("artisans").get_models()
    }


@pytest.fixture
def story(cast: Cast, make_persona: MakePersona) -> Story:
    return actions.create_draft(
        persona=make_persona(), title=TITLE, text=TEXT, author=cast.coordinator, shows_child=False
    )


@pytest.fixture
def photo(cast: Cast, story: Story) -> Photo:
    imports.look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(GOOD))
    return mark(send(story, cast.coordinator), cast.coordinator)


@pytest.mark.parametrize("name", TRIES)
def test_another_programmes_coordinator_is_refused_and_nothing_changes(
    cast: Cast, story: Story, photo: Photo, name: str
) -> None:
    before = everything()
    with pytest.raises(NotAllowed):
        TRIES[name](story, photo, cast.stranger)
    assert everything() == before


def test_every_use_case_that_asks_for_the_desk_is_tried() -> None:
    asking = set()
    for path in Path(actions.__file__).parent.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and "require_desk(" in ast.unparse(node):
                asking.add(node.name)
    assert asking - {"require_desk"} == set(TRIES)

"""The way out: one tap in every list of the studio, and a card whose code is in no log."""

import re

import pytest
from django.test import Client

from artisans import actions
from artisans.cards import draw_card
from artisans.chores import purge_withdrawn
from artisans.models import Maker, Persona, Story
from people.models import AuditEntry
from tests.artisans.conftest import Cast, MakePersona, MakeStory
from tests.artisans.test_studio import signed_in, text_of


def forms(page: str, action: str) -> int:
    return len(re.findall(rf'<form method="post"\s+action="{re.escape(action)}"', page))


def test_every_list_and_page_has_the_one_tap(cast: Cast, published: MakeStory) -> None:
    story = published()
    public_id = story.persona.public_id
    client = signed_in(cast.coordinator)
    for page in ("/studio/", f"/studio/stories/{story.key}/"):
        assert forms(client.get(page).content.decode(), f"/studio/stories/{story.key}/withdraw/") == 1
    for page in ("/studio/makers/", f"/studio/makers/{public_id}/"):
        assert forms(client.get(page).content.decode(), f"/studio/makers/{public_id}/withdraw/") == 1


@pytest.mark.django_db(transaction=True, databases=["default", "engine"])
def test_a_second_tap_does_nothing_more_even_after_the_purge(
    cast: Cast, published: MakeStory, empty_index: None
) -> None:
    story = published()
    client, public_id = signed_in(cast.coordinator), story.persona.public_id
    for address in (f"/studio/stories/{story.key}/withdraw/", f"/studio/makers/{public_id}/withdraw/"):
        answer = client.post(address, follow=True)
        assert "Withdrawn. No page shows her any more." in answer.content.decode()
        assert client.post(address).status_code == 302
    purge_withdrawn()
    assert not Persona.objects.exists()
    assert (
        "no such story any more" in client.post(f"/studio/stories/{story.key}/withdraw/", follow=True).content.decode()
    )
    assert client.post(f"/studio/makers/{public_id}/withdraw/").status_code == 302
    assert signed_in(cast.coordinator).post("/studio/makers/0123456789abcdef/withdraw/").status_code == 404


def test_another_programme_cannot_tap(cast: Cast, published: MakeStory) -> None:
    story = published()
    client = signed_in(cast.stranger)
    assert client.post(f"/studio/stories/{story.key}/withdraw/").status_code == 404
    assert client.post(f"/studio/makers/{story.persona.public_id}/withdraw/").status_code == 404
    assert Story.objects.get().state == "published"


def test_the_cards_picture_holds_the_code_behind_the_hash(cast: Cast, make_persona: MakePersona) -> None:
    persona = make_persona()
    page = signed_in(cast.coordinator).post(f"/studio/makers/{persona.public_id}/card/").content.decode()
    code = re.search(r"\d{4} \d{4} \d{4}", page)
    assert code is not None and 'src="data:image/svg+xml' in page
    card = draw_card(code.group(), address="http://127.0.0.1:8000/withdraw/")
    assert card.picture.replace("&#x27;", "'") in page.replace("&#x27;", "'")
    assert "?" not in card.address
    assert code.group() not in text_of(signed_in(cast.coordinator), f"/studio/makers/{persona.public_id}/")


def test_the_picture_holds_the_fragment_and_no_query() -> None:
    import segno

    card = draw_card("1234 5678 9012", address="https://shop.example/withdraw/")
    same = segno.make("https://shop.example/withdraw/#123456789012", error="m", micro=False)
    other = segno.make("https://shop.example/withdraw/?code=123456789012", error="m", micro=False)
    assert card.picture == same.svg_data_uri(border=2, omitsize=True)
    assert card.picture != other.svg_data_uri(border=2, omitsize=True)


def test_a_code_in_the_address_is_not_looked_at(client: Client, published: MakeStory, cast: Cast) -> None:
    story = published()
    code = actions.make_card(story.persona, by=cast.coordinator)
    answer = client.get("/withdraw/", {"code": code})
    assert answer.status_code == 200 and code not in answer.content.decode()
    assert Story.objects.get().state == "published"


def test_a_used_code_is_answered_kindly(client: Client, published: MakeStory, cast: Cast) -> None:
    answer = client.post("/withdraw/", {"code": "0000 0000 0000"})
    assert "If you have used it before, everything of yours is gone already." in answer.content.decode()


def test_a_maker_who_is_only_in_the_vault_can_leave_it_or_be_named_anew(
    cast: Cast, make_maker: Maker, published: MakeStory
) -> None:
    maker = make_maker("Zorblat Quenness")  # type: ignore[operator]
    client = signed_in(cast.coordinator)
    page = text_of(client, "/studio/vault/")
    assert f"Maker {maker.pk}, kantha" in page and "Zorblat" not in page
    assert f"Maker {maker.pk}" not in text_of(signed_in(cast.stranger), "/studio/vault/")
    assert signed_in(cast.stranger).post(f"/studio/vault/{maker.pk}/name/", {"pseudonym": "Wren"}).status_code == 404
    client.post(f"/studio/vault/{maker.pk}/name/", {"pseudonym": "Wren"})
    assert Persona.objects.get().pseudonym == "Wren"
    client.post(f"/studio/vault/{maker.pk}/remove/")
    assert Maker.objects.filter(pk=maker.pk).exists(), "something of her may be public"
    Persona.objects.all().delete()
    signed_in(cast.stranger).post(f"/studio/vault/{maker.pk}/remove/")
    assert Maker.objects.filter(pk=maker.pk).exists()
    for _ in range(2):
        client.post(f"/studio/vault/{maker.pk}/remove/")
    assert not Maker.objects.filter(pk=maker.pk).exists()
    assert AuditEntry.objects.filter(action="remove_maker", record=f"maker:{maker.pk}").count() == 1

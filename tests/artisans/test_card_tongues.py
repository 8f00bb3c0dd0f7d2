"""The page of a maker's card, whole in a language that she reads: every word, any digits, any way to it."""

import re
from datetime import timedelta

import pytest
import segno
from django.core.cache import cache
from django.test import Client

from artisans import actions
from artisans.models import Story
from artisans.withdraw import MOST_WRONG_CODES
from tests.artisans.conftest import Cast, MakeConsent, MakePersona, MakeStory
from tests.artisans.spoken import english_in
from tests.artisans.test_studio import signed_in

PREFIXES = {"en": "", "hi": "/hi", "km": "/km"}
GONE = {"en": "It is gone", "hi": "सब हट गया", "km": "បានដកចេញហើយ"}
DIGITS = {"hi": "०१२३४५६७८९", "km": "០១២៣៤៥៦៧៨៩", "en": "0123456789"}


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.mark.parametrize("language", ["hi", "km"])
def test_the_page_speaks_nothing_but_her_language(db: None, language: str) -> None:
    answer = Client().get(f"{PREFIXES[language]}/withdraw/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in page
    assert english_in(page) == []
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("language", ["hi", "km"])
@pytest.mark.parametrize("typed", ["", "1234", "0000 0000 0000", "no code", "1" * 41])
def test_what_is_wrong_with_a_code_is_said_in_her_language(db: None, language: str, typed: str) -> None:
    answer = Client().post(f"{PREFIXES[language]}/withdraw/", {"code": typed})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'role="alert"' in page and 'class="field__error"' in page
    assert english_in(page) == []


@pytest.mark.parametrize("language", ["hi", "km"])
def test_too_many_codes_are_refused_in_her_language(db: None, language: str) -> None:
    client = Client()
    for _ in range(MOST_WRONG_CODES):
        client.post("/withdraw/", {"code": "0000 0000 0000"})
    answer = client.post(f"{PREFIXES[language]}/withdraw/", {"code": "0000 0000 0000"})
    assert answer.status_code == 429
    assert english_in(answer.content.decode()) == []


@pytest.mark.parametrize("language", ["en", "hi", "km"])
def test_the_same_page_is_one_tap_away_in_each_language_by_its_own_name(db: None, language: str) -> None:
    client = Client()
    page = client.get(f"{PREFIXES[language]}/withdraw/").content.decode()
    links = re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang="(\w+)"([^>]*)>([^<]+)</a>', page)
    assert [(address, lang, hreflang, name) for address, lang, hreflang, _current, name in links] == [
        ("/withdraw/", "en", "en", "English"),
        ("/hi/withdraw/", "hi", "hi", "हिन्दी"),
        ("/km/withdraw/", "km", "km", "ខ្មែរ"),
    ]
    assert [lang for _address, lang, _hreflang, current, _name in links if "aria-current" in current] == [language]
    assert all(client.get(address).status_code == 200 for address, *_rest in links)


@pytest.mark.parametrize("language", ["en", "hi", "km"])
@pytest.mark.parametrize("shape", ["{}{}{}", "{} {} {}", "{}-{}-{}", "{}\u2013{}\u2013{}", " {}\u00a0{}\u200b{} "])
@pytest.mark.parametrize("digits", ["en", "hi", "km"])
def test_her_own_digits_are_taken_and_it_is_gone_in_her_language(
    cast: Cast, published: MakeStory, language: str, shape: str, digits: str
) -> None:
    story = published()
    code = actions.make_card(story.persona, by=cast.coordinator)
    own = code.translate(str.maketrans("0123456789", DIGITS[digits]))
    answer = Client().post(f"{PREFIXES[language]}/withdraw/", {"code": shape.format(*own.split())})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"<h1>{GONE[language]}</h1>" in page
    assert "<form" not in page and "Brindle" not in page
    assert language == "en" or english_in(page) == []
    assert Story.objects.get().state == "withdrawn"


@pytest.mark.parametrize("language", ["hi", "km"])
def test_her_page_is_gone_in_her_language(cast: Cast, published: MakeStory, language: str) -> None:
    story = published()
    actions.withdraw_story(story, by=cast.coordinator)
    answer = Client().get(f"{PREFIXES[language]}/artisans/{story.persona.public_id}/")
    assert answer.status_code == 410
    assert english_in(answer.content.decode()) == []


@pytest.mark.parametrize("language", ["en", "hi", "km"])
def test_the_page_of_the_card_needs_no_script_and_says_nothing_else(db: None, language: str) -> None:
    page = Client().get(f"{PREFIXES[language]}/withdraw/").content.decode()
    assert len(re.findall(r"<form", page)) == 1
    assert re.search(r'<form class="form" method="post" novalidate>', page)
    assert re.findall(r"<(?:footer|input[^>]*type=.search)", page) == []
    assert len(re.findall(r"<a ", page)) == 5  # skip link, the mark, three languages


@pytest.mark.parametrize("language", ["en", "hi", "km"])
@pytest.mark.parametrize("desk", ["en", "hi", "km"])
def test_the_card_speaks_the_language_that_was_chosen_and_leads_there(
    cast: Cast, make_persona: MakePersona, language: str, desk: str
) -> None:
    path = f"{PREFIXES[desk]}/studio/makers/{make_persona().public_id}/card/"
    page = signed_in(cast.coordinator).post(path, {"language": language}).content.decode()
    sheet = re.search(rf'<div class="card-sheet" lang="{language}">(.*?)</div>', page, re.DOTALL)
    assert sheet is not None
    code = re.search(r"\d{4} \d{4} \d{4}", sheet[1])
    address = re.search(r"https?://[^<\s]+", sheet[1])
    assert code is not None and address is not None
    assert address[0].endswith(f"{PREFIXES[language]}/withdraw/")
    assert "/hi/km/" not in address[0] and "/km/hi/" not in address[0]
    drawn = segno.make(f"{address[0]}#{code[0].replace(' ', '')}", error="m", micro=False)
    assert drawn.svg_data_uri(border=2, omitsize=True).replace("'", "&#x27;") in sheet[1]
    assert (english_in(f"<p>{sheet[1]}</p>") == []) is (language != "en")


def test_the_card_offers_the_language_in_which_her_consent_was_explained(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    persona = make_persona()
    client, path = signed_in(cast.coordinator), f"/studio/makers/{persona.public_id}/"

    def offered(prefix: str = "") -> list[str]:
        page = client.get(prefix + path).content.decode()
        return re.findall(r'name="language" value="(\w\w)" checked', page)

    assert offered() == ["en"]
    old = make_consent(persona, language="km")
    assert offered() == ["km"]
    make_consent(persona, language="bn", granted_at=old.granted_at + timedelta(microseconds=-1))
    assert offered() == ["km"]
    assert offered("/hi") == ["km"]


@pytest.mark.parametrize("asked", ["xx", "bn", "", "../hi"])
def test_a_card_in_no_known_language_speaks_that_of_the_page(cast: Cast, make_persona: MakePersona, asked: str) -> None:
    path = f"/hi/studio/makers/{make_persona().public_id}/card/"
    page = signed_in(cast.coordinator).post(path, {"language": asked}).content.decode()
    assert '<div class="card-sheet" lang="hi">' in page
    assert "/hi/withdraw/<" in page

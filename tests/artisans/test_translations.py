"""Stories in several languages: kept, reviewed, checked, shown and found."""

import re
import uuid

import pytest
from django.test import Client

from artisans import actions
from artisans.content import MOST_TEXT_LETTERS, hash_content, read_wording
from artisans.errors import GuardsFailed, LintRefused, TextRefused
from artisans.models import Story, StoryRevision
from artisans.queries.facts import hash_of
from tests.artisans.conftest import TEXT, TITLE, Cast, MakeConsent, MakePersona, MakeStory, answer, approve
from tests.artisans.test_studio import address, sent_story, signed_in, text_of

HINDI = {"title": "एक हाँडी से तीन रंग", "text": "मैं कपड़ा तानती हूँ और मोटी सुई से रेखा खींचती हूँ।"}
KHMER = {"title": "ពណ៌បីពីឆ្នាំងមួយ", "text": "ខ្ញុំលាតក្រណាត់ ហើយគូរដោយម្ជុលទាល។"}
BOTH = {"hi": HINDI, "km": KHMER}


@pytest.fixture
def translated(cast: Cast, make_persona: MakePersona, make_consent: MakeConsent) -> Story:
    """A story that its maker has accepted, with its translations."""
    persona = make_persona()
    make_consent(persona)
    story = actions.create_draft(
        persona=persona, title=TITLE, text=TEXT, author=cast.coordinator, shows_child=False, translations=BOTH
    )
    return answer(actions.submit_story(story, by=cast.coordinator), cast.coordinator)


def revise(story: Story, cast: Cast, **changes: object) -> Story:
    values: dict[str, object] = {"title": TITLE, "text": TEXT, "author": cast.coordinator, "shows_child": False}
    return actions.revise_story(story, **(values | changes))  # type: ignore[arg-type]


def test_the_hash_covers_every_language(translated: Story) -> None:
    revision = translated.revision
    assert revision is not None
    assert (revision.language, revision.translations) == ("en", BOTH)
    plain = hash_content(title=TITLE, text=TEXT)
    assert (
        revision.content_hash == hash_of(revision) == hash_content(title=TITLE, text=TEXT, translations=BOTH) != plain
    )


@pytest.mark.parametrize(
    "translations",
    [
        {"hi": HINDI},
        {},
        {"hi": HINDI, "km": KHMER | {"text": "ខ្ញុំលាតក្រណាត់។"}},
        BOTH | {"hi": HINDI | {"title": "तीन रंग"}},
    ],
)
def test_any_edit_of_a_translation_goes_back_to_the_maker(
    cast: Cast, translated: Story, translations: dict[str, dict[str, str]]
) -> None:
    approve(translated, cast.reviewer)
    story = Story.objects.select_related("revision").get()
    revise(story, cast, translations=translations)
    story.refresh_from_db()
    assert story.state == "maker_review"
    assert story.revision is not None and story.revision.number == 2
    with pytest.raises(GuardsFailed):
        approve(story, cast.reviewer)


def test_the_same_words_in_every_language_change_nothing(cast: Cast, translated: Story) -> None:
    revise(translated, cast, translations=BOTH)
    revise(translated, cast)
    assert (translated.state, StoryRevision.objects.count()) == ("second_approval", 1)


def test_an_edit_without_translations_keeps_them(cast: Cast, translated: Story) -> None:
    revise(translated, cast, text="Other words.")
    assert translated.revision is not None
    assert (translated.revision.text, translated.revision.translations) == ("Other words.", BOTH)


@pytest.mark.parametrize(
    ("language", "words"), [("hi", HINDI | {"text": "मेरी तस्करी हुई।"}), ("km", KHMER | {"text": "ខ្ញុំត្រូវបានគេលក់។"})]
)
def test_a_history_in_a_translation_is_not_handed_in(
    cast: Cast, make_persona: MakePersona, language: str, words: dict[str, str]
) -> None:
    story = actions.create_draft(
        persona=make_persona(),
        title=TITLE,
        text=TEXT,
        author=cast.coordinator,
        shows_child=False,
        translations={language: words},
    )
    with pytest.raises(LintRefused):
        actions.submit_story(story, by=cast.coordinator)
    assert Story.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("language", "words"), [("hi", HINDI | {"text": "मैं मालदा में हूँ।"}), ("km", KHMER | {"text": "នៅប៉ោយប៉ែត។"})]
)
def test_a_finding_in_a_translation_stops_publishing(
    cast: Cast, translated: Story, language: str, words: dict[str, str]
) -> None:
    story = answer(revise(translated, cast, translations=BOTH | {language: words}), cast.coordinator)
    with pytest.raises(GuardsFailed) as refused:
        approve(story, cast.reviewer)
    assert [failure.guard for failure in refused.value.failures] == ["lint"]


def test_a_language_without_a_check_stops_publishing_until_two_people_let_it_stand(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    persona = make_persona()
    make_consent(persona)
    story = actions.create_draft(
        persona=persona, title="তিন রং", text="আমি কাপড় টানি।", author=cast.coordinator, shows_child=False, language="bn"
    )
    answer(actions.submit_story(story, by=cast.coordinator), cast.coordinator)
    with pytest.raises(GuardsFailed) as refused:
        approve(story, cast.reviewer)
    assert [failure.reason for failure in refused.value.failures] == ["1 found: language “bn”."]
    asked = actions.ask_override(story, rule="language", words="bn", reason="read by both", by=cast.coordinator)
    actions.confirm_override(asked, by=cast.second_reviewer)
    assert approve(story, cast.reviewer).state == "published"
    page = Client().get(f"/artisans/{persona.public_id}/").content.decode()
    assert '<h2 lang="bn" dir="ltr">তিন রং</h2>' in page


def test_her_real_name_is_found_in_a_translation(
    cast: Cast, make_persona: MakePersona, make_maker: object, make_consent: MakeConsent
) -> None:
    from artisans.queries.vault import names_herself

    cases = {
        "Brindle": ("Sunita Kumari", "सुनीता रंग घोलती है।"),
        "Tamsin": ("សុភាព", "ឈ្មោះខ្ញុំសុភាពត្បាញក្រមា"),
        "Wilmot": ("Sokha Chan", "Soкha weaves."),
        "Fenwick": ("सीता", "सीता, जो बुनती है"),
    }
    for pseudonym, (name, text) in cases.items():
        persona = make_persona(pseudonym, maker=make_maker(name))  # type: ignore[operator]
        revision = StoryRevision(title=TITLE, text=TEXT, translations={"hi": {"title": "x", "text": text}})
        assert names_herself(revision, persona), name
        assert not names_herself(StoryRevision(title=TITLE, text=TEXT, translations=BOTH), persona)


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/hi", "hi"), ("/km", "km")])
def test_a_page_shows_the_language_of_the_page(cast: Cast, translated: Story, prefix: str, language: str) -> None:
    approve(translated, cast.reviewer)
    title, text = {"en": (TITLE, TEXT.split("\n")[0])}.get(language) or tuple(BOTH[language].values())
    html = Client().get(f"{prefix}/artisans/{translated.persona.public_id}/").content.decode()
    assert f'<h2 lang="{language}" dir="ltr">{title}</h2>' in html
    assert f"<p>{text}</p>" in html
    others = [words["title"] for code, words in BOTH.items() if code != language]
    assert not any(other in html for other in others)
    assert title in Client().get(f"{prefix}/artisans/").content.decode()


def test_without_the_language_of_the_page_english_stands_and_says_so(cast: Cast, published: MakeStory) -> None:
    story = published()
    html = Client().get(f"/km/artisans/{story.persona.public_id}/").content.decode()
    assert f'<h2 lang="en" dir="ltr">{TITLE}</h2>' in html
    assert '<html lang="km">' in html


def test_search_words_hold_every_language(translated: Story) -> None:
    from artisans.actions.links import _search_words

    words = _search_words(translated)
    assert all(part in words for part in (TITLE, *HINDI.values(), *KHMER.values()))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "x" * (MOST_TEXT_LETTERS + 1)}, "Story: 20,001 signs are too many; at most 20,000 fit."),
        ({"title": "left\u202eright"}, "Title: sign 5 is one that turns the order of words around (U+202E)."),
        ({"text": "bell\x07"}, "Story: sign 5 is a control sign (U+0007)."),
        ({"text": "own \ue000 font"}, "Story: sign 5 is a sign of somebody's own font (U+E000)."),
        ({"text": "no \U000e0fff sign"}, "Story: sign 4 is no sign that Unicode knows (U+E0FFF)."),
        ({"translations": {"hi": {"title": "तीन", "text": ""}}}, "A translation needs a title and a text."),
        ({"translations": {"xx": HINDI}}, "Translations are into English, Hindi or Khmer"),
        ({"language": "hi", "translations": {"hi": HINDI}}, "Translations are into English, Hindi or Khmer"),
        ({"language": "tlh"}, "Choose the language in which the story is written."),
    ],
)
def test_words_that_cannot_be_kept_are_refused_with_a_sentence(
    cast: Cast, make_persona: MakePersona, changes: dict[str, object], sentence: str
) -> None:
    values: dict[str, object] = {"title": TITLE, "text": TEXT, "author": cast.coordinator, "shows_child": None}
    with pytest.raises(TextRefused) as refused:
        actions.create_draft(persona=make_persona(), **(values | changes))  # type: ignore[arg-type]
    assert str(refused.value.sentence).startswith(sentence)
    assert not Story.objects.exists()


def test_words_are_kept_composed_and_without_invisible_signs() -> None:
    wording = read_wording(
        language="km",
        title=" ក្រមា\u200bថ្មី\ufeff ",
        text="cafe\u0301 so\u00adft wea\u200bve\r\nកី\u200b\u200bមួយ",
        translations={"hi": {"title": "रिश्\u200dता", "text": "क्\u200cष \u200d"}},
    )
    assert wording.title == "ក្រមា\u200bថ្មី"
    assert wording.text == "café soft weave\nកី\u200bមួយ"
    assert wording.translations["hi"] == {"title": "रिश्\u200dता", "text": "क्\u200cष"}


class TestTheStudio:
    """The form of a story in several languages."""

    def test_a_story_is_written_and_edited_in_three_languages(self, cast: Cast, make_persona: MakePersona) -> None:
        client = signed_in(cast.coordinator)
        typed = {"language": "km", "title": KHMER["title"], "text": KHMER["text"]}
        typed |= {"title_hi": HINDI["title"], "text_hi": HINDI["text"], "title_en": TITLE, "text_en": TEXT}
        made = client.post("/studio/stories/new/", sent_story(make_persona().public_id, **typed))
        assert made.status_code == 302, re.findall(r"<li>.*?</li>", made.content.decode())
        revision = StoryRevision.objects.get()
        assert (revision.language, revision.title) == ("km", KHMER["title"])
        assert revision.translations == {"en": {"title": TITLE, "text": TEXT}, "hi": HINDI}
        story = Story.objects.get()
        page = text_of(client, address(story))
        for language, words in (("km", KHMER), ("hi", HINDI)):
            assert f'lang="{language}" dir="ltr">{words["text"]}' in page
        form = text_of(client, address(story, "edit/"))
        assert HINDI["text"] in form and TEXT.split("\n")[0] in form
        client.post(address(story, "edit/"), {**typed, "text_hi": "मैं रंग घोलती हूँ।", "child": "no"})
        story.refresh_from_db()
        assert story.revision is not None
        assert story.revision.translations["hi"]["text"] == "मैं रंग घोलती हूँ।"

    def test_half_a_translation_is_refused_and_nothing_is_lost(self, cast: Cast, make_persona: MakePersona) -> None:
        values = sent_story(make_persona().public_id, title_hi="", text_hi=HINDI["text"])
        response = signed_in(cast.coordinator).post("/studio/stories/new/", values)
        assert response.status_code == 400
        assert "A translation needs a title and a text." in response.content.decode()
        assert HINDI["text"] in response.content.decode()
        assert not Story.objects.exists()

    def test_a_translation_into_its_own_language_is_refused_and_not_lost(
        self, cast: Cast, make_persona: MakePersona
    ) -> None:
        values = sent_story(make_persona().public_id, language="hi", title_hi="तीन", text_hi="चार रंग")
        response = signed_in(cast.coordinator).post("/studio/stories/new/", values)
        assert response.status_code == 400
        assert "चार रंग" in response.content.decode()

    def test_a_sign_that_turns_words_around_is_refused_and_the_words_stay(
        self, cast: Cast, make_persona: MakePersona
    ) -> None:
        values = sent_story(make_persona().public_id, text="I dye \u202ecloth.", text_km="x" * 100_000, title_km="x")
        response = signed_in(cast.coordinator).post("/studio/stories/new/", values)
        page = response.content.decode()
        assert response.status_code == 400
        assert "Story: sign 7 is one that turns the order of words around (U+202E)." in page
        assert "at most 20000 characters (it has 100000)" in page
        assert "I dye \u202ecloth." in page and "x" * 100_000 in page

    def test_invisible_signs_are_taken_away_with_a_sentence(self, cast: Cast, make_persona: MakePersona) -> None:
        client = signed_in(cast.coordinator)
        values = sent_story(make_persona().public_id, title="Thr\u00adee col\u200bours", client_id=str(uuid.uuid4()))
        page = client.post("/studio/stories/new/", values, follow=True).content.decode()
        assert "2 invisible signs were taken away; no word has changed." in page
        assert StoryRevision.objects.get().title == "Three colours"

    def test_findings_are_marked_in_each_language(self, cast: Cast, make_persona: MakePersona) -> None:
        client = signed_in(cast.coordinator)
        typed = {"title_hi": HINDI["title"], "text_hi": "मैं मालदा में रहती हूँ।"}
        client.post("/studio/stories/new/", sent_story(make_persona().public_id, **typed))
        page = text_of(client, address(Story.objects.get()))
        assert '<mark class="marked">मालदा<span' in page

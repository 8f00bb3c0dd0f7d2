"""The source of public pages holds nothing of a maker that the page does not show; each channel asks for its own."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from artisans import actions
from artisans.models import Maker, Persona, Story
from tests.artisans.conftest import Cast, MakeConsent, MakePersona, MakeStory
from tests.catalog.shelf import make_content, put

ROOT = Path(__file__).resolve().parents[2]
WORD = re.compile(r"[^\W\d_]{3,}")
# Attributes whose words a reader sees or hears, or that describe the page to machines.
TELLING = {"content", "alt", "title", "aria-label", "value", "summary"}


class Source(HTMLParser):
    """What a page shows, what else its source says, and the data blocks in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self.blocks: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "img", "br", "hr", "path", "use", "source"):
            self._open.append(tag)
        values = dict(attrs)
        technical = tag == "meta" and (values.get("name") or values.get("http-equiv") or "") not in ("description",)
        for name, value in attrs:
            if (name in TELLING and not technical) or name.startswith("data-"):
                self.hidden.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "script" in self._open:
            self.blocks.append(data)
        elif "style" not in self._open and "head" not in self._open:
            self.shown.append(data)

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    @property
    def words(self) -> set[str]:
        return set(WORD.findall(" ".join(self.shown).lower()))


@pytest.fixture
def story(pool: list[Maker], published: MakeStory, make_persona: MakePersona, make_consent: MakeConsent) -> Story:
    put(make_content(1))
    persona = make_persona(maker=pool[0])
    make_consent(persona, channels=("product_page", "feeds"))
    return published(persona)


def source(client: Client, path: str) -> Source:
    response = client.get(path)
    assert response.status_code == 200
    return Source(response.content.decode())


@pytest.mark.parametrize("path", ["/artisans/", "/artisans/{public_id}/"])
def test_every_word_of_attributes_and_descriptions_is_on_the_page(client: Client, story: Story, path: str) -> None:
    page = source(client, path.format(public_id=story.persona.public_id))
    said = set(WORD.findall(" ".join(page.hidden).lower()))
    assert said and said <= page.words | {"main", "you", "are", "here"}, said - page.words  # names of landmarks
    assert page.blocks == []


def test_on_a_product_nothing_of_her_stands_outside_the_shown_words(client: Client, story: Story) -> None:
    html = client.get("/products/piece-1/").content.decode()
    page = Source(html)
    assert "Brindle" in " ".join(page.shown)
    of_her = {"brindle", "blunt", "needle", "stretch", "teach", "stitch", "colours", "pot", "kantha"}
    rest = set(WORD.findall(" ".join(page.hidden + page.blocks).lower()))
    assert not of_her & (rest - {"kantha"})
    links = set(re.findall(rf'[\w-]+="[^"]*{story.persona.public_id}[^"]*"', html))
    assert links == {f'href="/artisans/{story.persona.public_id}/"'}
    for block in page.blocks:
        described = json.dumps(json.loads(block)) if block.strip().startswith("{") else ""
        assert "Person" not in described and story.persona.public_id not in described


def test_no_share_picture_stands_on_a_makers_page(client: Client, story: Story) -> None:
    for path in ("/artisans/", f"/artisans/{story.persona.public_id}/"):
        html = client.get(path).content.decode()
        assert "og:image" not in html and "twitter:" not in html and "application/ld+json" not in html


@pytest.mark.parametrize("query", ["craft=ikat", "country=kh", "q=nobody", "state=Odisha", "programme=reedwater"])
def test_makers_cannot_be_filtered_by_any_trait(client: Client, story: Story, query: str) -> None:
    assert client.get(f"/artisans/?{query}").content == client.get("/artisans/").content


def test_counts_below_ten_say_so_and_no_second_number_stands_beside(client: Client, story: Story) -> None:
    page = source(client, "/artisans/")
    assert "Stories to read: fewer than 10." in " ".join(" ".join(page.shown).split())
    assert not re.search(r"\b[2-9]\b", " ".join(page.shown))


def addresses(client: Client) -> str:
    return client.get("/sitemap.xml").content.decode()


def test_the_sitemap_asks_for_feeds(
    client: Client, story: Story, published: MakeStory, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    own_site_only = make_persona("Tamsin")
    make_consent(own_site_only)
    published(own_site_only)
    assert story.persona.public_id in addresses(client) and own_site_only.public_id not in addresses(client)
    assert client.get(f"/artisans/{own_site_only.public_id}/").status_code == 200


@pytest.mark.parametrize("channel", ["email", "social", "press", "feeds"])
def test_no_page_shows_a_story_that_was_allowed_elsewhere_only(
    client: Client, reviewed: MakeStory, make_persona: MakePersona, make_consent: MakeConsent, channel: str
) -> None:
    persona = make_persona()
    make_consent(persona, channels=(channel,))
    story = reviewed(persona)
    Story.objects.filter(pk=story.pk).update(state="published")
    assert client.get(f"/artisans/{persona.public_id}/").status_code == 410
    assert "Brindle" not in client.get("/artisans/").content.decode() + addresses(client)


def test_gone_is_gone_everywhere_at_once(client: Client, story: Story, cast: Cast) -> None:
    public_id = story.persona.public_id
    places = ("/artisans/", "/products/piece-1/", "/sitemap.xml", "/", "/products/")
    before = {path for path in places if public_id in client.get(path).content.decode()}
    assert before >= {"/artisans/", "/products/piece-1/", "/sitemap.xml"}
    assert 'href="/products/piece-1/"' in client.get("/products/?q=blunt+needle").content.decode()
    actions.withdraw_story(story, by=cast.coordinator)
    for path in places:
        html = client.get(path).content.decode()
        assert public_id not in html and "Brindle" not in html and "blunt needle" not in html
    searched = client.get("/products/?q=blunt+needle").content.decode()
    assert "No piece fits all of that" in searched or "Not what you meant?" in searched
    assert client.get(f"/artisans/{public_id}/").status_code == 410


def test_only_the_shown_query_leads_from_a_story_to_a_page() -> None:
    """The shop's other parts know personas only as `ShownStory`, which is made where `may_show` was asked."""
    parts = ("storefront", "mail", "impact_tags", "catalog", "payments", "themes")
    knowing = {
        path.relative_to(ROOT).as_posix()
        for part in parts
        for path in (ROOT / part).rglob("*.py")
        if re.search(r"\b(Persona|StoryRevision|StandingStory|pseudonym)\b", path.read_text())
    }
    assert knowing <= {"storefront/sample/loading.py", "storefront/sample/makers.py", "storefront/sample/records.py"}
    making = {
        path.relative_to(ROOT).as_posix(): len(re.findall(r"\bShownStory\(", path.read_text()))
        for path in (ROOT / "artisans").rglob("*.py")
        if "ShownStory(" in path.read_text()
    }
    assert making == {"artisans/queries/shown.py": 1}
    assert Persona.objects is not None

"""Records and story on the product page: what the lots show, and, apart from it, one of the makers."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from artisans import actions
from artisans.models import Maker, Story
from catalog import version
from impact_tags.actions import push_all_facts
from storefront import listing_page
from tests.artisans.conftest import (  # noqa: F401
    Cast,
    MakePersona,
    MakeStory,
    cast,
    make_consent,
    make_maker,
    make_persona,
    pool,
    published,
    reviewed,
)
from tests.catalog.shelf import make_content, put
from tests.impact_tags.workshop import make_b2, make_evidence, make_lot, send_lot, tag_lot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_version() -> None:
    """The version is remembered for a second per process; tests are faster than that."""
    version.forget_version()


@pytest.fixture
def told(pool: list[Maker], published: MakeStory, make_persona: MakePersona) -> Story:  # noqa: F811
    """Product P1 with two lots, a tag on each and a story."""
    put(*(make_content(number) for number in range(1, 6)))
    make_lot("B1", product_ids=["P1"])
    make_b2("B2", product_ids=["P1", "P2"])
    for code in ("B1", "B2"):
        send_lot(code)
        tag_lot(code)
    story = published(make_persona(maker=pool[0]))
    push_all_facts()
    return story


def read(client: Client, address: str = "/products/piece-1/") -> str:
    version.forget_version()
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_facts_name_programme_place_material_and_evidence(client: Client, told: Story) -> None:
    html = read(client)
    facts = html[html.index('<dl class="facts">') : html.index("</dl>")]
    assert (
        '<dt>Programme</dt><dd><a href="/programmes/nila/">Nila Workshop</a>, registered office in Jaipur, India</dd>'
        in facts
    )
    assert "<dt>Made in</dt><dd>India</dd>" in facts
    assert "Handspun cotton cloth (Gujarat, India)" in facts
    assert 'href="/tags/handloom-cotton/"' in facts
    assert '<span class="tier tier--evidenced">evidenced</span>' in facts


def test_every_lot_on_the_shelf_leads_to_its_trace(client: Client, told: Story) -> None:
    html = read(client)
    assert '<a href="/trace/B2/">B2</a>, made 25 September 2026' in html
    assert '<a href="/trace/B1/">B1</a>, made 28 August 2026' in html


def test_the_quote_is_that_of_one_piece_and_each_figure_leads_to_its_method(client: Client, told: Story) -> None:
    html = read(client)
    claims = re.findall(r'<li class="claim">(.*?)<a href="(/impact/methods/[a-z-]+/)">', html)
    assert claims[0][0].strip() == "Making this piece took at least 3 h 21 min of paid work."
    assert len(claims) >= 3
    assert len({url for _, url in claims}) == len(claims)
    for _, url in claims:
        read(client, url)


def test_the_story_is_one_of_the_makers_and_names_no_programme(client: Client, told: Story) -> None:
    html = read(client)
    story = words(html[html.index('aria-labelledby="story"') : html.index('aria-labelledby="related"')])
    assert "One of the makers we work with" in story
    assert "Three colours from one pot" in story
    assert "made by" not in words(html).lower()
    assert "Nila" not in story
    assert "B1" not in story


def test_a_story_that_was_taken_back_is_gone_from_the_next_page(client: Client, told: Story, cast: Cast) -> None:  # noqa: F811
    assert "Three colours from one pot" in read(client)
    actions.withdraw_story(told, by=cast.coordinator)
    after = read(client)
    assert "Three colours from one pot" not in after
    assert "Brindle" not in after
    assert "Making this piece took at least 3 h 21 min of paid work." in after


def test_a_tag_whose_paper_expires_leaves_the_page_that_day(client: Client) -> None:
    put(make_content(1))
    make_lot("B1", product_ids=["P1"])
    papers = make_evidence("test-1", expires_on=date(2026, 12, 1))
    tag_lot("B1", evidence_codes=[papers.code])
    push_all_facts()
    with time_machine.travel("2026-11-30T12:00:00Z", tick=True):
        assert "Handloom cotton" in read(client)
    with time_machine.travel("2026-12-01T12:00:00Z", tick=True):
        assert "Handloom cotton" not in read(client)


def test_a_told_product_takes_eight_queries_at_most(client: Client, told: Story) -> None:
    def count() -> int:
        version.forget_version()
        version.turn_over()
        version.forget_version()
        listing_page._keep_categories.cache_clear()
        with CaptureQueriesContext(connection) as queries:
            client.get("/products/piece-1/")
        return len(queries)

    few = count()
    put(*(make_content(number) for number in range(20, 60)))
    for number in range(3, 9):
        make_b2(f"B{number}", product_ids=["P1"])
        tag_lot(f"B{number}")
    assert count() == few <= 8

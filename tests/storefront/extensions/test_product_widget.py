"""The widget on a product: what stands, what is missing, and nothing that is not public."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from pytest_django import DjangoAssertNumQueries

from artisans import actions
from artisans.models import Maker, Persona, ProductLink, Story
from impact_tags.models import Evidence, Lot
from saleor_api.ids import pack_id
from tests.artisans.conftest import TEXT, TITLE, MakeConsent, MakePersona, MakeStory
from tests.catalog.shelf import make_content, put
from tests.impact_tags.workshop import make_b2, make_evidence, make_lot, tag_lot
from tests.storefront.extensions.conftest import PRODUCT, Post

pytestmark = pytest.mark.django_db
NOTHING = pack_id("Product", 9)


@pytest.fixture
def story(pool: list[Maker], make_persona: MakePersona, published: MakeStory) -> Story:
    """Brindle's story, standing on the product."""
    put(make_content(1, product_id=PRODUCT, name="Tote"), make_content(9, product_id=NOTHING, craft="ikat"))
    told = published(make_persona(maker=pool[0]))
    actions.link_products()
    assert ProductLink.objects.get().product_id == PRODUCT
    return told


def read(answer: HttpResponse) -> str:
    """The page in one line, entities opened."""
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("&#x27;", "'").split())


def missing(page: str) -> list[str]:
    """What the page says is missing."""
    if "Nothing is missing." in page:
        return []
    rows = page.split('<ul class="tasks">')[1].split("</ul>")[0].split("<li>")[1:]
    return [row.split(" <a")[0] for row in rows]


def test_a_product_with_everything(post: Post, story: Story) -> None:
    make_lot()
    make_b2()
    for code in ("B1", "B2"):
        tag_lot(code, expires_on=date(2027, 9, 1))
    page = read(post())
    assert missing(page) == []
    assert "Making this piece took at least 3 h 21 min of paid work." in page
    assert "Makers were paid at least INR 251.30 for it, before you order." in page
    assert 'Handloom cotton</a> <span class="side">evidenced, until 1 September 2027</span>' in page
    assert 'B1</a> <span class="side">48 of 48 left</span>' in page
    assert 'B2</a> <span class="side">30 of 30 left</span>' in page
    assert "Brindle</a>, one of the makers we work with." in page
    assert f'<span class="code">{story.persona.public_id}</span>' in page
    assert "Published under consent that ends on 22 November 2027." in page


def test_a_product_with_nothing(post: Post, story: Story) -> None:
    page = read(post(productId=NOTHING))
    assert missing(page) == ["No story is shown.", "No tag rests on evidence.", "No lot is recorded."]
    for url in ("/studio/", "/studio/lots/", "/studio/lots/new/"):
        assert f'<a href="{url}" rel="noopener">' in page
    assert "Brindle" not in page
    assert "No story." in page
    assert "No figure." in page


def test_nothing_of_the_story_or_the_vault_is_told(post: Post, story: Story) -> None:
    make_lot()
    page = read(post())
    persona = Persona.objects.select_related("maker").get()
    secrets = [TITLE, *TEXT.split("\n\n"), "Zorblata", "Quennesa", "contact", "Warpside", str(story.key)]
    secrets += [persona.maker.name_locked, persona.maker.contact_locked, "Nila Workshop"]
    assert [secret for secret in secrets if secret in page] == []


@pytest.mark.parametrize("ending", ["withdrawn", "paused", "too few makers", "consent over"])
def test_a_story_that_may_not_be_shown_names_nobody(post: Post, story: Story, ending: str) -> None:
    public_id = story.persona.public_id
    if ending == "withdrawn":
        actions.withdraw_persona(story.persona, by=None, via="card")
    elif ending == "paused":
        Story.objects.update(state="paused")
    elif ending == "too few makers":
        Maker.objects.exclude(persona__isnull=False).first().delete()  # type: ignore[union-attr]
    with time_machine.travel(datetime(2027, 11, 22 if ending == "consent over" else 21, 12, tzinfo=UTC), tick=False):
        page = read(post())
    assert "Brindle" not in page
    assert public_id not in page
    assert missing(page)[0] == "No story is shown."


def test_consent_is_told_to_its_last_day(post: Post, story: Story, make_consent: MakeConsent) -> None:
    with time_machine.travel(datetime(2027, 11, 21, 12, tzinfo=UTC), tick=False):
        assert "consent that ends on 22 November 2027" in read(post())
    make_consent(story.persona, months=24)
    assert "consent that ends on 22 November 2028" in read(post())


@pytest.mark.parametrize(("state", "told"), [("draft", True), ("second_approval", True), ("withdrawn", False)])
def test_a_story_being_written_is_told_without_its_maker(
    post: Post,
    story: Story,
    make_persona: MakePersona,
    reviewed: MakeStory,
    state: str,
    told: bool,
) -> None:
    ProductLink.objects.all().delete()
    Story.objects.update(state="purged")
    second = reviewed(make_persona("Larkspur"))
    Story.objects.filter(pk=second.pk).update(state=state)
    page = read(post())
    assert ("A story of this craft is being written or reviewed." in page) is told
    assert "Larkspur" not in page
    # A story of another craft is none of this product.
    assert "being written" not in read(post(productId=NOTHING))


def test_a_declared_tag_is_no_evidence(post: Post) -> None:
    make_lot()
    tag_lot(tier="declared", evidence_codes=[])
    page = read(post())
    assert 'Handloom cotton</a> <span class="side">declared</span>' in page
    assert "No tag rests on evidence." in missing(page)


def test_a_tag_that_one_lot_on_sale_lacks_is_no_tag_of_the_product(post: Post) -> None:
    make_lot()
    make_b2()
    tag_lot("B1")
    assert "Handloom cotton" not in read(post())
    Lot.objects.filter(code="B2").update(sellable=False)
    assert "Handloom cotton" in read(post())


def test_the_day_of_a_tag_is_the_first_that_any_of_its_lots_or_documents_has(post: Post) -> None:
    make_lot()
    make_b2()
    tag_lot("B1", expires_on=date(2027, 9, 1))
    tag_lot("B2", evidence_codes=[make_evidence("invoice-2", kind="invoice", expires_on=date(2027, 3, 1)).code])
    assert "evidenced, until 1 March 2027" in read(post())
    # A document that readers may not open takes the tag down as well.
    Evidence.objects.filter(code="invoice-1").update(is_public=False, expires_on=date(2027, 2, 1))
    tag = make_evidence("invoice-3", kind="invoice")
    Lot.objects.get(code="B1").tag_claims.get().evidence.add(tag)
    assert "evidenced, until 1 February 2027" in read(post())


@pytest.mark.parametrize(("days", "told"), [(1, True), (29, True), (30, False), (400, False)])
def test_what_runs_out_within_thirty_days_is_told(post: Post, days: int, told: bool) -> None:
    end = date(2026, 11, 22) + timedelta(days=days)
    make_lot(evidence=[make_evidence(expires_on=end)])
    tag_lot(expires_on=end)
    rows = [row for row in missing(read(post())) if "runs out" in row]
    assert [row.split(":")[0] for row in rows] == (["Handloom cotton", "Work and pay record"] if told else [])


def test_evidence_that_has_run_out_is_told_as_a_figure_that_is_missing(post: Post) -> None:
    make_lot(evidence=[make_evidence(expires_on=date(2026, 11, 22))])
    page = read(post())
    assert "No figure is shown: a document behind the lots is missing or has run out." in missing(page)
    assert "Making this piece" not in page


def test_lots_say_what_they_wait_for(post: Post) -> None:
    make_lot("WAITS", approved_by="", approved_on=None, sellable=False)
    page = read(post())
    assert "Lot WAITS waits for approval." in missing(page)
    assert "No lot on sale has a piece left." in missing(page)
    assert (
        'href="/studio/lots/WAITS/" rel="noopener">WAITS</a> <span class="side">48 of 48 left, waits for approval'
        in page
    )


def test_figures_of_too_few_makers_are_told_as_missing(post: Post) -> None:
    make_lot("FEW", makers_count=4)
    assert "Lot FEW has no hours and pay that may be shown." in missing(read(post()))
    Lot.objects.filter(code="FEW").update(units_taken=48)
    page = read(post())
    assert "No lot on sale has a piece left." in missing(page)
    assert '<span class="side">0 of 48 left, not on sale</span>' in page


def test_the_queries_do_not_grow_with_lots_tags_or_stories(
    post: Post, story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_lot()
    tag_lot()
    with django_assert_num_queries(7):
        post()
    for number in range(6):
        make_lot(f"MORE{number}")
        tag_lot(f"MORE{number}")
        tag_lot(f"MORE{number}", "paid-before-export")
    with django_assert_num_queries(7):
        post()

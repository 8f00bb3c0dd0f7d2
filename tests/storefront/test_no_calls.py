"""Browsing asks Saleor nothing: every public page that a visitor can reach by links, with a transport that fails."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from catalog.models import Collection, Label, Product
from tests.impact_tags.workshop import make_lot, send_lot, tag_lot
from tests.shop import product_id

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
# The till and the desks speak to Saleor; these are all the others.
NOT_BROWSING = ("/cart/", "/checkout/", "/account/", "/orders/", "/dashboard/", "/studio/", "/manage/", "/static/")
START = [
    "/",
    "/products/",
    "/products/?q=scarf&craft=kantha&country=in&price_gte=1&sort=price-low&page=1",
    "/categories/scarves/",
    "/collections/featured/",
    "/artisans/",
    "/tags/",
    "/programmes/",
    "/impact/",
    "/pages/about/",
    "/pages/delivery/",
    "/trace/B1/events.json",
    "/withdraw/",
    "/robots.txt",
    "/sitemap.xml",
    "/nothing-here/",
    "/hi/products/",
]


@pytest.fixture
def full_shop(shop: None, settings: Settings) -> None:
    """The small shop with a lot, a tag and a collection; from now on every call to Saleor fails the test."""
    lot = make_lot(product_ids=[product_id("indigo-scarf")])
    send_lot()
    tag_lot(lot)
    Collection.objects.create(channel="default-channel", slug="featured", name="Featured")
    Label.objects.create(product=Product.objects.first(), kind="collection", value="featured", title="Featured")
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.fail_loudly"
    settings.SALEOR_IN_PROCESS_KEYS = settings.SALEOR_IN_PROCESS_MEDIA = "tests.storefront.away.key_set"
    cache.clear()


def test_every_page_that_links_lead_to_is_shown_without_a_call(full_shop: None, client: Client) -> None:
    waiting, seen = list(START), set(START)
    kinds = set()
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        assert response.status_code in {200, 404 if address == "/nothing-here/" else 200}, address
        kinds.add(urlsplit(address).path.strip("/").partition("/")[0])
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        for link in re.findall(r'href="(/[^"#]*)', response.content.decode()):
            link = link.replace("&amp;", "&")
            place = re.sub(r"^/(hi|km)(?=/)", "", link)
            if link not in seen and not place.startswith(NOT_BROWSING) and len(seen) < 300:
                seen.add(link)
                waiting.append(link)
    assert {"", "products", "categories", "artisans", "tags", "trace", "impact", "programmes", "pages"} <= kinds
    assert len(seen) > 40


def test_a_thousand_requests_make_no_call(full_shop: None, client: Client) -> None:
    pages = [*START[:9], "/products/indigo-scarf/", "/trace/B1/"]
    for number in range(1000):
        assert client.get(pages[number % len(pages)]).status_code == 200


def test_no_page_names_a_picture_of_saleors(full_shop: None, client: Client) -> None:
    for address in (*START[:6], "/products/indigo-scarf/"):
        page = client.get(address).content.decode()
        assert "engine-media" not in page
        assert not re.search(r'(?:src|srcset|href|content)="[^"]*(?:/thumbnail/|/media/(?!p/))', page)

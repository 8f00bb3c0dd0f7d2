"""Front page, pages of words, errors, files for machines: and that all shared pages are alike for everyone."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory, override_settings

from catalog.models import Category
from storefront.delivery_ways import list_sample_zones
from storefront.error_pages import show_server_error
from storefront.information import TITLES
from tests.catalog.shelf import make_content, put

pytestmark = pytest.mark.django_db

SHARED = [
    "/",
    "/products/",
    "/products/piece-1/",
    "/products/?q=piece",
    *(f"/pages/{slug}/" for slug in TITLES),
    "/robots.txt",
    "/sitemap.xml",
]


@pytest.mark.parametrize("address", SHARED)
def test_a_shared_page_is_alike_for_everyone(client: Client, address: str) -> None:
    put(make_content(1))
    stranger = client.get(address)
    assert stranger["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in stranger
    assert not stranger.cookies
    assert "cookie" not in stranger.get("Vary", "").lower()
    buyer = Client(headers={"accept-language": "hi"})
    buyer.cookies["cart_count"] = "3"
    buyer.force_login(get_user_model().objects.create_user("buyer", "buyer@example.com", "secret"))
    assert buyer.get(address).content == stranger.content


@pytest.mark.parametrize("address", SHARED)
def test_a_shared_page_cannot_be_posted_to(client: Client, address: str) -> None:
    put(make_content(1))
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("slug", TITLES)
def test_every_page_of_words_stands(client: Client, slug: str) -> None:
    html = client.get(f"/pages/{slug}/").content.decode()
    assert f"<h1>{TITLES[slug]}</h1>" in html


@pytest.mark.parametrize("slug", TITLES)
def test_pages_make_no_promise_that_is_not_ours_to_make(client: Client, slug: str) -> None:
    text = re.sub(r"<[^>]+>", " ", client.get(f"/pages/{slug}/").content.decode()).lower()
    for banned in ("rescue", "saved", "freed", "slavery-free", "guarantee", "100% ethical", "empower"):
        assert banned not in text
    assert re.findall(r"free (?:delivery|shipping|returns)|\d+.day returns", text) == []


def test_the_page_of_words_that_does_not_exist_is_a_404(client: Client) -> None:
    assert client.get("/pages/careers/").status_code == 404


def test_an_empty_shop_still_has_a_front_page(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "The shelves are being filled." in response.content.decode()


@pytest.mark.parametrize("address", ["/no-such-page/", "/products/no such/", "/categories/x/y/"])
def test_a_wrong_address_is_a_page_with_its_true_status(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "This thread leads nowhere" in response.content.decode()
    assert "public" not in response.get("Cache-Control", "")


def test_a_failure_is_a_page_that_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        response = show_server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"A thread broke on our side" in response.content


def test_the_sitemap_lists_what_is_shown(client: Client) -> None:
    put(make_content(1), make_content(2))
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    addresses = [element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert "http://127.0.0.1:8000/products/piece-2/" in addresses
    assert "http://127.0.0.1:8000/pages/about/" in addresses
    assert len(addresses) == len(set(addresses))


def test_robots_are_kept_from_carts_and_desks(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /cart/\n" in text
    assert "Disallow: /studio/\n" in text
    assert "Disallow: /media/" not in text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text


@override_settings(TRAINING_FUND_BASIS_POINTS=250)
def test_the_share_for_training_is_the_one_that_is_configured(client: Client) -> None:
    assert "2.5&nbsp;% is set aside for training" in client.get("/pages/about/").content.decode()


def test_the_ways_of_delivery_are_those_that_the_sample_shop_is_loaded_with(client: Client) -> None:
    html = client.get("/pages/delivery/").content.decode()
    assert "Post, tracked</td><td>6 to 11 days</td>" in html
    assert re.search(r"North America</th>.*?\$9\.00", html, re.DOTALL)


def test_a_real_shop_shows_no_ways_of_the_sample(settings: Any) -> None:
    settings.PRODUCTION = True
    list_sample_zones.cache_clear()
    assert list_sample_zones() == ()
    list_sample_zones.cache_clear()


@pytest.mark.parametrize("address", ["/", "/products/", "/products/piece-1/", "/no-such-page/", "/pages/about/"])
def test_no_link_leads_nowhere(client: Client, address: str) -> None:
    for slug in ("home", "quilts"):
        Category.objects.create(slug=slug, name=slug, path=f"/{slug}/")
    put(make_content(1))
    html = client.get(address).content.decode()
    links = {link.partition("#")[0] for link in re.findall(r'<a [^>]*href="(/[^"]*)"', html)}
    assert len(links) > 10
    assert {link: client.get(link).status_code for link in sorted(links) if client.get(link).status_code >= 400} == {}

"""The listing as a visitor reads it."""

import re

import pytest
from django.test import Client

from catalog.models import Category
from tests.catalog.shelf import make_content, put

pytestmark = pytest.mark.django_db


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def names(html: str) -> list[str]:
    return re.findall(r'<h3 class="card__name"><a href="[^"]+">([^<]+)</a>', html)


def test_twenty_four_pieces_a_page_with_the_way_on(client: Client) -> None:
    put(*(make_content(number) for number in range(1, 60)))
    first = read(client, "/products/")
    assert len(names(first)) == 24
    assert "59 pieces" in first
    assert '<link rel="next" href="/products/?page=2">' in first
    assert 'rel="prev"' not in first
    third = read(client, "/products/?page=3")
    assert len(names(third)) == 11
    assert '<a href="/products/?page=2" rel="prev">' in third
    assert 'rel="next"' not in third
    assert '<a href="/products/?page=3" aria-current="page" aria-label="Page 3">3</a>' in third


def test_pages_of_a_search_keep_the_search(client: Client) -> None:
    put(*(make_content(number, name=f"Indigo scarf {number}") for number in range(1, 30)))
    html = read(client, "/products/?q=indigo&craft=kantha&sort=name")
    assert '<link rel="next" href="/products/?q=indigo&amp;craft=kantha&amp;sort=name&amp;page=2">' in html


def test_facets_show_what_is_chosen_and_how_to_drop_it(client: Client) -> None:
    put(
        make_content(1, craft="ikat"),
        make_content(2, craft="basketry"),
        make_content(3, craft="basketry", country="kh"),
    )
    html = read(client, "/products/?craft=basketry&country=kh")
    assert names(html) == ["Piece 3"]
    assert re.search(r'id="craft-basketry" name="craft" value="basketry" checked', html)
    remove = '<span class="visually-hidden">Remove </span>'
    assert f'<a class="tag" href="/products/?country=kh">{remove}Basketry</a>' in html
    assert f'<a class="tag" href="/products/?craft=basketry">{remove}Cambodia</a>' in html


def test_one_of_two_crafts_is_dropped_and_the_other_stays(client: Client) -> None:
    put(make_content(1, craft="ikat"), make_content(2, craft="basketry"))
    html = read(client, "/products/?craft=ikat&craft=basketry")
    remove = '<span class="visually-hidden">Remove </span>'
    assert f'<a class="tag" href="/products/?craft=ikat">{remove}Basketry</a>' in html
    assert f'<a class="tag" href="/products/?craft=basketry">{remove}Ikat</a>' in html


def test_a_price_range_is_shown_as_asked(client: Client) -> None:
    put(make_content(1, price=1000), make_content(2, price=5000))
    html = read(client, "/products/?price_gte=20&price_lte=60.50")
    assert names(html) == ["Piece 2"]
    assert 'name="price_gte" inputmode="decimal" autocomplete="off" maxlength="10" value="20"' in html
    assert 'name="price_lte" inputmode="decimal" autocomplete="off" maxlength="10" value="60.50"' in html


def test_bad_wishes_are_left_out_with_a_sentence(client: Client) -> None:
    put(make_content(1))
    html = read(client, "/products/?price_gte=cheap&sort=magic&craft=alchemy&page=zero")
    assert names(html) == ["Piece 1"]
    assert "The lowest price was not a number, so it was left out." in html
    assert "We do not know that order" in html
    assert "We have no craft called “alchemy”, so it was left out." in html


def test_an_empty_search_explains_and_leads_on(client: Client) -> None:
    put(make_content(1, name="Indigo scarf"))
    html = read(client, "/products/?q=indgo+scraf")
    assert "We found nothing for “indgo scraf”" in html
    assert names(html) == ["Indigo scarf"]
    assert "1 near match" in html
    assert '<a class="tag" href="/products/">All pieces</a>' in html


def test_a_search_that_is_near_nothing_still_leads_on(client: Client) -> None:
    put(make_content(1, name="Indigo scarf"))
    html = read(client, "/products/?q=xylophone")
    assert names(html) == []
    assert "No piece fits all of that" in html
    assert '<a class="tag" href="/products/">Start over</a>' in html


def test_the_words_of_a_search_are_escaped(client: Client) -> None:
    html = read(client, "/products/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html
    assert 'name="q" value="&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_search_engines_get_one_address_for_a_listing(client: Client) -> None:
    put(*(make_content(number) for number in range(1, 30)))
    plain = read(client, "/products/?page=2&utm_source=x")
    assert '<link rel="canonical" href="http://127.0.0.1:8000/products/?page=2">' in plain
    assert 'content="noindex, follow"' not in plain
    assert 'content="noindex, follow"' in read(client, "/products/?craft=kantha")


def test_a_category_has_its_words_and_its_pieces(client: Client) -> None:
    Category.objects.create(slug="quilts", name="Quilts", paragraphs=["Layers of cloth."], path="/quilts/", depth=0)
    put(make_content(1), make_content(2, category_slug="scarves"))
    html = read(client, "/categories/quilts/")
    assert "<h1>Quilts</h1>" in html
    assert "Layers of cloth." in html
    assert names(html) == ["Piece 1"]
    assert 'action="/categories/quilts/"' in html
    read(client, "/categories/unheard-of/", status=404)
    read(client, "/collections/unheard-of/", status=404)


def test_the_first_piece_is_two_tabs_behind_the_skip_link(client: Client) -> None:
    put(make_content(1))
    html = read(client, "/products/")
    assert '<a class="skip" href="#pieces">' in html
    after = html[html.index('id="pieces"') :]
    first = re.search(r"<(?:a|button|input|select|summary)\b[^>]*>", after)
    assert first is not None
    assert first.group() == '<a href="/products/piece-1/">'


def test_a_sold_out_piece_says_so_on_its_card(client: Client) -> None:
    put(make_content(1, quantity=0), make_content(2))
    html = read(client, "/products/")
    assert names(html) == ["Piece 2", "Piece 1"]
    assert html.count("Sold out") == 1

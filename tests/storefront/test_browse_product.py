"""The product page as a visitor reads it."""

import json
import re
from dataclasses import replace

import pytest
from django.test import Client

from catalog.shapes import VariantOffer
from saleor_api.ids import VariantId
from saleor_api.money import Money
from storefront.product_page import build_offer
from tests.catalog.shelf import make_content, make_variant, put

pytestmark = pytest.mark.django_db


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_a_piece_shows_its_name_price_and_way_into_the_cart(client: Client) -> None:
    put(make_content(7, price=4200, quantity=12))
    html = read(client, "/products/piece-7/")
    assert "<h1>Piece 7</h1>" in html
    assert "$42.00" in html
    assert '<form class="add" action="/cart/lines/" method="post"' in html
    assert '<input type="hidden" name="variant" value="V7">' in html
    assert "In stock." in html
    assert 'max="12"' in html


def test_what_is_not_known_is_said(client: Client) -> None:
    put(make_content(7, craft="", country=""))
    html = read(client, "/products/piece-7/")
    assert '<dt>Programme</dt><dd><span class="unknown">not known</span></dd>' in html
    assert '<dt>Made in</dt><dd><span class="unknown">not known</span></dd>' in html
    assert '<dt>Material</dt><dd><span class="unknown">not known</span></dd>' in html
    assert '<dt>Evidence</dt><dd><span class="unknown">none recorded</span></dd>' in html


def test_few_pieces_are_counted_and_the_last_is_named(client: Client) -> None:
    put(make_content(1, quantity=5), make_content(2, quantity=1), make_content(3, quantity=6))
    assert "5 left." in read(client, "/products/piece-1/")
    assert "The last one." in read(client, "/products/piece-2/")
    assert "In stock." in read(client, "/products/piece-3/")


def test_a_sold_out_size_is_named_but_cannot_be_chosen(client: Client) -> None:
    sizes = ((1, "Small", 0), (2, "Large", 9))
    variants = tuple(make_variant(n, 1000 * n, left, name=name) for n, name, left in sizes)
    put(make_content(7, variants=variants))
    html = read(client, "/products/piece-7/")
    assert 'value="V1" required disabled>' in html
    assert '<span class="choice__note">sold out</span>' in html
    assert 'value="V2" required checked>' in html
    assert "$20.00" in html


def test_a_sold_out_piece_offers_nothing_that_cannot_be_done(client: Client) -> None:
    put(make_content(7, quantity=0))
    html = read(client, "/products/piece-7/")
    assert "Sold out." in html
    assert 'action="/cart/lines/"' not in html


def test_structured_data_tells_a_price_a_stock_and_no_person(client: Client) -> None:
    put(make_content(7, price=4200, name="A </script><script>alert(1)</script> scarf"))
    html = read(client, "/products/piece-7/")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    data = json.loads(found.group(1))
    assert data["name"] == "A </script><script>alert(1)</script> scarf"
    assert data["offers"] == [
        {
            "@type": "Offer",
            "sku": "SKU-7",
            "url": "http://127.0.0.1:8000/products/piece-7/",
            "price": "42.00",
            "priceCurrency": "USD",
            "availability": "https://schema.org/InStock",
            "itemCondition": "https://schema.org/NewCondition",
        }
    ]
    assert data["countryOfOrigin"] == {"@type": "Country", "name": "IN"}
    assert "Person" not in found.group(1)


def test_a_piece_without_a_price_has_no_offer_for_machines(client: Client) -> None:
    put(make_content(7, price=0))
    assert "schema.org/Offer" not in read(client, "/products/piece-7/")
    assert '"offers"' not in read(client, "/products/piece-7/")


def test_pieces_near_to_it_do_not_include_itself(client: Client) -> None:
    put(*(make_content(number) for number in range(1, 8)))
    html = read(client, "/products/piece-3/")
    near = re.findall(r'<h3 class="card__name"><a href="([^"]+)">', html)
    assert len(near) == 4
    assert "/products/piece-3/" not in near


def test_an_unknown_piece_is_a_friendly_404(client: Client) -> None:
    html = read(client, "/products/never-made/", status=404)
    assert "Nothing stands at this address." in html
    assert 'content="noindex"' in html


def test_nobody_is_offered_more_than_there_is_or_more_than_is_allowed() -> None:
    offer = VariantOffer(VariantId("V1"), "S", "One size", Money.from_minor(100, "USD"), None, 3, 0, ())
    limits = [(3, 0, 3), (50, 0, 20), (50, 4, 4), (2, 4, 2)]
    for left, limit, most in limits:
        built = build_offer((replace(offer, quantity_available=left, limit_per_customer=limit),))
        assert built is not None
        assert built.most == most

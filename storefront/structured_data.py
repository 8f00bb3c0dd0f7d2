"""What search engines are told about a product, as schema.org JSON-LD. Never a person."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from catalog.shapes import ProductDetail, VariantOffer

_IN_STOCK = "https://schema.org/InStock"
_SOLD_OUT = "https://schema.org/SoldOut"


def describe_product(detail: ProductDetail, *, url: str, programme: str) -> SafeString:
    """JSON-LD of a product, safe inside a `<script type="application/ld+json">` (a data block, never run).

    Source: schema.org Product and Offer. An offer without a price above zero is left out.
    """
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": detail.card.name,
        "url": url,
        "description": detail.summary or " ".join(detail.paragraphs),
        "image": [absolute_url(picture.src) for picture in detail.pictures],
        "offers": [_offer(offer, url) for offer in detail.variants if offer.price.amount > 0],
    }
    if len(detail.variants) == 1:
        described["sku"] = detail.variants[0].sku
    materials = [attribute.text for attribute in detail.attributes if attribute.slug == "material"]
    if materials:
        described["material"] = materials[0]
    if detail.card.country:
        described["countryOfOrigin"] = {"@type": "Country", "name": detail.card.country}
    if programme:
        described["manufacturer"] = {"@type": "Organization", "name": programme}
    text = json.dumps({name: value for name, value in described.items() if value}, ensure_ascii=False)
    # Nothing in the text may end the block or open a comment in it.
    for letter, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(letter, escape)
    return mark_safe(text)  # noqa: S308


def absolute_url(url: str) -> str:
    """A full address for readers outside the shop."""
    return f"{settings.PUBLIC_URL}{url}" if url.startswith("/") else url


def _offer(offer: VariantOffer, url: str) -> dict[str, str]:
    return {
        "@type": "Offer",
        "sku": offer.sku,
        "url": url,
        "price": str(offer.price.amount),
        "priceCurrency": offer.price.currency,
        "availability": _SOLD_OUT if offer.sold_out else _IN_STOCK,
        "itemCondition": "https://schema.org/NewCondition",
    }

"""A tiny Saleor at the transport's edge: answers the catalogue's four documents from plain values."""

import json
from collections.abc import Callable, Mapping
from typing import Any

products: dict[str, dict[str, Any]] = {}
categories: list[dict[str, Any]] = []
collections: list[dict[str, Any]] = []
media: dict[str, bytes] = {}
requests: list[str] = []
meanwhile: list[Callable[[], object]] = []  # what happens while the next request is answered
before: dict[tuple[str, int], Callable[[], object]] = {}  # what happens before the nth request of that name
gone_channels: set[str] = set()
fail_on: set[int] = set()  # numbers of requests, counted from 1, that get status 500


def reset() -> None:
    """Empties the shop."""
    for store in (products, categories, collections, media, requests, meanwhile, before, gone_channels, fail_on):
        store.clear()


def execute(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """One GraphQL request, answered by operation name."""
    request = json.loads(body)
    requests.append(request["operationName"])
    before.pop((request["operationName"], requests.count(request["operationName"])), lambda: None)()
    while meanwhile:
        meanwhile.pop()()
    if len(requests) in fail_on:
        return 500, b"no"
    variables = request["variables"]
    match request["operationName"]:
        case "CatalogProducts":
            data = {"products": _page(_listed(), variables)}
        case "CatalogProductsNamed":
            named = [product for product in _listed() if product["id"] in variables["ids"]]
            data = {"products": _page(named, variables)}
        case "CatalogProduct":
            found = products.get(variables["id"])
            # Like Saleor: strangers see nothing without a price, an app with the right to manage products does.
            hidden = found is not None and "authorization" not in headers and not _is_priced(found)
            data = {"product": None if hidden else found}
        case "ShopAndChannel":
            slug = variables["channel"]
            channel = None if slug in gone_channels else {"id": "Q2hhbm5lbDox", "slug": slug}
            data = {"shop": {"name": "Kantha", "schemaVersion": "3.23"}, "channel": channel}
        case "CatalogCategories":
            data = {"categories": _page(_with_languages(categories), variables)}
        case _:
            data = {"collections": _page(_with_languages(collections), variables)}
    return 200, json.dumps({"data": data}).encode()


def key_set() -> bytes:
    """No keys."""
    return b'{"keys": []}'


def read_media(url: str) -> bytes:
    """An original that a test stored."""
    return media[url]


def add_product(number: int, *, price: int = 2500, quantity: int | None = 4, **changes: Any) -> dict[str, Any]:
    """Puts product `number` into the shop; `price` in cents, None for a variant without one."""
    amount = {"currency": "USD", "fractionalAmount": price, "fractionDigits": 2}
    variant = {
        "id": f"V{number}",
        "name": "Single",
        "sku": f"S-{number}",
        "quantityAvailable": quantity,
        "quantityLimitPerCustomer": None,
        "pricing": {"price": {"gross": amount}, "priceUndiscounted": {"gross": amount}},
        "assignedAttributes": [],
    }
    products[f"P{number}"] = {
        "id": f"P{number}",
        "slug": f"piece-{number:03d}",
        "name": f"Piece {number}",
        "description": json.dumps({"blocks": [{"type": "paragraph", "data": {"text": "Soft <b>cotton</b>."}}]}),
        "seoDescription": "",
        "hi": None,
        "km": None,
        "created": "2026-01-01T00:00:00+00:00",
        "updatedAt": "2026-01-02T00:00:00+00:00",
        "isAvailableForPurchase": True,
        "productType": {"slug": "cloth", "name": "Cloth"},
        "category": None,
        "collections": [],
        "assignedAttributes": [],
        "media": [],
        "productVariants": {"edges": [{"node": variant}]},
    } | changes
    return products[f"P{number}"]


def _listed() -> list[dict[str, Any]]:
    return sorted(filter(_is_priced, products.values()), key=lambda one: str(one["slug"]))


def _with_languages(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"hi": None, "km": None} | row for row in rows]


def _is_priced(product: dict[str, Any]) -> bool:
    return any(edge["node"]["pricing"] for edge in product["productVariants"]["edges"])


def _page(rows: list[dict[str, Any]], variables: dict[str, Any]) -> dict[str, Any]:
    start = int(variables.get("after") or 0)
    end = start + variables["first"]
    return {
        "totalCount": len(rows),
        "pageInfo": {"hasNextPage": end < len(rows), "endCursor": str(min(end, len(rows)))},
        "edges": [{"node": node} for node in rows[start:end]],
    }

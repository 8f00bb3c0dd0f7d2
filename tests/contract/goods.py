"""The shop that every contract test knows: thirty-four products at odd prices, three zones, two vouchers.

Loaded into the engine by `load_shop`, into a Saleor by `Seeding`. Slugs, SKUs and codes begin with `contract`, since
a Saleor keeps them for all its channels.
"""

from typing import Any

PLENTY, PAIR, SCARCE, SOLD_OUT = "CONTRACT-PLENTY", "CONTRACT-PAIR", "CONTRACT-SCARCE", "CONTRACT-SOLD-OUT"
UNPUBLISHED, NOT_YET, UNPRICED = "CONTRACT-UNPUBLISHED", "CONTRACT-NOT-YET", "CONTRACT-UNPRICED"
CONSUMED = "CONTRACT-CONSUMED"
TEN_PERCENT, FROM_500 = "CONTRACTTEN", "CONTRACTBIG"
HINDI = "खेत की रजाई"
RARE_WORD = "zibeline"
LISTED = 32
IN_STOCK = 1000


def describe_goods(channel: str) -> dict[str, Any]:
    """The document, in the form that `engine.loading` describes, for one channel."""
    return {
        "shop": {"name": "Contract shop", "default_country": "US", "limit_quantity_per_checkout": 50},
        "channels": [{"slug": channel, "name": "Contract", "currency": "USD", "default_country": "US"}],
        "tax_rates": {"GB": "0.20", "DE": "0.19"},
        "warehouses": [{"slug": f"{channel}-main", "name": "Main"}],
        "shipping_zones": [
            _zone("English-speaking", ["US", "GB"], channel, ("Post", 4, 9, "7.35"), ("Courier", 1, 2, "18.90")),
            _zone("Germany", ["DE"], channel, ("Post", 4, 8, "12.05")),
            _zone("India", ["IN"], channel, ("Post", 3, 6, "3.00")),
        ],
        "attributes": [
            _choices("contract-craft", "Craft", "Kantha", "Ikat"),
            _choices("contract-size", "Size", "Small", "Large"),
            {"slug": "contract-material", "name": "Material", "input_type": "PLAIN_TEXT"},
        ],
        "product_types": [
            {
                "slug": "contract-cloth",
                "name": "Contract cloth",
                "product_attributes": ["contract-craft", "contract-material"],
                "variant_attributes": ["contract-size"],
            }
        ],
        "categories": [
            {"slug": "contract-textiles", "name": "Contract textiles"},
            {"slug": "contract-scarves", "name": "Contract scarves", "parent": "contract-textiles"},
        ],
        "products": _list_products(channel),
        "collections": [{"slug": f"{channel}-new", "name": "New in", "products": ["contract-pair", "contract-plenty"]}],
        "vouchers": [
            {"code": TEN_PERCENT, "name": "Ten percent", "percent": "10"},
            {"code": FROM_500, "name": "From 500", "percent": "10", "minimum_spent": "500.00"},
        ],
    }


def _zone(name: str, countries: list[str], channel: str, *methods: tuple[str, int, int, str]) -> dict[str, Any]:
    offers = [
        {"name": name, "minimum_days": least, "maximum_days": most, "prices": {channel: price}}
        for name, least, most, price in methods
    ]
    return {"name": name, "countries": countries, "methods": offers}


def _choices(slug: str, name: str, *values: str) -> dict[str, Any]:
    rows = [{"slug": value.lower(), "name": value} for value in values]
    return {"slug": slug, "name": name, "input_type": "DROPDOWN", "values": rows}


def _list_products(channel: str) -> list[dict[str, Any]]:
    not_yet = {"available_for_purchase_at": "2099-01-01T00:00:00+00:00"}
    return [
        _product("plenty", "Indigo scarf", _variant(PLENTY, "48.35"), rare=True),
        _product(
            "pair", "Field quilt", _variant(PAIR, "119.99", size="small"), _variant(f"{PAIR}-L", "139.99", size="large")
        )
        | {"translations": {"hi": {"name": HINDI, "description": ["हाथ से सिली।"]}}},
        _product("scarce", "Temple shawl", _variant(SCARCE, "33.33", stock=2)),
        _product("sold-out", "Sold-out shawl", _variant(SOLD_OUT, "60.00", stock=0)),
        _product("consumed", "Courtyard mat", _variant(CONSUMED, "9.73", stock=100000)),
        _product(
            "unpublished", "Hidden shawl", _variant(UNPUBLISHED, "61.00"), listing={channel: {"is_published": False}}
        ),
        _product("not-yet", "Next year's shawl", _variant(NOT_YET, "62.00"), listing={channel: not_yet}),
        _product("unpriced", "Half-priced shawl", _variant(f"{UNPRICED}-S", "63.00"), _variant(UNPRICED, "")),
        *(
            _product(
                f"row-{number:02}",
                f"Row {number:02}",
                _variant(f"CONTRACT-ROW-{number:02}", f"{20 + number}.{number:02}"),
            )
            for number in range(25)
        ),
    ]


def _product(
    slug: str, name: str, *variants: dict[str, Any], rare: bool = False, listing: dict[str, Any] | None = None
) -> dict[str, Any]:
    named = f"{name} {RARE_WORD}" if rare else name
    return {
        "slug": f"contract-{slug}",
        "name": named,
        "product_type": "contract-cloth",
        "category": "contract-scarves",
        "description": [f"{named}, for the contract tests."],
        "attributes": {"contract-craft": "kantha", "contract-material": "Cotton"},
        "variants": list(variants),
        **({"channels": listing} if listing else {}),
    }


def _variant(sku: str, price: str, *, stock: int = IN_STOCK, size: str = "") -> dict[str, Any]:
    given = {"sku": sku, "name": size.title() or sku, "stock": stock}
    given |= {"attributes": {"contract-size": size} if size else {}}
    return {**given, "price": price} if price else given

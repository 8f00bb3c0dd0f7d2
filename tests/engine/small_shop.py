"""A small shop for the engine's tests, as `engine_load` takes it."""

from typing import Any

ADDRESS = {
    "firstName": "Sample",
    "lastName": "Buyer",
    "streetAddress1": "813 Howard Street",
    "city": "Oswego",
    "countryArea": "NY",
    "postalCode": "13126",
    "country": "US",
}


def describe_shop(*, products: int = 2, pieces: int = 5, reserve_minutes: int = 0) -> dict[str, Any]:
    """`products` scarves p0, p1, ... at $20.00, $21.00, ... with a red and a blue variant of `pieces` each."""
    return {
        "shop": {"name": "Test shop", "reserve_minutes": reserve_minutes},
        "channels": [{"slug": "default-channel", "name": "Default", "currency": "USD", "default_country": "US"}],
        "tax_rates": {"GB": "0.20"},
        "warehouses": [{"slug": "main", "name": "Main"}],
        "shipping_zones": [
            {
                "name": "Served",
                "countries": ["US", "GB"],
                "methods": [
                    {"name": "Fast", "prices": {"default-channel": "15.00"}, "maximum_days": 2},
                    {"name": "Post", "prices": {"default-channel": "5.00"}, "minimum_days": 4, "maximum_days": 9},
                ],
            }
        ],
        "attributes": [
            {
                "slug": "craft",
                "name": "Craft",
                "input_type": "DROPDOWN",
                "values": [{"slug": "kantha", "name": "Kantha"}, {"slug": "ikat", "name": "Ikat"}],
            },
            {"slug": "material", "name": "Material", "input_type": "PLAIN_TEXT"},
            {
                "slug": "colour",
                "name": "Colour",
                "input_type": "DROPDOWN",
                "values": [{"slug": "red", "name": "Red"}, {"slug": "blue", "name": "Blue"}],
            },
        ],
        "product_types": [
            {
                "slug": "scarf",
                "name": "Scarf",
                "product_attributes": ["craft", "material"],
                "variant_attributes": ["colour"],
            }
        ],
        "categories": [
            {"slug": "textiles", "name": "Textiles"},
            {"slug": "scarves", "name": "Scarves", "parent": "textiles"},
        ],
        "products": [_describe_product(number, pieces) for number in range(products)],
        "collections": [{"slug": "new", "name": "New", "products": ["p0"]}],
        "vouchers": [{"code": "TEN", "name": "Ten per cent", "percent": "10", "minimum_spent": "30.00"}],
    }


def _describe_product(number: int, pieces: int) -> dict[str, Any]:
    return {
        "slug": f"p{number}",
        "name": f"Scarf {number}",
        "product_type": "scarf",
        "category": "scarves",
        "description": ["A scarf."],
        "attributes": {"craft": "kantha" if number % 2 else "ikat", "material": "Cotton"},
        "variants": [
            {
                "sku": f"p{number}-{colour}",
                "name": colour.title(),
                "attributes": {"colour": colour},
                "price": f"{20 + number}.00",
                "stock": pieces,
            }
            for colour in ("red", "blue")
        ],
    }

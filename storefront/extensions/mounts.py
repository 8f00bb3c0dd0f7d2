"""Where Saleor's Dashboard shows pages of ours: the `extensions` of the app's manifest.

Source: `saleor/app/manifest_schema.py` of Saleor 3.23.28; `src/extensions/domain/` of its Dashboard.
"""

from django.conf import settings

EXTENSIONS_ROOT = "/saleor/extensions"


def list_extensions() -> list[dict[str, object]]:
    """A widget on products and on orders, and an entry in the catalogue's menu.

    The Dashboard shows each only to staff with its permissions. It sends widgets a form; a page of the menu must lie
    below `appUrl`, is asked for by GET, and is given its token by a message.
    """
    return [
        _widget("PRODUCT_DETAILS_WIDGETS", "Story, tags and impact", "product", "MANAGE_PRODUCTS"),
        _widget("ORDER_DETAILS_WIDGETS", "Impact ledger", "order", "MANAGE_ORDERS"),
        {
            "label": "Stories, tags and lots",
            "mount": "NAVIGATION_CATALOG",
            "target": "APP_PAGE",
            "permissions": ["MANAGE_PRODUCTS"],
            "url": "/overview",
        },
    ]


def _widget(mount: str, label: str, place: str, permission: str) -> dict[str, object]:
    return {
        "label": label,
        "mount": mount,
        "target": "WIDGET",
        "permissions": [permission],
        "url": f"{settings.PUBLIC_URL}{EXTENSIONS_ROOT}/{place}",
        "options": {"widgetTarget": {"method": "POST"}},
    }

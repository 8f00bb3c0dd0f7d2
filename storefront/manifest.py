"""How the shop introduces itself to Saleor as an app."""

from django.conf import settings

from saleor_api.subscriptions import read_subscription
from storefront.events import ShopEvent, permissions_needed
from storefront.extensions.mounts import EXTENSIONS_ROOT, list_extensions

VERSION = "0.1.0"


def build_manifest() -> dict[str, object]:
    """The app manifest: what the shop may do, and a webhook for every event it listens to."""
    base = f"{settings.PUBLIC_URL}/saleor"
    return {
        "id": settings.SHOP_APP_ID,
        "name": "Kantha shop",
        "version": VERSION,
        "about": "Keeps the shop's catalogue, impact ledger and mails in step with Saleor.",
        "author": "Kantha",
        "permissions": list(permissions_needed()),
        "appUrl": f"{settings.PUBLIC_URL}{EXTENSIONS_ROOT}",
        "tokenTargetUrl": f"{base}/register",
        "requiredSaleorVersion": ">=3.23 <4",
        "extensions": list_extensions(),
        "webhooks": [
            {
                "name": event.value,
                "targetUrl": f"{base}/webhooks/{event}/",
                "query": read_subscription(event),
                "isActive": True,
                "asyncEvents": [event.upper()],
            }
            for event in ShopEvent
        ],
    }

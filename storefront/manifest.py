"""How the shop introduces itself to Saleor as an app."""

from django.conf import settings

from saleor_api.subscriptions import read_subscription
from storefront.events import ShopEvent, permissions_needed
from storefront.extensions import EXTENSIONS

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
        "appUrl": f"{settings.PUBLIC_URL}/dashboard/",
        "tokenTargetUrl": f"{base}/register",
        "requiredSaleorVersion": ">=3.23 <4",
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
        "extensions": [extension.write(settings.PUBLIC_URL) for extension in EXTENSIONS],
    }

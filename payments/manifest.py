"""How the payment app introduces itself to Saleor."""

from django.conf import settings

from payments.events import SESSION_EVENTS
from saleor_api.subscriptions import read_subscription

VERSION = "0.1.0"
# Without it Saleor keeps the transaction webhooks to itself, and takes no later word on a transaction.
PERMISSIONS = ("HANDLE_PAYMENTS",)


def build_manifest() -> dict[str, object]:
    """The app manifest: no permission beyond handling payments, one webhook for each transaction event.

    It names no `appUrl`: the app has no page that may stand in a frame, and Saleor's Dashboard opens its own then.
    """
    base = f"{settings.PUBLIC_URL}/payments/saleor"
    return {
        "id": settings.PAYMENTS_APP_ID,
        "name": "Kantha payments",
        "version": VERSION,
        "about": "Takes payments for Kantha. In this mode with a test gateway: no money moves.",
        "author": "Kantha",
        "permissions": list(PERMISSIONS),
        "tokenTargetUrl": f"{base}/register",
        "requiredSaleorVersion": ">=3.23 <4",
        "webhooks": [
            {
                "name": event,
                "targetUrl": f"{base}/webhooks/{event}/",
                "query": read_subscription(event),
                "isActive": True,
                "syncEvents": [event.upper()],
            }
            for event in SESSION_EVENTS
        ],
    }

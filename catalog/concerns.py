"""What staff must mend in Saleor before the shop can show it: noted when it is seen, gone when it is mended."""

from django.conf import settings

from catalog.mapping import has_price
from catalog.models import Concern
from saleor_api.client import app_client
from saleor_api.errors import SaleorDenied


def note_missing_price(channel: str, product_id: str, name: str) -> None:
    """Notes a product that vanished because it lost its price. One call, with the shop app's rights.

    A stranger is told the same of a product without a price as of one that was deleted or unpublished; an app with
    the right to manage products is told what there is.

    Raises:
        SaleorError: Saleor does not answer.
    """
    try:
        product = app_client(settings.SHOP_APP_ID).catalog_product(channel=channel, id=product_id)
    except SaleorDenied:
        return
    if product is None or has_price(product):
        clear_concern(channel, product_id)
        return
    Concern.objects.update_or_create(channel=channel, product_id=product_id, defaults={"name": name[:255]})


def concern_about(channel: str, product_id: str) -> str:
    """The name of a product that was noted; empty if it was not. One query."""
    return Concern.objects.filter(channel=channel, product_id=product_id).values_list("name", flat=True).first() or ""


def clear_concern(channel: str, product_id: str) -> None:
    """Forgets what was noted of a product."""
    Concern.objects.filter(channel=channel, product_id=product_id).delete()

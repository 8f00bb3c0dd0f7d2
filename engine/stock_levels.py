"""Setting stock, and telling when something is sold out or back."""

from collections.abc import Mapping

from engine.models import ProductVariant, Stock, Warehouse
from engine.webhooks import record_event


def tell_availability(stock: Stock, before: int, after: int) -> None:
    """Tell that a stock came to nothing, or is back from it; `before` and `after` are free pieces."""
    if (before > 0) != (after > 0):
        turn = "OUT_OF_STOCK" if before > 0 else "BACK_IN_STOCK"
        payload = {"product_variant": stock.product_variant, "warehouse": stock.warehouse}
        record_event(f"PRODUCT_VARIANT_{turn}", payload)


def set_stocks(variant: ProductVariant, quantities: Mapping[str, int]) -> None:
    """Set how many pieces of a variant lie in warehouses, given by key. Must run in a transaction."""
    for warehouse in Warehouse.objects.filter(pk__in=quantities):
        quantity = quantities[str(warehouse.pk)]
        stock, is_new = Stock.objects.get_or_create(product_variant=variant, warehouse=warehouse)
        Stock.objects.filter(pk=stock.pk).update(quantity=quantity)
        if not is_new:  # saleor-events.md, "Which change fires what"
            record_event("PRODUCT_VARIANT_STOCK_UPDATED", {"product_variant": variant, "warehouse": warehouse})
        tell_availability(stock, stock.quantity - stock.quantity_allocated, quantity - stock.quantity_allocated)

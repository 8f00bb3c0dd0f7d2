"""Sets and reads the engine's stock from outside, in a process of its own on the data under measure."""

from collections.abc import Mapping

from bench.servers import manage

_OF_PRODUCT = "Stock.objects.filter(product_variant__product__slug={slug!r})"


def set_stock(env: Mapping[str, str], product: str, pieces: int) -> None:
    """Sets what can be sold of every variant of the product, straight in the engine's tables; frees reservations."""
    rows = _OF_PRODUCT.format(slug=_slug(product))
    lines = (
        "from django.db.models import F",
        "from engine.models import Reservation, Stock",
        "Reservation.objects.all().delete()",
        f"{rows}.update(quantity=F('quantity_allocated') + {pieces})",
    )
    manage(env, "shell", "-c", "\n".join(lines))


def read_stock(env: Mapping[str, str], product: str) -> int:
    """The least that is left of a variant of the product (negative if oversold)."""
    rows = _OF_PRODUCT.format(slug=_slug(product))
    lines = (
        "from engine.models import Stock",
        f"print(min(stock.quantity - stock.quantity_allocated for stock in {rows}))",
    )
    return int(manage(env, "shell", "-v", "0", "-c", "\n".join(lines)).split()[-1])


def _slug(product: str) -> str:
    return product.rstrip("/").rpartition("/")[2]

"""Saleor's global ids: base64 of `Type:pk`. Checkout and order ids are bearer secrets: never in URLs or logs."""

import binascii
from base64 import b64decode, b64encode
from typing import NewType

ProductId = NewType("ProductId", str)
VariantId = NewType("VariantId", str)
CheckoutId = NewType("CheckoutId", str)
CheckoutLineId = NewType("CheckoutLineId", str)
OrderId = NewType("OrderId", str)
OrderLineId = NewType("OrderLineId", str)
TransactionId = NewType("TransactionId", str)
FulfillmentId = NewType("FulfillmentId", str)
WarehouseId = NewType("WarehouseId", str)


def pack_id(type_name: str, pk: int | str) -> str:
    """`Product` and 134 become `UHJvZHVjdDoxMzQ=`."""
    return b64encode(f"{type_name}:{pk}".encode()).decode("ascii")


def unpack_id(global_id: str) -> tuple[str, str]:
    """`UHJvZHVjdDoxMzQ=` becomes `Product` and `134`.

    Raises:
        ValueError: the text is no global id.
    """
    try:
        type_name, separator, pk = b64decode(global_id.encode("ascii"), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeError) as error:
        raise ValueError(f"{global_id!r} is no global id.") from error
    if not separator or not type_name or not pk:
        raise ValueError(f"{global_id!r} is no global id.")
    return type_name, pk

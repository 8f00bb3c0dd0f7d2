from typing import Optional

from .base_model import BaseModel
from .enums import FulfillmentStatus, OrderErrorCode


class FulfillmentReturnProducts(BaseModel):
    order_fulfillment_return_products: Optional[
        "FulfillmentReturnProductsOrderFulfillmentReturnProducts"
    ]


class FulfillmentReturnProductsOrderFulfillmentReturnProducts(BaseModel):
    return_fulfillment: Optional[
        "FulfillmentReturnProductsOrderFulfillmentReturnProductsReturnFulfillment"
    ]
    errors: list["FulfillmentReturnProductsOrderFulfillmentReturnProductsErrors"]


class FulfillmentReturnProductsOrderFulfillmentReturnProductsReturnFulfillment(
    BaseModel
):
    id: str
    status: FulfillmentStatus


class FulfillmentReturnProductsOrderFulfillmentReturnProductsErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: OrderErrorCode
    order_lines: Optional[list[str]]

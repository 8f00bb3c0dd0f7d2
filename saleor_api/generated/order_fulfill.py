from typing import Optional

from .base_model import BaseModel
from .enums import FulfillmentStatus, OrderErrorCode


class OrderFulfill(BaseModel):
    order_fulfill: Optional["OrderFulfillOrderFulfill"]


class OrderFulfillOrderFulfill(BaseModel):
    fulfillments: Optional[list["OrderFulfillOrderFulfillFulfillments"]]
    errors: list["OrderFulfillOrderFulfillErrors"]


class OrderFulfillOrderFulfillFulfillments(BaseModel):
    id: str
    status: FulfillmentStatus


class OrderFulfillOrderFulfillErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: OrderErrorCode
    order_lines: Optional[list[str]]

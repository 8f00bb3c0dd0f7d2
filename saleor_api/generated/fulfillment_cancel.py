from typing import Optional

from .base_model import BaseModel
from .enums import FulfillmentStatus, OrderErrorCode


class FulfillmentCancel(BaseModel):
    order_fulfillment_cancel: Optional["FulfillmentCancelOrderFulfillmentCancel"]


class FulfillmentCancelOrderFulfillmentCancel(BaseModel):
    fulfillment: Optional["FulfillmentCancelOrderFulfillmentCancelFulfillment"]
    errors: list["FulfillmentCancelOrderFulfillmentCancelErrors"]


class FulfillmentCancelOrderFulfillmentCancelFulfillment(BaseModel):
    id: str
    status: FulfillmentStatus


class FulfillmentCancelOrderFulfillmentCancelErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: OrderErrorCode

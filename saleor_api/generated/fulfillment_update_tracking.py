from typing import Optional

from .base_model import BaseModel
from .enums import OrderErrorCode


class FulfillmentUpdateTracking(BaseModel):
    order_fulfillment_update_tracking: Optional[
        "FulfillmentUpdateTrackingOrderFulfillmentUpdateTracking"
    ]


class FulfillmentUpdateTrackingOrderFulfillmentUpdateTracking(BaseModel):
    fulfillment: Optional[
        "FulfillmentUpdateTrackingOrderFulfillmentUpdateTrackingFulfillment"
    ]
    errors: list["FulfillmentUpdateTrackingOrderFulfillmentUpdateTrackingErrors"]


class FulfillmentUpdateTrackingOrderFulfillmentUpdateTrackingFulfillment(BaseModel):
    id: str
    tracking_number: str


class FulfillmentUpdateTrackingOrderFulfillmentUpdateTrackingErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: OrderErrorCode

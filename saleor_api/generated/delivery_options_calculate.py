from typing import Optional

from .base_model import BaseModel
from .enums import DeliveryOptionsCalculateErrorCode
from .fragments import DeliveryParts


class DeliveryOptionsCalculate(BaseModel):
    delivery_options_calculate: Optional[
        "DeliveryOptionsCalculateDeliveryOptionsCalculate"
    ]


class DeliveryOptionsCalculateDeliveryOptionsCalculate(BaseModel):
    deliveries: list["DeliveryOptionsCalculateDeliveryOptionsCalculateDeliveries"]
    errors: list["DeliveryOptionsCalculateDeliveryOptionsCalculateErrors"]


DeliveryOptionsCalculateDeliveryOptionsCalculateDeliveries = DeliveryParts


class DeliveryOptionsCalculateDeliveryOptionsCalculateErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: DeliveryOptionsCalculateErrorCode

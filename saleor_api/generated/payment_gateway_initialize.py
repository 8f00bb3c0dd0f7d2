from typing import Any, Optional

from .base_model import BaseModel
from .enums import PaymentGatewayConfigErrorCode, PaymentGatewayInitializeErrorCode


class PaymentGatewayInitialize(BaseModel):
    payment_gateway_initialize: Optional[
        "PaymentGatewayInitializePaymentGatewayInitialize"
    ]


class PaymentGatewayInitializePaymentGatewayInitialize(BaseModel):
    gateway_configs: Optional[
        list["PaymentGatewayInitializePaymentGatewayInitializeGatewayConfigs"]
    ]
    errors: list["PaymentGatewayInitializePaymentGatewayInitializeErrors"]


class PaymentGatewayInitializePaymentGatewayInitializeGatewayConfigs(BaseModel):
    id: str
    data: Optional[Any]
    errors: Optional[
        list["PaymentGatewayInitializePaymentGatewayInitializeGatewayConfigsErrors"]
    ]


class PaymentGatewayInitializePaymentGatewayInitializeGatewayConfigsErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: PaymentGatewayConfigErrorCode


class PaymentGatewayInitializePaymentGatewayInitializeErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: PaymentGatewayInitializeErrorCode

from typing import Optional

from .base_model import BaseModel
from .enums import DeliveryOptionsCalculateErrorCode
from .fragments import CheckoutErrorParts, DeliveryParts


class FillCheckout(BaseModel):
    email: Optional["FillCheckoutEmail"] = None
    shipping: Optional["FillCheckoutShipping"]
    billing: Optional["FillCheckoutBilling"]
    options: Optional["FillCheckoutOptions"]


class FillCheckoutEmail(BaseModel):
    errors: list["FillCheckoutEmailErrors"]


FillCheckoutEmailErrors = CheckoutErrorParts


class FillCheckoutShipping(BaseModel):
    errors: list["FillCheckoutShippingErrors"]


FillCheckoutShippingErrors = CheckoutErrorParts


class FillCheckoutBilling(BaseModel):
    errors: list["FillCheckoutBillingErrors"]


FillCheckoutBillingErrors = CheckoutErrorParts


class FillCheckoutOptions(BaseModel):
    deliveries: list["FillCheckoutOptionsDeliveries"]
    errors: list["FillCheckoutOptionsErrors"]


FillCheckoutOptionsDeliveries = DeliveryParts


class FillCheckoutOptionsErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: DeliveryOptionsCalculateErrorCode

from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts, CheckoutParts


class CheckoutDeliveryMethodUpdate(BaseModel):
    checkout_delivery_method_update: Optional[
        "CheckoutDeliveryMethodUpdateCheckoutDeliveryMethodUpdate"
    ]


class CheckoutDeliveryMethodUpdateCheckoutDeliveryMethodUpdate(BaseModel):
    checkout: Optional[
        "CheckoutDeliveryMethodUpdateCheckoutDeliveryMethodUpdateCheckout"
    ]
    errors: list["CheckoutDeliveryMethodUpdateCheckoutDeliveryMethodUpdateErrors"]


CheckoutDeliveryMethodUpdateCheckoutDeliveryMethodUpdateCheckout = CheckoutParts
CheckoutDeliveryMethodUpdateCheckoutDeliveryMethodUpdateErrors = CheckoutErrorParts

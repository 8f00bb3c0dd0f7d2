from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts, CheckoutParts


class CheckoutShippingAddressUpdate(BaseModel):
    checkout_shipping_address_update: Optional[
        "CheckoutShippingAddressUpdateCheckoutShippingAddressUpdate"
    ]


class CheckoutShippingAddressUpdateCheckoutShippingAddressUpdate(BaseModel):
    checkout: Optional[
        "CheckoutShippingAddressUpdateCheckoutShippingAddressUpdateCheckout"
    ]
    errors: list["CheckoutShippingAddressUpdateCheckoutShippingAddressUpdateErrors"]


CheckoutShippingAddressUpdateCheckoutShippingAddressUpdateCheckout = CheckoutParts
CheckoutShippingAddressUpdateCheckoutShippingAddressUpdateErrors = CheckoutErrorParts

from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts, CheckoutParts


class CheckoutBillingAddressUpdate(BaseModel):
    checkout_billing_address_update: Optional[
        "CheckoutBillingAddressUpdateCheckoutBillingAddressUpdate"
    ]


class CheckoutBillingAddressUpdateCheckoutBillingAddressUpdate(BaseModel):
    checkout: Optional[
        "CheckoutBillingAddressUpdateCheckoutBillingAddressUpdateCheckout"
    ]
    errors: list["CheckoutBillingAddressUpdateCheckoutBillingAddressUpdateErrors"]


CheckoutBillingAddressUpdateCheckoutBillingAddressUpdateCheckout = CheckoutParts
CheckoutBillingAddressUpdateCheckoutBillingAddressUpdateErrors = CheckoutErrorParts

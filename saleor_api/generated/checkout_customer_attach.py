from typing import Optional

from .base_model import BaseModel
from .enums import CheckoutErrorCode
from .fragments import AddressParts


class CheckoutCustomerAttach(BaseModel):
    checkout_customer_attach: Optional["CheckoutCustomerAttachCheckoutCustomerAttach"]


class CheckoutCustomerAttachCheckoutCustomerAttach(BaseModel):
    checkout: Optional["CheckoutCustomerAttachCheckoutCustomerAttachCheckout"]
    errors: list["CheckoutCustomerAttachCheckoutCustomerAttachErrors"]


class CheckoutCustomerAttachCheckoutCustomerAttachCheckout(BaseModel):
    email: Optional[str]
    user: Optional["CheckoutCustomerAttachCheckoutCustomerAttachCheckoutUser"]


class CheckoutCustomerAttachCheckoutCustomerAttachCheckoutUser(BaseModel):
    default_shipping_address: Optional[
        "CheckoutCustomerAttachCheckoutCustomerAttachCheckoutUserDefaultShippingAddress"
    ]
    default_billing_address: Optional[
        "CheckoutCustomerAttachCheckoutCustomerAttachCheckoutUserDefaultBillingAddress"
    ]


CheckoutCustomerAttachCheckoutCustomerAttachCheckoutUserDefaultShippingAddress = (
    AddressParts
)
CheckoutCustomerAttachCheckoutCustomerAttachCheckoutUserDefaultBillingAddress = (
    AddressParts
)


class CheckoutCustomerAttachCheckoutCustomerAttachErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: CheckoutErrorCode

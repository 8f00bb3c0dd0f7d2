from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts, CheckoutParts


class CheckoutEmailUpdate(BaseModel):
    checkout_email_update: Optional["CheckoutEmailUpdateCheckoutEmailUpdate"]


class CheckoutEmailUpdateCheckoutEmailUpdate(BaseModel):
    checkout: Optional["CheckoutEmailUpdateCheckoutEmailUpdateCheckout"]
    errors: list["CheckoutEmailUpdateCheckoutEmailUpdateErrors"]


CheckoutEmailUpdateCheckoutEmailUpdateCheckout = CheckoutParts
CheckoutEmailUpdateCheckoutEmailUpdateErrors = CheckoutErrorParts

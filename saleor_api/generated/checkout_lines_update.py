from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts, CheckoutParts


class CheckoutLinesUpdate(BaseModel):
    checkout_lines_update: Optional["CheckoutLinesUpdateCheckoutLinesUpdate"]


class CheckoutLinesUpdateCheckoutLinesUpdate(BaseModel):
    checkout: Optional["CheckoutLinesUpdateCheckoutLinesUpdateCheckout"]
    errors: list["CheckoutLinesUpdateCheckoutLinesUpdateErrors"]


CheckoutLinesUpdateCheckoutLinesUpdateCheckout = CheckoutParts
CheckoutLinesUpdateCheckoutLinesUpdateErrors = CheckoutErrorParts

from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts, CheckoutParts


class CheckoutLinesAdd(BaseModel):
    checkout_lines_add: Optional["CheckoutLinesAddCheckoutLinesAdd"]


class CheckoutLinesAddCheckoutLinesAdd(BaseModel):
    checkout: Optional["CheckoutLinesAddCheckoutLinesAddCheckout"]
    errors: list["CheckoutLinesAddCheckoutLinesAddErrors"]


CheckoutLinesAddCheckoutLinesAddCheckout = CheckoutParts
CheckoutLinesAddCheckoutLinesAddErrors = CheckoutErrorParts

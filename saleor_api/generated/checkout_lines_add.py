from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutBrief, CheckoutErrorParts


class CheckoutLinesAdd(BaseModel):
    checkout_lines_add: Optional["CheckoutLinesAddCheckoutLinesAdd"]


class CheckoutLinesAddCheckoutLinesAdd(BaseModel):
    checkout: Optional["CheckoutLinesAddCheckoutLinesAddCheckout"]
    errors: list["CheckoutLinesAddCheckoutLinesAddErrors"]


CheckoutLinesAddCheckoutLinesAddCheckout = CheckoutBrief
CheckoutLinesAddCheckoutLinesAddErrors = CheckoutErrorParts

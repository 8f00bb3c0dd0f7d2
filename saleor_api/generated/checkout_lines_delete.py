from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutBrief, CheckoutErrorParts


class CheckoutLinesDelete(BaseModel):
    checkout_lines_delete: Optional["CheckoutLinesDeleteCheckoutLinesDelete"]


class CheckoutLinesDeleteCheckoutLinesDelete(BaseModel):
    checkout: Optional["CheckoutLinesDeleteCheckoutLinesDeleteCheckout"]
    errors: list["CheckoutLinesDeleteCheckoutLinesDeleteErrors"]


CheckoutLinesDeleteCheckoutLinesDeleteCheckout = CheckoutBrief
CheckoutLinesDeleteCheckoutLinesDeleteErrors = CheckoutErrorParts

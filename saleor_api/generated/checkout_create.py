from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutBrief, CheckoutErrorParts


class CheckoutCreate(BaseModel):
    checkout_create: Optional["CheckoutCreateCheckoutCreate"]


class CheckoutCreateCheckoutCreate(BaseModel):
    checkout: Optional["CheckoutCreateCheckoutCreateCheckout"]
    errors: list["CheckoutCreateCheckoutCreateErrors"]


CheckoutCreateCheckoutCreateCheckout = CheckoutBrief
CheckoutCreateCheckoutCreateErrors = CheckoutErrorParts

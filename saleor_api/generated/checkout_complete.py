from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts


class CheckoutComplete(BaseModel):
    checkout_complete: Optional["CheckoutCompleteCheckoutComplete"]


class CheckoutCompleteCheckoutComplete(BaseModel):
    confirmation_needed: bool
    order: Optional["CheckoutCompleteCheckoutCompleteOrder"]
    errors: list["CheckoutCompleteCheckoutCompleteErrors"]


class CheckoutCompleteCheckoutCompleteOrder(BaseModel):
    id: str
    number: str
    user_email: Optional[str]


CheckoutCompleteCheckoutCompleteErrors = CheckoutErrorParts

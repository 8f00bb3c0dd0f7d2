from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutParts


class CheckoutById(BaseModel):
    checkout: Optional["CheckoutByIdCheckout"]


CheckoutByIdCheckout = CheckoutParts

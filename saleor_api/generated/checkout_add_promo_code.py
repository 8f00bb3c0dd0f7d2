from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts, CheckoutParts


class CheckoutAddPromoCode(BaseModel):
    checkout_add_promo_code: Optional["CheckoutAddPromoCodeCheckoutAddPromoCode"]


class CheckoutAddPromoCodeCheckoutAddPromoCode(BaseModel):
    checkout: Optional["CheckoutAddPromoCodeCheckoutAddPromoCodeCheckout"]
    errors: list["CheckoutAddPromoCodeCheckoutAddPromoCodeErrors"]


CheckoutAddPromoCodeCheckoutAddPromoCodeCheckout = CheckoutParts
CheckoutAddPromoCodeCheckoutAddPromoCodeErrors = CheckoutErrorParts

from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts, CheckoutParts


class CheckoutRemovePromoCode(BaseModel):
    checkout_remove_promo_code: Optional[
        "CheckoutRemovePromoCodeCheckoutRemovePromoCode"
    ]


class CheckoutRemovePromoCodeCheckoutRemovePromoCode(BaseModel):
    checkout: Optional["CheckoutRemovePromoCodeCheckoutRemovePromoCodeCheckout"]
    errors: list["CheckoutRemovePromoCodeCheckoutRemovePromoCodeErrors"]


CheckoutRemovePromoCodeCheckoutRemovePromoCodeCheckout = CheckoutParts
CheckoutRemovePromoCodeCheckoutRemovePromoCodeErrors = CheckoutErrorParts

from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutErrorParts


class CheckoutCustomerNoteUpdate(BaseModel):
    checkout_customer_note_update: Optional[
        "CheckoutCustomerNoteUpdateCheckoutCustomerNoteUpdate"
    ]


class CheckoutCustomerNoteUpdateCheckoutCustomerNoteUpdate(BaseModel):
    checkout: Optional["CheckoutCustomerNoteUpdateCheckoutCustomerNoteUpdateCheckout"]
    errors: list["CheckoutCustomerNoteUpdateCheckoutCustomerNoteUpdateErrors"]


class CheckoutCustomerNoteUpdateCheckoutCustomerNoteUpdateCheckout(BaseModel):
    id: str


CheckoutCustomerNoteUpdateCheckoutCustomerNoteUpdateErrors = CheckoutErrorParts

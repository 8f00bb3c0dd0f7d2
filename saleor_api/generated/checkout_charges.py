from datetime import datetime
from typing import Optional

from .base_model import BaseModel
from .enums import CheckoutChargeStatusEnum, TransactionActionEnum
from .fragments import MoneyParts


class CheckoutCharges(BaseModel):
    checkout: Optional["CheckoutChargesCheckout"]


class CheckoutChargesCheckout(BaseModel):
    id: str
    updated_at: datetime
    charge_status: CheckoutChargeStatusEnum
    transactions: Optional[list["CheckoutChargesCheckoutTransactions"]]


class CheckoutChargesCheckoutTransactions(BaseModel):
    id: str
    actions: list[TransactionActionEnum]
    charged_amount: "CheckoutChargesCheckoutTransactionsChargedAmount"
    refunded_amount: "CheckoutChargesCheckoutTransactionsRefundedAmount"
    refund_pending_amount: "CheckoutChargesCheckoutTransactionsRefundPendingAmount"


CheckoutChargesCheckoutTransactionsChargedAmount = MoneyParts
CheckoutChargesCheckoutTransactionsRefundedAmount = MoneyParts
CheckoutChargesCheckoutTransactionsRefundPendingAmount = MoneyParts

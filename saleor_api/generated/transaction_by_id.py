from typing import Optional

from .base_model import BaseModel
from .fragments import (  # noqa: F401
    TransactionParts,
    TransactionPartsAuthorizedAmount,
    TransactionPartsCanceledAmount,
    TransactionPartsChargedAmount,
    TransactionPartsChargePendingAmount,
    TransactionPartsEvents,
    TransactionPartsRefundedAmount,
    TransactionPartsRefundPendingAmount,
)


class TransactionById(BaseModel):
    transaction: Optional["TransactionByIdTransaction"]


class TransactionByIdTransaction(TransactionParts):
    checkout: Optional["TransactionByIdTransactionCheckout"]
    order: Optional["TransactionByIdTransactionOrder"]


class TransactionByIdTransactionCheckout(BaseModel):
    id: str


class TransactionByIdTransactionOrder(BaseModel):
    id: str
    number: str

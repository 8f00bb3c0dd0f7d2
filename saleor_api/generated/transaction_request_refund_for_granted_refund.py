from typing import Optional

from .base_model import BaseModel
from .enums import TransactionRequestRefundForGrantedRefundErrorCode


class TransactionRequestRefundForGrantedRefund(BaseModel):
    transaction_request_refund_for_granted_refund: Optional[
        "TransactionRequestRefundForGrantedRefundTransactionRequestRefundForGrantedRefund"
    ]


class TransactionRequestRefundForGrantedRefundTransactionRequestRefundForGrantedRefund(
    BaseModel
):
    transaction: Optional[
        "TransactionRequestRefundForGrantedRefundTransactionRequestRefundForGrantedRefundTransaction"
    ]
    errors: list[
        "TransactionRequestRefundForGrantedRefundTransactionRequestRefundForGrantedRefundErrors"
    ]


class TransactionRequestRefundForGrantedRefundTransactionRequestRefundForGrantedRefundTransaction(
    BaseModel
):
    id: str


class TransactionRequestRefundForGrantedRefundTransactionRequestRefundForGrantedRefundErrors(
    BaseModel
):
    field: Optional[str]
    message: Optional[str]
    code: TransactionRequestRefundForGrantedRefundErrorCode

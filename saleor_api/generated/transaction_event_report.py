from typing import Optional

from .base_model import BaseModel
from .enums import TransactionEventReportErrorCode


class TransactionEventReport(BaseModel):
    transaction_event_report: Optional["TransactionEventReportTransactionEventReport"]


class TransactionEventReportTransactionEventReport(BaseModel):
    already_processed: Optional[bool]
    transaction: Optional["TransactionEventReportTransactionEventReportTransaction"]
    errors: list["TransactionEventReportTransactionEventReportErrors"]


class TransactionEventReportTransactionEventReportTransaction(BaseModel):
    id: str


class TransactionEventReportTransactionEventReportErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: TransactionEventReportErrorCode

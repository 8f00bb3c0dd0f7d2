from typing import Any, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import (
    TransactionActionEnum,
    TransactionEventTypeEnum,
    TransactionProcessErrorCode,
)
from .fragments import MoneyParts


class TransactionProcess(BaseModel):
    transaction_process: Optional["TransactionProcessTransactionProcess"]


class TransactionProcessTransactionProcess(BaseModel):
    transaction: Optional["TransactionProcessTransactionProcessTransaction"]
    transaction_event: Optional["TransactionProcessTransactionProcessTransactionEvent"]
    data: Optional[Any]
    errors: list["TransactionProcessTransactionProcessErrors"]


class TransactionProcessTransactionProcessTransaction(BaseModel):
    id: str
    psp_reference: str
    actions: list[TransactionActionEnum]
    charged_amount: "TransactionProcessTransactionProcessTransactionChargedAmount"
    authorized_amount: "TransactionProcessTransactionProcessTransactionAuthorizedAmount"


TransactionProcessTransactionProcessTransactionChargedAmount = MoneyParts
TransactionProcessTransactionProcessTransactionAuthorizedAmount = MoneyParts


class TransactionProcessTransactionProcessTransactionEvent(BaseModel):
    id: str
    type_: Optional[TransactionEventTypeEnum] = Field(alias="type")
    message: str
    psp_reference: str
    external_url: str
    amount: "TransactionProcessTransactionProcessTransactionEventAmount"


TransactionProcessTransactionProcessTransactionEventAmount = MoneyParts


class TransactionProcessTransactionProcessErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: TransactionProcessErrorCode

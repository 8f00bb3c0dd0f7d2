from typing import Any, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import (
    TransactionActionEnum,
    TransactionEventTypeEnum,
    TransactionInitializeErrorCode,
)
from .fragments import MoneyParts


class TransactionInitialize(BaseModel):
    transaction_initialize: Optional["TransactionInitializeTransactionInitialize"]


class TransactionInitializeTransactionInitialize(BaseModel):
    transaction: Optional["TransactionInitializeTransactionInitializeTransaction"]
    transaction_event: Optional[
        "TransactionInitializeTransactionInitializeTransactionEvent"
    ]
    data: Optional[Any]
    errors: list["TransactionInitializeTransactionInitializeErrors"]


class TransactionInitializeTransactionInitializeTransaction(BaseModel):
    id: str
    psp_reference: str
    actions: list[TransactionActionEnum]
    charged_amount: "TransactionInitializeTransactionInitializeTransactionChargedAmount"
    authorized_amount: (
        "TransactionInitializeTransactionInitializeTransactionAuthorizedAmount"
    )


TransactionInitializeTransactionInitializeTransactionChargedAmount = MoneyParts
TransactionInitializeTransactionInitializeTransactionAuthorizedAmount = MoneyParts


class TransactionInitializeTransactionInitializeTransactionEvent(BaseModel):
    id: str
    type_: Optional[TransactionEventTypeEnum] = Field(alias="type")
    message: str
    psp_reference: str
    external_url: str
    amount: "TransactionInitializeTransactionInitializeTransactionEventAmount"


TransactionInitializeTransactionInitializeTransactionEventAmount = MoneyParts


class TransactionInitializeTransactionInitializeErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: TransactionInitializeErrorCode

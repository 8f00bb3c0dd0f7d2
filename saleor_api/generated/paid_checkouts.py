from datetime import datetime
from typing import Optional

from .base_model import BaseModel
from .fragments import MoneyParts


class PaidCheckouts(BaseModel):
    checkouts: Optional["PaidCheckoutsCheckouts"]


class PaidCheckoutsCheckouts(BaseModel):
    page_info: "PaidCheckoutsCheckoutsPageInfo"
    edges: list["PaidCheckoutsCheckoutsEdges"]


class PaidCheckoutsCheckoutsPageInfo(BaseModel):
    has_next_page: bool
    end_cursor: Optional[str]


class PaidCheckoutsCheckoutsEdges(BaseModel):
    node: "PaidCheckoutsCheckoutsEdgesNode"


class PaidCheckoutsCheckoutsEdgesNode(BaseModel):
    id: str
    updated_at: datetime
    email: Optional[str]
    total_balance: "PaidCheckoutsCheckoutsEdgesNodeTotalBalance"
    transactions: Optional[list["PaidCheckoutsCheckoutsEdgesNodeTransactions"]]


PaidCheckoutsCheckoutsEdgesNodeTotalBalance = MoneyParts


class PaidCheckoutsCheckoutsEdgesNodeTransactions(BaseModel):
    id: str
    charged_amount: "PaidCheckoutsCheckoutsEdgesNodeTransactionsChargedAmount"


PaidCheckoutsCheckoutsEdgesNodeTransactionsChargedAmount = MoneyParts

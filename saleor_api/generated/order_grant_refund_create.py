from typing import Optional

from .base_model import BaseModel
from .enums import OrderGrantedRefundStatusEnum, OrderGrantRefundCreateErrorCode
from .fragments import MoneyParts


class OrderGrantRefundCreate(BaseModel):
    order_grant_refund_create: Optional["OrderGrantRefundCreateOrderGrantRefundCreate"]


class OrderGrantRefundCreateOrderGrantRefundCreate(BaseModel):
    granted_refund: Optional[
        "OrderGrantRefundCreateOrderGrantRefundCreateGrantedRefund"
    ]
    errors: list["OrderGrantRefundCreateOrderGrantRefundCreateErrors"]


class OrderGrantRefundCreateOrderGrantRefundCreateGrantedRefund(BaseModel):
    id: str
    status: OrderGrantedRefundStatusEnum
    amount: "OrderGrantRefundCreateOrderGrantRefundCreateGrantedRefundAmount"


OrderGrantRefundCreateOrderGrantRefundCreateGrantedRefundAmount = MoneyParts


class OrderGrantRefundCreateOrderGrantRefundCreateErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: OrderGrantRefundCreateErrorCode

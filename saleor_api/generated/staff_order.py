from datetime import datetime
from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import OrderAction, OrderEventsEnum, OrderGrantedRefundStatusEnum
from .fragments import (  # noqa: F401
    MoneyParts,
    OrderParts,
    OrderPartsBillingAddress,
    OrderPartsChannel,
    OrderPartsDiscounts,
    OrderPartsFulfillments,
    OrderPartsLines,
    OrderPartsShippingAddress,
    OrderPartsShippingPrice,
    OrderPartsSubtotal,
    OrderPartsTotal,
    OrderPartsTotalAuthorized,
    OrderPartsTotalBalance,
    OrderPartsTotalCharged,
    OrderPartsTotalRefunded,
    OrderPartsUndiscountedTotal,
    TransactionParts,
)


class StaffOrder(BaseModel):
    order: Optional["StaffOrderOrder"]


class StaffOrderOrder(OrderParts):
    actions: list[OrderAction]
    total_refund_pending: "StaffOrderOrderTotalRefundPending"
    granted_refunds: list["StaffOrderOrderGrantedRefunds"]
    transactions: list["StaffOrderOrderTransactions"]
    events: list["StaffOrderOrderEvents"]
    line_stocks: list["StaffOrderOrderLineStocks"]


StaffOrderOrderTotalRefundPending = MoneyParts


class StaffOrderOrderGrantedRefunds(BaseModel):
    id: str
    status: OrderGrantedRefundStatusEnum
    created_at: datetime
    reason: Optional[str]
    reason_reference: Optional["StaffOrderOrderGrantedRefundsReasonReference"]
    shipping_costs_included: bool
    amount: "StaffOrderOrderGrantedRefundsAmount"
    lines: Optional[list["StaffOrderOrderGrantedRefundsLines"]]


class StaffOrderOrderGrantedRefundsReasonReference(BaseModel):
    title: str


StaffOrderOrderGrantedRefundsAmount = MoneyParts


class StaffOrderOrderGrantedRefundsLines(BaseModel):
    id: str
    quantity: int
    order_line: "StaffOrderOrderGrantedRefundsLinesOrderLine"


class StaffOrderOrderGrantedRefundsLinesOrderLine(BaseModel):
    id: str


StaffOrderOrderTransactions = TransactionParts


class StaffOrderOrderEvents(BaseModel):
    id: str
    date: Optional[datetime]
    type_: Optional[OrderEventsEnum] = Field(alias="type")
    message: Optional[str]


class StaffOrderOrderLineStocks(BaseModel):
    id: str
    allocations: Optional[list["StaffOrderOrderLineStocksAllocations"]]
    variant: Optional["StaffOrderOrderLineStocksVariant"]


class StaffOrderOrderLineStocksAllocations(BaseModel):
    quantity: int
    warehouse: "StaffOrderOrderLineStocksAllocationsWarehouse"


class StaffOrderOrderLineStocksAllocationsWarehouse(BaseModel):
    id: str
    name: str


class StaffOrderOrderLineStocksVariant(BaseModel):
    stocks: Optional[list["StaffOrderOrderLineStocksVariantStocks"]]


class StaffOrderOrderLineStocksVariantStocks(BaseModel):
    quantity: int
    quantity_allocated: int
    warehouse: "StaffOrderOrderLineStocksVariantStocksWarehouse"


class StaffOrderOrderLineStocksVariantStocksWarehouse(BaseModel):
    id: str
    name: str

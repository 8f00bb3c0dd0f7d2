from datetime import datetime
from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import (
    FulfillmentStatus,
    OrderGrantedRefundStatusEnum,
    OrderOriginEnum,
    OrderStatus,
    TransactionEventTypeEnum,
)
from .fragments import MoneyParts, TaxedParts


class OrderForLedger(BaseModel):
    order: Optional["OrderForLedgerOrder"]


class OrderForLedgerOrder(BaseModel):
    id: str
    number: str
    status: OrderStatus
    origin: OrderOriginEnum
    is_paid: bool
    created: datetime
    updated_at: datetime
    user_email: Optional[str]
    channel: "OrderForLedgerOrderChannel"
    lines: list["OrderForLedgerOrderLines"]
    subtotal: "OrderForLedgerOrderSubtotal"
    total: "OrderForLedgerOrderTotal"
    total_charged: "OrderForLedgerOrderTotalCharged"
    total_refunded: "OrderForLedgerOrderTotalRefunded"
    fulfillments: list["OrderForLedgerOrderFulfillments"]
    granted_refunds: list["OrderForLedgerOrderGrantedRefunds"]
    transactions: list["OrderForLedgerOrderTransactions"]


class OrderForLedgerOrderChannel(BaseModel):
    slug: str


class OrderForLedgerOrderLines(BaseModel):
    id: str
    product_name: str
    product_sku: Optional[str]
    product_variant_id: Optional[str]
    quantity: int
    total_price: "OrderForLedgerOrderLinesTotalPrice"
    variant: Optional["OrderForLedgerOrderLinesVariant"]


class OrderForLedgerOrderLinesTotalPrice(BaseModel):
    net: "OrderForLedgerOrderLinesTotalPriceNet"
    gross: "OrderForLedgerOrderLinesTotalPriceGross"


OrderForLedgerOrderLinesTotalPriceNet = MoneyParts
OrderForLedgerOrderLinesTotalPriceGross = MoneyParts


class OrderForLedgerOrderLinesVariant(BaseModel):
    id: str
    product: "OrderForLedgerOrderLinesVariantProduct"


class OrderForLedgerOrderLinesVariantProduct(BaseModel):
    id: str


class OrderForLedgerOrderSubtotal(BaseModel):
    net: "OrderForLedgerOrderSubtotalNet"


OrderForLedgerOrderSubtotalNet = MoneyParts
OrderForLedgerOrderTotal = TaxedParts
OrderForLedgerOrderTotalCharged = MoneyParts
OrderForLedgerOrderTotalRefunded = MoneyParts


class OrderForLedgerOrderFulfillments(BaseModel):
    id: str
    status: FulfillmentStatus
    created: datetime
    lines: Optional[list["OrderForLedgerOrderFulfillmentsLines"]]


class OrderForLedgerOrderFulfillmentsLines(BaseModel):
    id: str
    quantity: int
    order_line: Optional["OrderForLedgerOrderFulfillmentsLinesOrderLine"]


class OrderForLedgerOrderFulfillmentsLinesOrderLine(BaseModel):
    id: str


class OrderForLedgerOrderGrantedRefunds(BaseModel):
    id: str
    status: OrderGrantedRefundStatusEnum
    created_at: datetime
    shipping_costs_included: bool
    amount: "OrderForLedgerOrderGrantedRefundsAmount"
    lines: Optional[list["OrderForLedgerOrderGrantedRefundsLines"]]


OrderForLedgerOrderGrantedRefundsAmount = MoneyParts


class OrderForLedgerOrderGrantedRefundsLines(BaseModel):
    id: str
    quantity: int
    order_line: "OrderForLedgerOrderGrantedRefundsLinesOrderLine"


class OrderForLedgerOrderGrantedRefundsLinesOrderLine(BaseModel):
    id: str


class OrderForLedgerOrderTransactions(BaseModel):
    id: str
    events: list["OrderForLedgerOrderTransactionsEvents"]


class OrderForLedgerOrderTransactionsEvents(BaseModel):
    id: str
    type_: Optional[TransactionEventTypeEnum] = Field(alias="type")
    created_at: datetime
    psp_reference: str
    amount: "OrderForLedgerOrderTransactionsEventsAmount"


OrderForLedgerOrderTransactionsEventsAmount = MoneyParts

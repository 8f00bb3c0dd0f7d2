from datetime import datetime
from typing import Optional

from .base_model import BaseModel
from .enums import OrderChargeStatusEnum, OrderStatus
from .fragments import MoneyParts


class StaffOrders(BaseModel):
    orders: Optional["StaffOrdersOrders"]


class StaffOrdersOrders(BaseModel):
    total_count: Optional[int]
    page_info: "StaffOrdersOrdersPageInfo"
    edges: list["StaffOrdersOrdersEdges"]


class StaffOrdersOrdersPageInfo(BaseModel):
    has_next_page: bool
    end_cursor: Optional[str]


class StaffOrdersOrdersEdges(BaseModel):
    node: "StaffOrdersOrdersEdgesNode"


class StaffOrdersOrdersEdgesNode(BaseModel):
    id: str
    number: str
    created: datetime
    status: OrderStatus
    status_display: str
    is_paid: bool
    charge_status: OrderChargeStatusEnum
    user_email: Optional[str]
    total: "StaffOrdersOrdersEdgesNodeTotal"
    total_charged: "StaffOrdersOrdersEdgesNodeTotalCharged"
    total_refunded: "StaffOrdersOrdersEdgesNodeTotalRefunded"
    shipping_address: Optional["StaffOrdersOrdersEdgesNodeShippingAddress"]
    lines: list["StaffOrdersOrdersEdgesNodeLines"]


class StaffOrdersOrdersEdgesNodeTotal(BaseModel):
    gross: "StaffOrdersOrdersEdgesNodeTotalGross"


StaffOrdersOrdersEdgesNodeTotalGross = MoneyParts
StaffOrdersOrdersEdgesNodeTotalCharged = MoneyParts
StaffOrdersOrdersEdgesNodeTotalRefunded = MoneyParts


class StaffOrdersOrdersEdgesNodeShippingAddress(BaseModel):
    first_name: str
    last_name: str
    country: "StaffOrdersOrdersEdgesNodeShippingAddressCountry"


class StaffOrdersOrdersEdgesNodeShippingAddressCountry(BaseModel):
    code: str
    country: str


class StaffOrdersOrdersEdgesNodeLines(BaseModel):
    quantity: int
    quantity_to_fulfill: int

from datetime import datetime
from typing import Optional

from .base_model import BaseModel


class OrdersPaidPage(BaseModel):
    orders: Optional["OrdersPaidPageOrders"]


class OrdersPaidPageOrders(BaseModel):
    page_info: "OrdersPaidPageOrdersPageInfo"
    edges: list["OrdersPaidPageOrdersEdges"]


class OrdersPaidPageOrdersPageInfo(BaseModel):
    has_next_page: bool
    end_cursor: Optional[str]


class OrdersPaidPageOrdersEdges(BaseModel):
    node: "OrdersPaidPageOrdersEdgesNode"


class OrdersPaidPageOrdersEdgesNode(BaseModel):
    id: str
    number: str
    updated_at: datetime

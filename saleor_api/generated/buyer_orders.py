from typing import Optional

from .base_model import BaseModel
from .fragments import BuyerOrderParts


class BuyerOrders(BaseModel):
    me: Optional["BuyerOrdersMe"]


class BuyerOrdersMe(BaseModel):
    orders: Optional["BuyerOrdersMeOrders"]


class BuyerOrdersMeOrders(BaseModel):
    edges: list["BuyerOrdersMeOrdersEdges"]
    page_info: "BuyerOrdersMeOrdersPageInfo"


class BuyerOrdersMeOrdersEdges(BaseModel):
    node: "BuyerOrdersMeOrdersEdgesNode"


BuyerOrdersMeOrdersEdgesNode = BuyerOrderParts


class BuyerOrdersMeOrdersPageInfo(BaseModel):
    has_next_page: bool
    end_cursor: Optional[str]

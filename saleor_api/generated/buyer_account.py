from typing import Optional

from .base_model import BaseModel
from .fragments import BookAddress, BuyerOrderParts


class BuyerAccount(BaseModel):
    me: Optional["BuyerAccountMe"]


class BuyerAccountMe(BaseModel):
    email: str
    first_name: str
    last_name: str
    addresses: list["BuyerAccountMeAddresses"]
    orders: Optional["BuyerAccountMeOrders"]


BuyerAccountMeAddresses = BookAddress


class BuyerAccountMeOrders(BaseModel):
    edges: list["BuyerAccountMeOrdersEdges"]


class BuyerAccountMeOrdersEdges(BaseModel):
    node: "BuyerAccountMeOrdersEdgesNode"


BuyerAccountMeOrdersEdgesNode = BuyerOrderParts

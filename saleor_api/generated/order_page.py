from typing import Optional

from .base_model import BaseModel
from .fragments import OrderParts


class OrderPage(BaseModel):
    order: Optional["OrderPageOrder"]


OrderPageOrder = OrderParts

from typing import Optional

from .base_model import BaseModel
from .fragments import BookAddress


class BuyerAddresses(BaseModel):
    me: Optional["BuyerAddressesMe"]


class BuyerAddressesMe(BaseModel):
    addresses: list["BuyerAddressesMeAddresses"]


BuyerAddressesMeAddresses = BookAddress

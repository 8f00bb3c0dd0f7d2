from typing import Optional

from .base_model import BaseModel


class ShopAndChannel(BaseModel):
    shop: "ShopAndChannelShop"
    channel: Optional["ShopAndChannelChannel"]


class ShopAndChannelShop(BaseModel):
    name: str
    schema_version: str


class ShopAndChannelChannel(BaseModel):
    id: str
    slug: str

from typing import Optional

from .base_model import BaseModel


class ProductStories(BaseModel):
    products: Optional["ProductStoriesProducts"]


class ProductStoriesProducts(BaseModel):
    edges: list["ProductStoriesProductsEdges"]
    page_info: "ProductStoriesProductsPageInfo"


class ProductStoriesProductsEdges(BaseModel):
    node: "ProductStoriesProductsEdgesNode"


class ProductStoriesProductsEdgesNode(BaseModel):
    id: str
    private_metadata: list["ProductStoriesProductsEdgesNodePrivateMetadata"]


class ProductStoriesProductsEdgesNodePrivateMetadata(BaseModel):
    key: str
    value: str


class ProductStoriesProductsPageInfo(BaseModel):
    has_next_page: bool
    end_cursor: Optional[str]

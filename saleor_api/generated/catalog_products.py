from typing import Optional

from .base_model import BaseModel
from .fragments import CatalogProductFields


class CatalogProducts(BaseModel):
    products: Optional["CatalogProductsProducts"]


class CatalogProductsProducts(BaseModel):
    total_count: Optional[int]
    page_info: "CatalogProductsProductsPageInfo"
    edges: list["CatalogProductsProductsEdges"]


class CatalogProductsProductsPageInfo(BaseModel):
    has_next_page: bool
    end_cursor: Optional[str]


class CatalogProductsProductsEdges(BaseModel):
    node: "CatalogProductsProductsEdgesNode"


CatalogProductsProductsEdgesNode = CatalogProductFields

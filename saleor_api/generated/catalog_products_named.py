from typing import Optional

from .base_model import BaseModel
from .fragments import CatalogProductFields


class CatalogProductsNamed(BaseModel):
    products: Optional["CatalogProductsNamedProducts"]


class CatalogProductsNamedProducts(BaseModel):
    edges: list["CatalogProductsNamedProductsEdges"]


class CatalogProductsNamedProductsEdges(BaseModel):
    node: "CatalogProductsNamedProductsEdgesNode"


CatalogProductsNamedProductsEdgesNode = CatalogProductFields

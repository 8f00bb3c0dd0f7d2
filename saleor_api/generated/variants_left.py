from typing import Optional

from .base_model import BaseModel


class VariantsLeft(BaseModel):
    product_variants: Optional["VariantsLeftProductVariants"]


class VariantsLeftProductVariants(BaseModel):
    edges: list["VariantsLeftProductVariantsEdges"]


class VariantsLeftProductVariantsEdges(BaseModel):
    node: "VariantsLeftProductVariantsEdgesNode"


class VariantsLeftProductVariantsEdgesNode(BaseModel):
    id: str
    name: str
    quantity_available: Optional[int]
    product: "VariantsLeftProductVariantsEdgesNodeProduct"


class VariantsLeftProductVariantsEdgesNodeProduct(BaseModel):
    name: str
    slug: str

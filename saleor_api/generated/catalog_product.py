from typing import Optional

from .base_model import BaseModel
from .fragments import CatalogProductFields


class CatalogProduct(BaseModel):
    product: Optional["CatalogProductProduct"]


CatalogProductProduct = CatalogProductFields

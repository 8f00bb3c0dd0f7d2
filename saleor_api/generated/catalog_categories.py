from typing import Optional

from .base_model import BaseModel
from .fragments import CategoryWords


class CatalogCategories(BaseModel):
    categories: Optional["CatalogCategoriesCategories"]


class CatalogCategoriesCategories(BaseModel):
    page_info: "CatalogCategoriesCategoriesPageInfo"
    edges: list["CatalogCategoriesCategoriesEdges"]


class CatalogCategoriesCategoriesPageInfo(BaseModel):
    has_next_page: bool
    end_cursor: Optional[str]


class CatalogCategoriesCategoriesEdges(BaseModel):
    node: "CatalogCategoriesCategoriesEdgesNode"


class CatalogCategoriesCategoriesEdgesNode(BaseModel):
    id: str
    slug: str
    name: str
    description: Optional[str]
    hi: Optional["CatalogCategoriesCategoriesEdgesNodeHi"]
    km: Optional["CatalogCategoriesCategoriesEdgesNodeKm"]
    parent: Optional["CatalogCategoriesCategoriesEdgesNodeParent"]


CatalogCategoriesCategoriesEdgesNodeHi = CategoryWords
CatalogCategoriesCategoriesEdgesNodeKm = CategoryWords


class CatalogCategoriesCategoriesEdgesNodeParent(BaseModel):
    slug: str

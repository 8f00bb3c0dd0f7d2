from typing import Optional

from .base_model import BaseModel


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
    parent: Optional["CatalogCategoriesCategoriesEdgesNodeParent"]


class CatalogCategoriesCategoriesEdgesNodeParent(BaseModel):
    slug: str

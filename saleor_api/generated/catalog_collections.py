from typing import Optional

from .base_model import BaseModel


class CatalogCollections(BaseModel):
    collections: Optional["CatalogCollectionsCollections"]


class CatalogCollectionsCollections(BaseModel):
    page_info: "CatalogCollectionsCollectionsPageInfo"
    edges: list["CatalogCollectionsCollectionsEdges"]


class CatalogCollectionsCollectionsPageInfo(BaseModel):
    has_next_page: bool
    end_cursor: Optional[str]


class CatalogCollectionsCollectionsEdges(BaseModel):
    node: "CatalogCollectionsCollectionsEdgesNode"


class CatalogCollectionsCollectionsEdgesNode(BaseModel):
    id: str
    slug: str
    name: str
    description: Optional[str]

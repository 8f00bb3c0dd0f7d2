from typing import Optional

from .base_model import BaseModel
from .fragments import CollectionWords


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
    hi: Optional["CatalogCollectionsCollectionsEdgesNodeHi"]
    km: Optional["CatalogCollectionsCollectionsEdgesNodeKm"]


CatalogCollectionsCollectionsEdgesNodeHi = CollectionWords
CatalogCollectionsCollectionsEdgesNodeKm = CollectionWords

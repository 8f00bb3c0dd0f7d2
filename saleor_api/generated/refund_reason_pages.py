from typing import Optional

from .base_model import BaseModel


class RefundReasonPages(BaseModel):
    pages: Optional["RefundReasonPagesPages"]


class RefundReasonPagesPages(BaseModel):
    edges: list["RefundReasonPagesPagesEdges"]


class RefundReasonPagesPagesEdges(BaseModel):
    node: "RefundReasonPagesPagesEdgesNode"


class RefundReasonPagesPagesEdgesNode(BaseModel):
    id: str
    title: str

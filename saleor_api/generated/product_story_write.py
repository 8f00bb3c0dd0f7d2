from typing import Optional

from .base_model import BaseModel
from .enums import MetadataErrorCode


class ProductStoryWrite(BaseModel):
    update_private_metadata: Optional["ProductStoryWriteUpdatePrivateMetadata"]


class ProductStoryWriteUpdatePrivateMetadata(BaseModel):
    errors: list["ProductStoryWriteUpdatePrivateMetadataErrors"]


class ProductStoryWriteUpdatePrivateMetadataErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: MetadataErrorCode

from typing import Optional

from .base_model import BaseModel
from .enums import MetadataErrorCode


class ProductStoryDelete(BaseModel):
    delete_private_metadata: Optional["ProductStoryDeleteDeletePrivateMetadata"]


class ProductStoryDeleteDeletePrivateMetadata(BaseModel):
    errors: list["ProductStoryDeleteDeletePrivateMetadataErrors"]


class ProductStoryDeleteDeletePrivateMetadataErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: MetadataErrorCode

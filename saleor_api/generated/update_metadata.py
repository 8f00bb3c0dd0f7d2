from typing import Optional

from .base_model import BaseModel
from .enums import MetadataErrorCode


class UpdateMetadata(BaseModel):
    update_metadata: Optional["UpdateMetadataUpdateMetadata"]


class UpdateMetadataUpdateMetadata(BaseModel):
    errors: list["UpdateMetadataUpdateMetadataErrors"]


class UpdateMetadataUpdateMetadataErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: MetadataErrorCode

from typing import Optional

from .base_model import BaseModel
from .enums import PermissionEnum


class CurrentApp(BaseModel):
    app: Optional["CurrentAppApp"]


class CurrentAppApp(BaseModel):
    id: str
    identifier: Optional[str]
    name: Optional[str]
    permissions: Optional[list["CurrentAppAppPermissions"]]


class CurrentAppAppPermissions(BaseModel):
    code: PermissionEnum

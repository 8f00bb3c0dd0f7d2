from typing import Optional

from .base_model import BaseModel
from .enums import PermissionEnum


class CurrentUser(BaseModel):
    me: Optional["CurrentUserMe"]


class CurrentUserMe(BaseModel):
    id: str
    email: str
    first_name: str
    last_name: str
    is_staff: bool
    is_active: bool
    user_permissions: Optional[list["CurrentUserMeUserPermissions"]]


class CurrentUserMeUserPermissions(BaseModel):
    code: PermissionEnum
    name: str

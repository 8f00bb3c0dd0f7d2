from typing import Optional

from .base_model import BaseModel
from .enums import AccountErrorCode, PermissionEnum


class TokenRefresh(BaseModel):
    token_refresh: Optional["TokenRefreshTokenRefresh"]


class TokenRefreshTokenRefresh(BaseModel):
    token: Optional[str]
    user: Optional["TokenRefreshTokenRefreshUser"]
    errors: list["TokenRefreshTokenRefreshErrors"]


class TokenRefreshTokenRefreshUser(BaseModel):
    id: str
    user_permissions: Optional[list["TokenRefreshTokenRefreshUserUserPermissions"]]


class TokenRefreshTokenRefreshUserUserPermissions(BaseModel):
    code: PermissionEnum


class TokenRefreshTokenRefreshErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: AccountErrorCode

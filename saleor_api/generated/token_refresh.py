from typing import Optional

from .base_model import BaseModel
from .enums import AccountErrorCode


class TokenRefresh(BaseModel):
    token_refresh: Optional["TokenRefreshTokenRefresh"]


class TokenRefreshTokenRefresh(BaseModel):
    token: Optional[str]
    user: Optional["TokenRefreshTokenRefreshUser"]
    errors: list["TokenRefreshTokenRefreshErrors"]


class TokenRefreshTokenRefreshUser(BaseModel):
    id: str


class TokenRefreshTokenRefreshErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: AccountErrorCode

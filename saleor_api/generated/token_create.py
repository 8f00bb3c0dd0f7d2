from typing import Optional

from .base_model import BaseModel
from .enums import AccountErrorCode, PermissionEnum


class TokenCreate(BaseModel):
    token_create: Optional["TokenCreateTokenCreate"]


class TokenCreateTokenCreate(BaseModel):
    token: Optional[str]
    refresh_token: Optional[str]
    user: Optional["TokenCreateTokenCreateUser"]
    errors: list["TokenCreateTokenCreateErrors"]


class TokenCreateTokenCreateUser(BaseModel):
    id: str
    email: str
    first_name: str
    last_name: str
    is_staff: bool
    user_permissions: Optional[list["TokenCreateTokenCreateUserUserPermissions"]]


class TokenCreateTokenCreateUserUserPermissions(BaseModel):
    code: PermissionEnum


class TokenCreateTokenCreateErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: AccountErrorCode

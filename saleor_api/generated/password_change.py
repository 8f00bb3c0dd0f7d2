from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class PasswordChange(BaseModel):
    password_change: Optional["PasswordChangePasswordChange"]


class PasswordChangePasswordChange(BaseModel):
    errors: list["PasswordChangePasswordChangeErrors"]


PasswordChangePasswordChangeErrors = AccountProblem

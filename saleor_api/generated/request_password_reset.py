from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class RequestPasswordReset(BaseModel):
    request_password_reset: Optional["RequestPasswordResetRequestPasswordReset"]


class RequestPasswordResetRequestPasswordReset(BaseModel):
    errors: list["RequestPasswordResetRequestPasswordResetErrors"]


RequestPasswordResetRequestPasswordResetErrors = AccountProblem

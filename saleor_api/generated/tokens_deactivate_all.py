from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class TokensDeactivateAll(BaseModel):
    tokens_deactivate_all: Optional["TokensDeactivateAllTokensDeactivateAll"]


class TokensDeactivateAllTokensDeactivateAll(BaseModel):
    errors: list["TokensDeactivateAllTokensDeactivateAllErrors"]


TokensDeactivateAllTokensDeactivateAllErrors = AccountProblem

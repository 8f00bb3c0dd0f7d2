from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class AccountDelete(BaseModel):
    account_delete: Optional["AccountDeleteAccountDelete"]


class AccountDeleteAccountDelete(BaseModel):
    errors: list["AccountDeleteAccountDeleteErrors"]


AccountDeleteAccountDeleteErrors = AccountProblem

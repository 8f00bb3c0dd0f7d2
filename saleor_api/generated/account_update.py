from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class AccountUpdate(BaseModel):
    account_update: Optional["AccountUpdateAccountUpdate"]


class AccountUpdateAccountUpdate(BaseModel):
    errors: list["AccountUpdateAccountUpdateErrors"]


AccountUpdateAccountUpdateErrors = AccountProblem

from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class ConfirmAccount(BaseModel):
    confirm_account: Optional["ConfirmAccountConfirmAccount"]


class ConfirmAccountConfirmAccount(BaseModel):
    errors: list["ConfirmAccountConfirmAccountErrors"]


ConfirmAccountConfirmAccountErrors = AccountProblem

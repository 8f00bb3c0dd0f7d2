from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class SetPassword(BaseModel):
    set_password: Optional["SetPasswordSetPassword"]


class SetPasswordSetPassword(BaseModel):
    token: Optional[str]
    errors: list["SetPasswordSetPasswordErrors"]


SetPasswordSetPasswordErrors = AccountProblem

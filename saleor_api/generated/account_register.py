from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class AccountRegister(BaseModel):
    account_register: Optional["AccountRegisterAccountRegister"]


class AccountRegisterAccountRegister(BaseModel):
    requires_confirmation: Optional[bool]
    errors: list["AccountRegisterAccountRegisterErrors"]


AccountRegisterAccountRegisterErrors = AccountProblem

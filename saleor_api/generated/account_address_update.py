from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class AccountAddressUpdate(BaseModel):
    account_address_update: Optional["AccountAddressUpdateAccountAddressUpdate"]


class AccountAddressUpdateAccountAddressUpdate(BaseModel):
    errors: list["AccountAddressUpdateAccountAddressUpdateErrors"]


AccountAddressUpdateAccountAddressUpdateErrors = AccountProblem

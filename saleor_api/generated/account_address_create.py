from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class AccountAddressCreate(BaseModel):
    account_address_create: Optional["AccountAddressCreateAccountAddressCreate"]


class AccountAddressCreateAccountAddressCreate(BaseModel):
    address: Optional["AccountAddressCreateAccountAddressCreateAddress"]
    errors: list["AccountAddressCreateAccountAddressCreateErrors"]


class AccountAddressCreateAccountAddressCreateAddress(BaseModel):
    id: str


AccountAddressCreateAccountAddressCreateErrors = AccountProblem

from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class AccountAddressDelete(BaseModel):
    account_address_delete: Optional["AccountAddressDeleteAccountAddressDelete"]


class AccountAddressDeleteAccountAddressDelete(BaseModel):
    errors: list["AccountAddressDeleteAccountAddressDeleteErrors"]


AccountAddressDeleteAccountAddressDeleteErrors = AccountProblem

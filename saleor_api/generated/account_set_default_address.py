from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class AccountSetDefaultAddress(BaseModel):
    account_set_default_address: Optional[
        "AccountSetDefaultAddressAccountSetDefaultAddress"
    ]


class AccountSetDefaultAddressAccountSetDefaultAddress(BaseModel):
    errors: list["AccountSetDefaultAddressAccountSetDefaultAddressErrors"]


AccountSetDefaultAddressAccountSetDefaultAddressErrors = AccountProblem

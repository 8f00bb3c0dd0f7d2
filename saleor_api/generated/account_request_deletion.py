from typing import Optional

from .base_model import BaseModel
from .fragments import AccountProblem


class AccountRequestDeletion(BaseModel):
    account_request_deletion: Optional["AccountRequestDeletionAccountRequestDeletion"]


class AccountRequestDeletionAccountRequestDeletion(BaseModel):
    errors: list["AccountRequestDeletionAccountRequestDeletionErrors"]


AccountRequestDeletionAccountRequestDeletionErrors = AccountProblem

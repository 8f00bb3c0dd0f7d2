"""Saleor whose answer is lost on the way: it does what it was asked, then the connection ends."""

import json
from collections.abc import Mapping

from engine import api
from saleor_api.errors import SaleorTimeout

_breaks: list[str] = []


def break_after(operation: str) -> None:
    """Loses the answer to the next request of this operation."""
    _breaks.append(operation)


def execute(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Passes the request on; the answer may be lost."""
    answer = api.execute(body, headers)
    operation = json.loads(body)["operationName"]
    if operation in _breaks:
        _breaks.remove(operation)
        raise SaleorTimeout("no answer")
    return answer

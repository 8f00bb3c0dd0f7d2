"""Saleor out of reach: named in the settings where the engine's function stands otherwise."""

from collections.abc import Mapping

from engine.api import execute as execute_for_real
from saleor_api.errors import SaleorTimeout, SaleorUnreachable


def execute(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """There is no connection."""
    raise SaleorUnreachable("away")


def lose_payment_answer(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """The payment is made, but its answer never arrives."""
    return _lose(body, headers, b"TransactionInitialize(")


def lose_completion_answer(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """The order is made, but its answer never arrives."""
    return _lose(body, headers, b"CheckoutComplete(")


def _lose(body: bytes, headers: Mapping[str, str], operation: bytes) -> tuple[int, bytes]:
    answer = execute_for_real(body, headers)
    if operation in body:
        raise SaleorTimeout("lost")
    return answer


def refuse_completion(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Everything works until the order is to be made: then the line is dead."""
    if b"CheckoutComplete(" in body:
        raise SaleorUnreachable("away")
    return execute_for_real(body, headers)

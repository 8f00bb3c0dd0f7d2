"""Saleor out of reach: named in the settings where the engine's function stands otherwise."""

import json
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


def die(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """The process is ended while it waits for an answer."""
    raise SystemExit(137)


def key_set() -> bytes:
    """The keys cannot be read either."""
    raise SaleorUnreachable("away")


def lose_report_answer(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """The payment app's later word is taken in, but the answer never arrives."""
    return _lose(body, headers, b"TransactionEventReport(")


broken: list[tuple[bytes, str]] = []  # the operation that goes wrong, or nothing for all of them; and how


def break_at(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """One operation goes wrong: Saleor is down, slow, crashes, talks rubbish or refuses, before or after doing it."""
    operation, how = broken[0]
    if operation not in body:
        return execute_for_real(body, headers)
    if how == "lost":
        execute_for_real(body, headers)
    match how:
        case "down":
            raise SaleorUnreachable("away")
        case "slow" | "lost":
            raise SaleorTimeout("slow")
        case "crash":
            return 500, b"<h1>Server Error (500)</h1>"
        case "empty":
            return 200, b'{"data": null}'
        case "refused":
            return 200, _refuse(operation)
        case _:
            return 200, b"<html>Welcome to nginx!</html>"


def _refuse(operation: bytes) -> bytes:
    """Saleor's answer to a mutation that it does not carry out."""
    name = operation.decode().rstrip("(")
    nothing = dict.fromkeys(["transaction", "transactionEvent", "data", "order", "checkout"])
    errors = [
        {"field": "id", "message": "No.", "code": "INVALID", "variants": None, "lines": None, "addressType": None}
    ]
    answer = nothing | {"errors": errors, "confirmationNeeded": False}
    return json.dumps({"data": {name[0].lower() + name[1:]: answer}}).encode()


def fail_loudly(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Nobody may call."""
    raise AssertionError("Saleor was called while browsing")

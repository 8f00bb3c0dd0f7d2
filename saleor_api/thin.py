"""The base of the generated client: one JSON body out, one JSON answer in, Saleor's errors as our own."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar, cast

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from saleor_api.errors import FieldProblem, SaleorBroken, SaleorDenied, SaleorRefused
from saleor_api.transport import Transport

Result = TypeVar("Result")

# Codes of `errors[].extensions.exception.code` that mean a token without the right, as recorded.
DENIED_CODES = frozenset(
    {"PermissionDenied", "ExpiredSignatureError", "InvalidSignatureError", "InvalidTokenError", "DecodeError"}
)


class Answer:
    """Status and bytes of one reply."""

    __slots__ = ("body", "status")

    def __init__(self, status: int, body: bytes) -> None:
        self.status = status
        self.body = body


class ThinClient:
    """Sends operation documents over a transport with one token and one buyer's address."""

    def __init__(self, transport: Transport, *, token: str = "", buyer_ip: str = "") -> None:
        self._transport = transport
        self._headers: dict[str, str] = {}
        if token:
            self._headers["authorization"] = f"Bearer {token}"
        if buyer_ip:
            # Saleor's sign-in delay counts per address: without it one buyer would lock out all.
            self._headers["saleor-client-ip"] = buyer_ip
            self._headers["x-forwarded-for"] = buyer_ip

    def execute(
        self, query: str, operation_name: str | None = None, variables: dict[str, Any] | None = None, **_: Any
    ) -> Answer:
        """Sends one document; reads may be tried twice."""
        body = {"query": query, "operationName": operation_name, "variables": _plain(variables or {})}
        status, content = self._transport.send(
            json.dumps(body, default=to_jsonable_python).encode(),
            self._headers,
            read_only=query.lstrip().startswith("query"),
        )
        return Answer(status, content)

    def get_data(self, response: Answer) -> dict[str, Any]:
        """The reply's `data`, numbers with a point as Decimal.

        Raises:
            SaleorBroken, SaleorDenied: the reply holds none.
        """
        try:
            reply = json.loads(response.body, parse_float=Decimal)
        except ValueError as error:
            raise SaleorBroken(f"status {response.status} and no JSON") from error
        if not isinstance(reply, dict):
            raise SaleorBroken(f"status {response.status} and no JSON object")
        if reply.get("errors"):
            raise _read_top_error(response.status, reply["errors"])
        if response.status != 200 or not isinstance(reply.get("data"), dict):
            raise SaleorBroken(f"status {response.status} without data")
        return cast(dict[str, Any], reply["data"])


def require(result: Result | None) -> Result:
    """The mutation's payload, once its `errors` list is known to be empty.

    Raises:
        SaleorRefused: Saleor said no.
        SaleorBroken: the payload is missing.
    """
    if result is None:
        raise SaleorBroken("the payload of a mutation is missing")
    problems = read_problems(getattr(result, "errors", None) or ())
    if problems:
        raise SaleorRefused(problems)
    return result


def read_problems(errors: Iterable[Any]) -> tuple[FieldProblem, ...]:
    """Saleor's `errors` entries as field, code, message and the variants and lines they name."""
    return tuple(
        FieldProblem(
            field=error.field or "",
            code=str(error.code),
            message=error.message or "",
            variants=tuple(getattr(error, "variants", None) or ()),
            lines=tuple(getattr(error, "lines", None) or ()),
        )
        for error in errors
    )


def _plain(variables: dict[str, Any]) -> dict[str, Any]:
    """Variables as JSON values: unset ones left out, input models dumped under Saleor's names."""
    return {name: _plain_value(value) for name, value in variables.items() if type(value).__name__ != "UnsetType"}


def _plain_value(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=True, mode="json")
    if isinstance(value, list):
        return [_plain_value(item) for item in value]
    return value


def _read_top_error(status: int, errors: list[dict[str, Any]]) -> SaleorBroken | SaleorDenied:
    """A top-level error: of rights, or one that no caller can mend. Its message may hold a bearer id, so only
    the code is repeated."""
    code = str(errors[0].get("extensions", {}).get("exception", {}).get("code", ""))
    if code in DENIED_CODES:
        return SaleorDenied(code)
    return SaleorBroken(f"status {status}, code {code or 'none'}")

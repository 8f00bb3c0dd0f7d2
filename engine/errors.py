"""What can go wrong. Three layers, as in Saleor: a refused document, a failed field, a mutation's own `errors`.

The class name of an exception is the code that a client sees in `errors[].extensions.exception.code`.
"""

from typing import Any


class EngineError(Exception):
    """The engine cannot do what was asked."""


class PermissionDenied(EngineError):
    """Who asks may not; `permissions` are Saleor's codes, one of which would do."""

    def __init__(self, *permissions: str) -> None:
        need = f"To access this path, you need one of the following permissions: {', '.join(permissions)}"
        super().__init__(need if permissions else "You do not have permission to perform this action")


class Refusal(EngineError):
    """One entry of a mutation's `errors`: Saleor's `field`, `code` and `message`, and what else its type has.

    `more` holds further fields by their snake_case name, such as `variants` or `address_type`.
    """

    def __init__(self, field: str | None, code: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.entries: list[dict[str, Any]] = [{"field": field, "code": code, "message": message, **more}]


class Refusals(EngineError):
    """Several refusals at once, such as the wrong fields of an address."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("; ".join(str(refusal) for refusal in refusals))
        self.entries = [entry for refusal in refusals for entry in refusal.entries]

"""What a resolver knows of the request: who asks, and what was already read for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engine.errors import PermissionDenied
from engine.models import App, User


@dataclass(frozen=True, slots=True)
class Requestor:
    """Who asks: a user, an app, or nobody; `permissions` are Saleor's codes."""

    user: User | None = None
    app: App | None = None
    permissions: frozenset[str] = frozenset()

    def has_any(self, *codes: str) -> bool:
        """Whether one of the permissions is held; AUTHENTICATED_APP and the like are such codes too."""
        return not self.permissions.isdisjoint(codes)


@dataclass
class Context:
    """One request; `identify` finds out who asks when that is first needed."""

    identify: Callable[[], Requestor] = Requestor
    buyer_ip: str = ""
    memo: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def requestor(self) -> Requestor:
        """Who asks."""
        return self.identify()

    def require(self, *codes: str) -> None:
        """Let only holders of one of the permissions pass. Raises: PermissionDenied."""
        if not self.requestor.has_any(*codes):
            raise PermissionDenied(*codes)

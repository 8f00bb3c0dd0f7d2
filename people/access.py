"""Who may open a desk page, and with which rights at Saleor."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from people.errors import SignInEnded
from people.models import Person
from people.queries import person_of, roles_here, signs_in_through_saleor
from people.roles import Role
from people.signing_in import open_sign_in
from saleor_api.client import Client, user_client

SALEOR_KEY = "saleor_sign_in"
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at the desk: a person, the roles that count here, and a client with their own rights at Saleor.

    `client` is None for a local account, which has no rights there. `permissions` are Saleor's codes of some minutes
    ago: good for choosing what to offer, not for deciding.
    """

    person: Person
    roles: frozenset[Role]
    client: Client | None
    permissions: frozenset[str] = frozenset()


def require_role(*allowed: str, login: str = "studio-login") -> Callable[[View], View]:
    """Lets in people who hold one of the roles; others get 403, and who is not signed in the sign-in page.

    `login` names that page's address. The view finds the person as `request.person`.
    """
    wanted = {Role(value) for value in allowed}

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = person_of(request.user)
            if person is None and not request.user.is_authenticated:
                return _to_sign_in(request, login)
            if person is None or not wanted & roles_here(person, request.user):
                raise PermissionDenied
            request.person = person  # type: ignore[attr-defined]
            return _private(view(request, *args, **kwargs))

        return guarded

    return decorate


def require_seat(login: str) -> Callable[[View], View]:
    """Lets in everybody who works here; the view's second argument is the `Seat`.

    Cost: three queries, and a call to Saleor when the access token has to be renewed.

    Raises:
        SaleorError: Saleor does not answer while a token has to be renewed.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = person_of(request.user)
            if person is None:
                if request.user.is_authenticated:
                    raise PermissionDenied
                return _to_sign_in(request, login)
            roles = roles_here(person, request.user)
            client, permissions = None, frozenset[str]()
            if signs_in_through_saleor(person, request.user):
                key = request.session.get(SALEOR_KEY)
                try:
                    row = open_sign_in(UUID(key)) if key else None
                except SignInEnded:
                    row = None
                if row is None:
                    logout(request)
                    return _to_sign_in(request, login)
                client = user_client(row.access_token, buyer_ip=client_address(request))
                permissions = frozenset(row.permissions)
            seat = Seat(person, roles, client, permissions)
            # For the templates: what is not allowed is not offered.
            request.seat = seat  # type: ignore[attr-defined]
            return _private(view(request, seat, *args, **kwargs))

        return guarded

    return decorate


def client_address(request: HttpRequest) -> str:
    """The browser's address; behind a proxy, what a middleware put into its place."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _to_sign_in(request: HttpRequest, login: str) -> HttpResponse:
    return redirect(f"{reverse(login)}?{urlencode({'next': request.get_full_path()})}")


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """A desk page must not stay in any cache, nor be read from the history after signing out."""
    response.headers["Cache-Control"] = "no-store"
    return response

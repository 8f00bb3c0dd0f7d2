"""Who may open a desk page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from people.queries import person_of, roles_of
from people.roles import Role

View = Callable[..., HttpResponseBase]


def require_role(*allowed: str) -> Callable[[View], View]:
    """Lets in people who hold one of the roles; others get 403, and who is not signed in the sign-in page.

    The view finds the person as `request.person`.
    """
    wanted = {Role(value) for value in allowed}

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = person_of(request.user)
            if person is None and not request.user.is_authenticated:
                return redirect(f"{reverse('studio-login')}?{urlencode({'next': request.get_full_path()})}")
            if person is None or not wanted & roles_of(person):
                raise PermissionDenied
            request.person = person  # type: ignore[attr-defined]
            response: HttpResponse = view(request, *args, **kwargs)  # type: ignore[assignment]
            response.headers["Cache-Control"] = "no-store"
            return response

        return guarded

    return decorate

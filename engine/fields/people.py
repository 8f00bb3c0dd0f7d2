"""Sign-in, who is signed in, and apps."""

from typing import Any

from graphql import GraphQLResolveInfo

from engine import access, installs, models
from engine.errors import Refusal
from engine.ids import unpack_number
from engine.wiring import mutation, reads, resolver


def _permissions(row: models.User | models.App) -> list[dict[str, str]]:
    return [{"code": code, "name": f"{code.replace('_', ' ').capitalize()}."} for code in sorted(row.permissions)]


reads(
    {
        "User.userPermissions": _permissions,
        "App.permissions": _permissions,
        "Query.appsInstallations": lambda root: models.AppInstallation.objects.all(),
    }
)
resolver("Query.me")(lambda root, info: info.context.requestor.user)


@mutation("tokenCreate")
def _sign_in(info: GraphQLResolveInfo, email: str, password: str) -> dict[str, Any]:
    return access.sign_in(email, password, info.context.buyer_ip)


@mutation("tokenRefresh")
def _renew(info: GraphQLResolveInfo, refresh_token: str | None = None) -> dict[str, Any]:
    return access.renew(refresh_token)


@resolver("Query.app")
def _app(root: Any, info: GraphQLResolveInfo, id: str | None = None) -> Any:
    """The app that asks; for staff any, for apps that manage apps too (`resolve_app` of Saleor 3.23)."""
    own = info.context.requestor.app
    found = models.App.objects.filter(pk=unpack_number(id, "App")).first() if id else own
    if found != own and info.context.requestor.user is None:
        info.context.require("MANAGE_APPS")
    return found


@resolver("App.accessToken")
def _app_token(app: models.App, info: GraphQLResolveInfo) -> str | None:
    user = info.context.requestor.user
    return user and access.make_app_token(user, app)


@mutation("appInstall")
def _install(info: GraphQLResolveInfo, input: dict[str, Any]) -> dict[str, Any]:
    """Queued for the worker; `appsInstallations` shows how far it is."""
    if not installs.is_url(input["manifest_url"]):
        raise Refusal("manifestUrl", "INVALID_URL_FORMAT", "Enter a valid URL.")
    given = {name: input[name] for name in ("app_name", "manifest_url")}
    job = models.AppInstallation.objects.create(permissions=input.get("permissions") or [], **given)
    return {"app_installation": job}

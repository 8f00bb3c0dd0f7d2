"""Apps and their installation."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine import access, installs, models
from engine.errors import Refusal
from engine.graph.accounts import PermissionEnum, list_permissions
from engine.graph.enums import code_enum
from engine.graph.mutations import Mutation, done, error_type, errors_field
from engine.graph.nodes import Node
from engine.graph.scalars import DateTime
from engine.ids import unpack_number

JobStatusEnum = code_enum("JobStatusEnum", "PENDING SUCCESS FAILED DELETED")
AppErrorCode = code_enum(
    "AppErrorCode", "GRAPHQL_ERROR INVALID INVALID_URL_FORMAT INVALID_MANIFEST_FORMAT MANIFEST_URL_CANT_CONNECT"
)
_PERMISSIONS = graphene.List(graphene.NonNull(PermissionEnum))
AppError = error_type("AppError", AppErrorCode, permissions=_PERMISSIONS)


class Permission(graphene.ObjectType):
    """What an app may do."""

    code = graphene.Field(PermissionEnum, required=True)
    name = graphene.String(required=True)


class App(graphene.ObjectType):
    """An installed app."""

    class Meta:
        interfaces = (Node,)

    identifier = graphene.String()
    name = graphene.String()
    version = graphene.String()
    is_active = graphene.Boolean()
    created = DateTime()
    app_url = graphene.String()
    manifest_url = graphene.String()
    access_token = graphene.String()
    permissions = graphene.List(graphene.NonNull(Permission))

    def resolve_created(self: models.App, info: GraphQLResolveInfo) -> Any:
        """When it was installed."""
        return self.created_at

    def resolve_permissions(self: models.App, info: GraphQLResolveInfo) -> list[dict[str, str]]:
        """By code."""
        return list_permissions(self.permissions)

    def resolve_access_token(self: models.App, info: GraphQLResolveInfo) -> str | None:
        """A token with which staff open the app's pages: it names both."""
        user = info.context.requestor.user
        return None if user is None else access.make_app_token(user, self)


class AppInstallation(graphene.ObjectType):
    """An installation under way."""

    class Meta:
        interfaces = (Node,)

    status = graphene.Field(JobStatusEnum, required=True)
    created_at = DateTime(required=True)
    updated_at = DateTime(required=True)
    message = graphene.String()
    app_name = graphene.String(required=True)
    manifest_url = graphene.String(required=True)


class AppInstallInput(graphene.InputObjectType):
    """Which app, and what it may do."""

    app_name = graphene.String(required=True)
    manifest_url = graphene.String(required=True)
    activate_after_installation = graphene.Boolean(default_value=True)
    permissions = _PERMISSIONS


class AppInstall(Mutation):
    """Install an app; the worker does it, `appsInstallations` shows how far it is."""

    class Arguments:
        input = AppInstallInput(required=True)

    permissions = ("MANAGE_APPS",)
    app_installation = graphene.Field(AppInstallation)
    errors = errors_field(AppError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, input: dict[str, Any]) -> dict[str, Any]:
        """Queue it."""
        if not installs.is_url(input["manifest_url"]):
            raise Refusal("manifestUrl", "INVALID_URL_FORMAT", "Enter a valid URL.")
        job = models.AppInstallation.objects.create(
            app_name=input["app_name"],
            manifest_url=input["manifest_url"],
            permissions=[str(code) for code in input.get("permissions") or []],
        )
        return done(app_installation=job)


class AppQuery(graphene.ObjectType):
    """Apps."""

    app = graphene.Field(App, id=graphene.ID())
    apps_installations = graphene.List(graphene.NonNull(AppInstallation), required=True)

    def resolve_app(self: Any, info: GraphQLResolveInfo, *, id: str | None = None) -> models.App | None:
        """By its id, for staff; without one the app that asks."""
        requestor = info.context.requestor
        info.context.require("AUTHENTICATED_STAFF_USER", "AUTHENTICATED_APP")
        if id is None:
            own: models.App | None = requestor.app
            return own
        found = models.App.objects.filter(pk=unpack_number(id, "App")).first()
        if found is not None and found != requestor.app:
            info.context.require("MANAGE_APPS")
        return found

    def resolve_apps_installations(self: Any, info: GraphQLResolveInfo) -> list[models.AppInstallation]:
        """Those not done yet, for staff."""
        info.context.require("MANAGE_APPS")
        return list(models.AppInstallation.objects.all())


class AppMutation(graphene.ObjectType):
    """Apps."""

    app_install = AppInstall.Field()

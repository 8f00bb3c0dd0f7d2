"""Sign-in, and who is signed in."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine import access, models
from engine.graph.enums import code_enum, graphql_enum
from engine.graph.mutations import Mutation, done, error_type, errors_field
from engine.graph.nodes import Node
from engine.graph.scalars import DateTime

PermissionEnum = graphql_enum("PermissionEnum", access.PERMISSIONS)
AccountErrorCode = code_enum(
    "AccountErrorCode",
    "ACCOUNT_NOT_CONFIRMED GRAPHQL_ERROR INVALID INVALID_CREDENTIALS JWT_DECODE_ERROR JWT_INVALID_TOKEN "
    "JWT_MISSING_TOKEN JWT_SIGNATURE_EXPIRED LOGIN_ATTEMPT_DELAYED NOT_FOUND REQUIRED",
)
AccountError = error_type("AccountError", AccountErrorCode)


class GenericScalar(graphene.Scalar):
    """Any JSON value; only ever given out."""

    @staticmethod
    def serialize(value: Any) -> Any:
        """As it is."""
        return value


def list_permissions(codes: list[str]) -> list[dict[str, str]]:
    """Permissions with their names, by code."""
    return [{"code": code, "name": code.replace("_", " ").capitalize() + "."} for code in sorted(codes)]


class UserPermission(graphene.ObjectType):
    """What a member of staff may do."""

    code = graphene.Field(PermissionEnum, required=True)
    name = graphene.String(required=True)


class User(graphene.ObjectType):
    """A buyer or a member of staff."""

    class Meta:
        interfaces = (Node,)

    email = graphene.String(required=True)
    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    is_staff = graphene.Boolean(required=True)
    is_active = graphene.Boolean(required=True)
    is_confirmed = graphene.Boolean(required=True)
    date_joined = DateTime(required=True)
    user_permissions = graphene.List(graphene.NonNull(UserPermission))

    def resolve_user_permissions(self: models.User, info: GraphQLResolveInfo) -> list[dict[str, str]]:
        """Those of staff, by code."""
        return list_permissions(self.permissions)


class CreateToken(Mutation):
    """Sign in with a password."""

    class Arguments:
        email = graphene.String(required=True)
        password = graphene.String(required=True)

    token = graphene.String()
    refresh_token = graphene.String()
    csrf_token = graphene.String()
    user = graphene.Field(User)
    errors = errors_field(AccountError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, email: str, password: str) -> dict[str, Any]:
        """See `access.sign_in`."""
        tokens = access.sign_in(email, password, info.context.buyer_ip)
        return done(
            token=tokens.token, refresh_token=tokens.refresh_token, csrf_token=tokens.csrf_token, user=tokens.user
        )


class RefreshToken(Mutation):
    """A new access token for a refresh token."""

    class Arguments:
        refresh_token = graphene.String()

    token = graphene.String()
    user = graphene.Field(User)
    errors = errors_field(AccountError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, refresh_token: str | None = None) -> dict[str, Any]:
        """See `access.renew`."""
        token, user = access.renew(refresh_token)
        return done(token=token, user=user)


class VerifyToken(Mutation):
    """Whether a token is good, and what it says."""

    class Arguments:
        token = graphene.String(required=True)

    user = graphene.Field(User)
    is_valid = graphene.Boolean(required=True)
    payload = GenericScalar()
    errors = errors_field(AccountError)
    refused = {"is_valid": False}

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, token: str) -> dict[str, Any]:
        """See `access.read_user`."""
        user, claims = access.read_user(token)
        return done(user=user, is_valid=True, payload=claims)


class AccountQuery(graphene.ObjectType):
    """Who asks."""

    me = graphene.Field(User)

    def resolve_me(self, info: GraphQLResolveInfo) -> models.User | None:
        """The signed-in user, if it is one."""
        user: models.User | None = info.context.requestor.user
        return user


class AccountMutation(graphene.ObjectType):
    """Sign-in."""

    token_create = CreateToken.Field()
    token_refresh = RefreshToken.Field()
    token_verify = VerifyToken.Field()

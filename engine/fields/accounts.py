"""Accounts of buyers: who may look at them, and what is done with them."""

from typing import Any

import jwt
from graphql import GraphQLResolveInfo

from engine import access, accounts, checkouts, keys, models
from engine.addresses import read_address
from engine.errors import PermissionDenied, Refusal
from engine.ids import find_row, pack, unpack_number
from engine.metadata import read_pairs
from engine.paging import Page
from engine.peers import fetch, join
from engine.webhooks import record_event
from engine.wiring import Resolver, mutation, reads, resolver

Info = GraphQLResolveInfo
Answer = dict[str, Any]
_SEE = {"Checkout.user": ("MANAGE_USERS",), "Order.user": ("MANAGE_USERS", "MANAGE_ORDERS")}


@resolver(*_SEE)
def _user(row: models.Checkout | models.Order, info: Info) -> models.User | None:
    user: models.User | None = fetch(row, "user")
    if user is not None and user != info.context.requestor.user:
        allowed = _SEE[f"{info.parent_type.name}.user"]
        info.context.require(*allowed, "HANDLE_PAYMENTS", "HANDLE_TAXES", "OWNER")
    return user


@resolver("User.orders")
def _orders(user: models.User, info: Info, **page: Any) -> Page:
    if user != info.context.requestor.user:
        info.context.require("OWNER", "MANAGE_ORDERS")
    rows = models.Order.objects.filter(user=user)
    return Page(rows, "orders", page, order=("created_at", "number"), descending=True)


def _addresses(user: models.User) -> list[models.Address]:
    """The address book; only here it is known which are the defaults (case 297)."""
    rows = join(user.addresses.all())
    for row in rows:
        for kind in ("shipping", "billing"):
            row.__dict__[f"is_{kind}"] = row.pk == getattr(user, f"default_{kind}_address_id")
    return rows


reads(
    {
        "AccountRegister.requiresConfirmation": lambda answer: accounts.confirms_accounts(),
        "Address.isDefaultBillingAddress": lambda address: address.__dict__.get("is_billing"),
        "Address.isDefaultShippingAddress": lambda address: address.__dict__.get("is_shipping"),
        "User.addresses": _addresses,
    }
)


@mutation("tokenVerify", is_valid=False)
def _verify(info: Info, token: str) -> Answer:
    try:
        claims = keys.read_token(token)
    except jwt.ExpiredSignatureError as error:
        raise Refusal("token", "JWT_SIGNATURE_EXPIRED", "Signature has expired") from error
    except jwt.InvalidTokenError as error:
        raise Refusal("token", "JWT_DECODE_ERROR", "Error decoding signature") from error
    key = unpack_number(str(claims.get("user_id", "")), "User")
    user = models.User.objects.filter(pk=key, is_active=True, token_key=claims.get("token")).first()
    if user is None:
        raise Refusal("token", "JWT_INVALID_TOKEN", "Invalid token")
    return {"is_valid": True, "payload": claims, "user": user}


@mutation("accountRegister")
def _register(info: Info, input: Answer) -> Answer:
    names = {name: input.get(name) or "" for name in ("first_name", "last_name")}
    metadata = read_pairs(input.get("metadata"))
    user = models.User(email=input["email"].lower(), is_confirmed=False, metadata=metadata, **names)
    accounts.register(user, input["password"], input.get("channel"), input.get("redirect_url"))
    # Without an id: it would tell whether the account is new.
    shown = {name: getattr(user, name) for name in ("email", "is_active", "is_confirmed", "is_staff", "date_joined")}
    return {"user": {"id": "", **shown, **names}}


@mutation("confirmAccount")
def _confirm(info: Info, email: str, token: str) -> Answer:
    user = accounts.CONFIRM.check(models.User.objects.filter(email__iexact=email, is_active=True).first(), token)
    user.is_confirmed = True
    user.save(update_fields=["is_confirmed"])
    record_event("ACCOUNT_CONFIRMED", {"user": user})
    return {"user": user}


@mutation("requestPasswordReset")
def _request_reset(info: Info, email: str, redirect_url: str, channel: str | None = None) -> Answer:
    accounts.request_reset(email, channel, redirect_url)
    return {}


@mutation("setPassword")
def _set_password(info: Info, email: str, password: str, token: str) -> Answer:
    accounts.reset_password(email, token, password)
    return access.sign_in(email, password, info.context.buyer_ip)


def _update(user: models.User, input: Answer) -> None:
    names = {name: input[name] for name in ("first_name", "last_name") if input.get(name) is not None}
    accounts.rename(user, names, read_pairs(input.get("metadata")))


def _register_own(name: str, act: Resolver) -> None:
    @mutation(name)
    def change(info: Info, **arguments: Any) -> Answer:
        user = info.context.requestor.user
        return {"address": act(user, **arguments), "user": user}


# What users do with their own account.
_OWN: dict[str, Resolver] = {
    "accountAddressCreate": lambda user, input, type=None: accounts.add_address(user, input, type),
    "accountDelete": accounts.delete,
    "accountRequestDeletion": accounts.request_deletion,
    "accountSetDefaultAddress": lambda user, id, type: accounts.make_default(user, find_row(models.Address, id), type),
    "accountUpdate": _update,
    "passwordChange": accounts.change_password,
    "tokensDeactivateAll": accounts.end_all_tokens,
}
for _name, _act in _OWN.items():
    _register_own(_name, _act)


def _own_address(info: Info, address_id: str) -> models.Address:
    address = find_row(models.Address, address_id)
    if address is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {address_id}")
    user = info.context.requestor.user
    if user is None or address.user_id != user.pk:
        raise PermissionDenied("MANAGE_USERS", "OWNER")
    return address


@mutation("accountAddressUpdate")
def _update_address(info: Info, id: str, input: Answer) -> Answer:
    address, columns = _own_address(info, id), read_address(input, None)
    vars(address).update(columns)
    address.save(update_fields=list(columns))
    return {"address": address, "user": address.user}


@mutation("accountAddressDelete")
def _delete_address(info: Info, id: str) -> Answer:
    address, user = _own_address(info, id), info.context.requestor.user
    models.Address.objects.filter(pk=address.pk).delete()
    user.refresh_from_db()
    return {"address": address, "user": user}


@mutation("checkoutCustomerAttach")
def _attach(info: Info, id: str = "", customer_id: str | None = None) -> Answer:
    checkout, user = checkouts.claim(info, id), info.context.requestor.user
    if checkout.user_id:
        raise PermissionDenied("OWNER")
    if user is None and not customer_id:
        raise Refusal("customerId", "REQUIRED", "The customerId value must be provided when running mutation as app.")
    if user is None or customer_id not in (None, pack("User", user.pk)):
        raise PermissionDenied("IMPERSONATE_USER")
    checkout.user, checkout.email = user, user.email
    checkout.save(update_fields=["user", "email", "updated_at"])
    return {"checkout": checkout}


@mutation("checkoutCustomerDetach")
def _detach(info: Info, id: str = "") -> Answer:
    checkout = checkouts.claim(info, id)
    if checkout.user_id and checkout.user != info.context.requestor.user:
        raise PermissionDenied("IMPERSONATE_USER")
    checkout.user = None
    checkout.save(update_fields=["user", "updated_at"])
    return {"checkout": checkout}

"""Both manifests ask for what the documents need, and for nothing else; their addresses never follow the caller."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from graphql import GraphQLNamedType, GraphQLSchema, build_schema, parse
from graphql.language import FieldNode, FragmentDefinitionNode, OperationDefinitionNode, Visitor, visit
from graphql.utilities import TypeInfo, TypeInfoVisitor

import saleor_api
from payments.manifest import build_manifest as build_payments
from storefront.manifest import build_manifest as build_shop
from tests.reference import shared_path

OPERATIONS = Path(saleor_api.__file__).parent / "operations"
# What each app calls with its token: grep for `app_client`. The others are asked by strangers, buyers and staff.
CALLS = {
    "kantha.shop": {
        "CurrentApp",
        "CatalogProduct",
        "OrderPage",
        "OrderForLedger",
        "PaidCheckouts",
        "CheckoutCharges",
        "TransactionRequestAction",
    },
    "kantha.payments": {"CurrentApp", "TransactionEventReport"},
}
# Saleor tells an app of these only with the permission; its SDL does not say so. Source: WebhookEventAsyncType.
EVENTS = {
    "PRODUCT": "MANAGE_PRODUCTS",
    "CATEGORY": "MANAGE_PRODUCTS",
    "COLLECTION": "MANAGE_PRODUCTS",
    "TRANSLATION": "MANAGE_TRANSLATIONS",
    "CHANNEL": "MANAGE_CHANNELS",
    "ORDER": "MANAGE_ORDERS",
    "FULFILLMENT": "MANAGE_ORDERS",
    "CHECKOUT": "MANAGE_CHECKOUTS",
    "ACCOUNT": "MANAGE_USERS",
    "TRANSACTION": "HANDLE_PAYMENTS",
    "PAYMENT": "HANDLE_PAYMENTS",
}
MANIFESTS = {"kantha.shop": build_shop, "kantha.payments": build_payments}
# An app is one, and the owner of what it made itself.
GIVEN = {"AUTHENTICATED_APP", "OWNER"}


@cache
def schema() -> GraphQLSchema:
    """Saleor's own."""
    return build_schema(shared_path("data/saleor/schema.graphql").read_text(), assume_valid=True)


class Needs(Visitor):
    """Collects, of each field of a document, the permissions one of which it asks for."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.found: list[frozenset[str]] = []

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Reads the sentence at the end of the field's description."""
        field = self.types.get_field_def()
        said = re.search(r"Requires one of the following permissions: ([A-Z_, ]+)", (field and field.description) or "")
        if said:
            self.found.append(frozenset(said[1].replace(",", " ").split()))


def needs_of(app: str) -> Iterator[frozenset[str]]:
    """For everything that the app asks or is told: the permissions, one of which it must have."""
    text = "\n".join(path.read_text() for path in sorted(OPERATIONS.rglob("*.graphql")))
    document = parse(text)
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and node.name and node.name.value in CALLS[app]:
            types = TypeInfo(schema())
            needs = Needs(types)
            used = [node, *(fragments[name] for name in names_within(node, fragments))]
            for part in used:
                visit(part, TypeInfoVisitor(types, needs))
            yield from needs.found
    for webhook in MANIFESTS[app]()["webhooks"]:  # type: ignore[attr-defined]
        for event in [*webhook.get("asyncEvents", ()), *webhook.get("syncEvents", ())]:
            yield frozenset({EVENTS[event.partition("_")[0]]})


def names_within(node: Any, fragments: dict[str, FragmentDefinitionNode]) -> set[str]:
    """The fragments that a document uses, also through others."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        text = waiting.pop()
        names = set(re.findall(r"\.\.\.(\w+)", text.loc.source.body[text.loc.start : text.loc.end])) & set(fragments)
        waiting += [fragments[name] for name in names - found]
        found |= names
    return found


@pytest.mark.parametrize("app", list(MANIFESTS))
def test_every_permission_that_the_documents_need_is_asked_for(app: str) -> None:
    asked = set(MANIFESTS[app]()["permissions"]) | GIVEN  # type: ignore[call-overload]
    assert [sorted(need) for need in needs_of(app) if not need & asked] == []


@pytest.mark.parametrize("app", list(MANIFESTS))
def test_without_any_one_of_them_something_would_be_denied(app: str) -> None:
    permissions = set(MANIFESTS[app]()["permissions"])  # type: ignore[call-overload]
    needs = list(needs_of(app))
    for permission in permissions:
        rest = permissions - {permission} | GIVEN
        assert any(not need & rest for need in needs), f"{permission} is not needed"


def test_every_permission_is_one_of_saleors() -> None:
    kind: GraphQLNamedType | None = schema().type_map.get("PermissionEnum")
    for build in MANIFESTS.values():
        assert set(build()["permissions"]) <= set(kind.values)  # type: ignore[call-overload, union-attr]


@pytest.mark.parametrize("path", ["/saleor/manifest", "/payments/saleor/manifest"])
def test_no_address_follows_the_caller(client: Client, path: str, settings: Any) -> None:
    settings.PUBLIC_URL = "https://shop.example"
    settings.ALLOWED_HOSTS = ["*"]
    body = client.get(path, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example").content
    manifest = json.loads(body)
    assert b"evil.example" not in body
    assert manifest["tokenTargetUrl"].startswith("https://shop.example/")
    assert {webhook["targetUrl"][:21] for webhook in manifest["webhooks"]} == {"https://shop.example/"}


def test_every_event_of_the_webhooks_is_one_of_saleors() -> None:
    for kind in ("async", "sync"):
        values = set(schema().type_map[f"WebhookEventType{kind.title()}Enum"].values)  # type: ignore[attr-defined]
        for build in MANIFESTS.values():
            for webhook in build()["webhooks"]:  # type: ignore[attr-defined]
                assert set(webhook.get(f"{kind}Events", ())) <= values


def test_the_payment_app_has_no_page_in_the_dashboard_since_none_of_its_pages_may_stand_in_a_frame() -> None:
    assert "appUrl" not in build_payments()

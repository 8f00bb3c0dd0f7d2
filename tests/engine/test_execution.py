"""How requests are taken: what is refused whole, what fails in one field, what it costs, and over HTTP."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from graphql import get_introspection_query

from engine import api, models
from engine.execution import DEEPEST
from tests.engine.asking import post

pytestmark = [pytest.mark.django_db(databases=["default", "engine"]), pytest.mark.usefixtures("small_shop")]

COSTLY = """{products(channel:"default-channel",first:100){edges{node{productVariants(first:100){edges{node{
  assignedAttributes{attribute{slug}}}}}}}}}"""
PRODUCTS = 'query($first:Int){products(channel:"default-channel",first:$first){edges{node{slug%s}}}}'


def send(body: bytes) -> tuple[int, Any]:
    """Status and answer of a raw request."""
    status, answer = api.execute(body, {})
    return status, json.loads(answer)


def code_of(answer: dict[str, Any]) -> str:
    """The code of the first error."""
    code: str = answer["errors"][0]["extensions"]["exception"]["code"]
    return code


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"text"', b'{"query": 3}', b'{"query": "{a}", "variables": [1]}', b"\xff", b"[" * 9999],
)
def test_what_is_no_request_is_refused(body: bytes) -> None:
    status, answer = send(body)
    assert (status, code_of(answer), "data" in answer) == (400, "GraphQLError", False)


def test_too_large_a_request_is_refused() -> None:
    assert send(b" " * (api.LARGEST_BODY + 1))[0] == 413


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{shop(", "GraphQLSyntaxError"),
        ("{shop{secret}}", "GraphQLError"),
        ("subscription{event{issuedAt}}", "GraphQLError"),
        ("{" + "a " * 9000 + "}", "GraphQLSyntaxError"),
        ("#" * 60_000 + "{shop{name}}", "GraphQLError"),
        ("{categories(first:1){edges{node{" + "parent{" * DEEPEST + "slug" + "}" * DEEPEST + "}}}}", "GraphQLError"),
        ("fragment A on Shop{...B} fragment B on Shop{...A} {shop{...A}}", "GraphQLError"),
        ("query A{shop{name}} query B{shop{name}}", "GraphQLError"),
        (COSTLY, "QueryCostError"),
    ],
    ids=["syntax", "unknown-field", "subscription", "tokens", "length", "depth", "circle", "two-operations", "cost"],
)
def test_a_document_that_cannot_be_run_is_refused_whole(query: str, code: str) -> None:
    status, answer = post(query)
    assert (status, code_of(answer), "data" in answer) == (400, code, False)


def test_a_wrong_variable_is_refused_without_a_place() -> None:
    status, answer = post(PRODUCTS % "", first="x")
    assert (status, sorted(answer["errors"][0])) == (400, ["extensions", "message"])


def test_a_failed_field_leaves_the_rest() -> None:
    status, answer = post("{shop{name} channels{slug}}")
    assert (status, answer["data"]) == (200, {"shop": {"name": "Test shop"}, "channels": None})
    assert (code_of(answer), answer["errors"][0]["path"]) == ("PermissionDenied", ["channels"])


def test_a_fault_of_ours_keeps_its_text_to_itself() -> None:
    models.Attribute.objects.filter(slug="craft").update(input_type="FILE")
    status, answer = post(PRODUCTS % " assignedAttributes{attribute{slug}}", first=1)
    assert (status, answer["errors"][0]["message"], code_of(answer)) == (200, "Internal Server Error", "KeyError")


@pytest.mark.parametrize(
    ("fields", "cost"),
    [("", 24), (" category{slug}", 48), (" assignedAttributes(limit:10){attribute{slug}}", 504), (" media{url}", 72)],
)
def test_cost_is_counted_as_saleor_counts_it(fields: str, cost: int) -> None:
    _, answer = post(PRODUCTS % fields, first=24)
    assert answer["extensions"]["cost"] == {"requestedQueryCost": cost, "maximumAvailable": 50000}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "You must provide a `first` or `last` value to properly paginate the `products` connection."),
        ("first:101", "Requesting 101 records on the `products` connection exceeds the `first` limit of 100 records."),
        ('first:1,after:"x"', "Received cursor is invalid."),
        ('first:1,after:"WzFd"', "Received cursor is invalid."),
    ],
)
def test_a_page_must_be_asked_for_rightly(arguments: str, message: str) -> None:
    _, answer = post(f'{{products(channel:"default-channel",{arguments}){{edges{{node{{id}}}}}}}}')
    assert answer["errors"][0]["message"] == message


def test_over_http_anyone_may_post_and_look_at_the_schema(client: Client) -> None:
    reply = client.post("/graphql/", {"query": get_introspection_query()}, content_type="application/json")
    assert reply.json()["data"]["__schema"]["queryType"]["name"] == "Query"
    assert client.get("/graphql/").status_code == 405


def test_keys_are_public(client: Client) -> None:
    reply = client.get("/.well-known/jwks.json")
    assert (reply.status_code, reply.json()["keys"][0]["kty"]) == (200, "RSA")


@pytest.mark.parametrize("path", ["../engine.sqlite3", "/etc/hostname", "%2e%2e/secret", "missing.png", ""])
def test_no_file_but_a_picture_can_be_read(path: str, settings: Any, tmp_path: Path, client: Client) -> None:
    settings.ENGINE_MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media").mkdir()
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        api.read_media(f"http://127.0.0.1:8000/engine-media/{path}")
    assert client.get(f"/engine-media/{path}").status_code == 404


def test_a_picture_is_read_in_process_and_over_http(settings: Any, tmp_path: Path, client: Client) -> None:
    settings.ENGINE_MEDIA_ROOT = tmp_path
    (tmp_path / "a.png").write_bytes(b"picture")
    assert api.read_media("http://127.0.0.1:8000/engine-media/a.png?x=1") == b"picture"
    assert b"".join(client.get("/engine-media/a.png").streaming_content) == b"picture"  # type: ignore[attr-defined]

"""The Dashboard's token: believed only if the trusted Saleor signed it, for as long as it said."""

import time
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from saleor_api.app_tokens import read_app_token
from saleor_api.errors import BadSignature, BadToken
from tests import dashboard_token
from tests.dashboard_token import OWN_APP, SALEOR, key_set_reads, make_key, sign, sign_by_hand


@pytest.fixture(autouse=True)
def saleor(fake_saleor: None, settings: Settings) -> None:
    settings.SALEOR_API_URL = SALEOR
    settings.SALEOR_IN_PROCESS_KEYS = "tests.dashboard_token.key_set"
    dashboard_token.key_set_reads.clear()


def test_a_token_of_saleor_tells_who_looks_at_which_apps_page() -> None:
    token = read_app_token(sign())
    assert (token.app_global_id, token.user_id) == (OWN_APP, "VXNlcjoy")
    assert token.user_permissions == {"MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_APPS"}


def test_the_key_set_is_read_once_and_again_for_an_unknown_key() -> None:
    for _ in range(3):
        read_app_token(sign())
    assert key_set_reads == ["read"]
    with pytest.raises(BadSignature, match="not Saleor's"):
        read_app_token(sign(key_id="a-new-one"))
    assert key_set_reads == ["read", "read"]


@pytest.mark.parametrize("seconds", [0, -1, -3600])
def test_a_token_that_has_ended_is_refused(seconds: int) -> None:
    with pytest.raises(BadToken, match="has ended"):
        read_app_token(sign(exp=int(time.time()) + seconds))


def test_a_clock_that_is_a_little_ahead_at_saleor_does_no_harm() -> None:
    assert read_app_token(sign(iat=int(time.time()) + 30)).app_global_id == OWN_APP


def test_whom_else_a_token_is_for_does_not_matter() -> None:
    assert read_app_token(sign(aud="dashboard")).app_global_id == OWN_APP


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "RS512", "PS256", ""])
def test_only_the_algorithm_that_saleor_uses_is_believed(algorithm: str) -> None:
    with pytest.raises(BadToken, match=r"another way|cannot be read"):
        read_app_token(sign_by_hand(algorithm))
    assert key_set_reads == []


def test_another_key_is_refused_though_it_names_the_right_one() -> None:
    with pytest.raises((BadToken, BadSignature)):
        read_app_token(sign(key=make_key("somebody")))


def test_a_changed_token_is_refused() -> None:
    head, body, mark = sign().split(".")
    other = sign(app="QXBwOjg=").split(".")[1]
    assert body != other
    with pytest.raises(BadToken, match="cannot be read"):
        read_app_token(f"{head}.{other}.{mark}")


@pytest.mark.parametrize("issuer", ["https://evil.example/graphql/", SALEOR.rstrip("/"), "", [SALEOR]])
def test_another_saleor_is_refused_before_any_key_is_read(issuer: Any) -> None:
    with pytest.raises(BadToken):
        # PyJWT itself signs no issuer that is not a text.
        read_app_token(sign_by_hand("RS256", iss=issuer))
    assert key_set_reads == []


@pytest.mark.parametrize("name", ["exp", "iss", "app", "user_id", "user_permissions"])
def test_a_token_without_a_part_is_refused(name: str) -> None:
    with pytest.raises(BadToken, match="lacks a part"):
        read_app_token(sign(**{name: None}))


@pytest.mark.parametrize("permissions", ["MANAGE_PRODUCTS", {"MANAGE_PRODUCTS": True}, [["MANAGE_PRODUCTS"]], 7])
def test_permissions_that_are_no_list_of_names_are_refused(permissions: object) -> None:
    with pytest.raises(BadToken, match="lacks a part"):
        read_app_token(sign(user_permissions=permissions))


@pytest.mark.parametrize("text", ["", "a", "a.b", "a.b.c", "..", "é.é.é", "e30.e30.", "W10.W10.W10", "Ww" * 20_000])
def test_rubbish_is_refused(text: str) -> None:
    with pytest.raises(BadToken):
        read_app_token(text)


def test_deep_nesting_is_refused() -> None:
    deep = urlsafe_b64encode(b"[" * 100_000).rstrip(b"=").decode()
    head = sign().split(".")[0]
    for text in (f"{deep}.{deep}.AAAA", f"{head}.{deep}.AAAA"):
        with pytest.raises(BadToken):
            read_app_token(text)

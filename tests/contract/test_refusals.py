"""Documents and tokens that are refused, and which of our errors each becomes."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from saleor_api.errors import SaleorBroken, SaleorDenied
from tests.contract.shopping import problems
from tests.contract.target import Target

ATTRIBUTES = "assignedAttributes{...on AssignedMultiChoiceAttribute{value{slug}}}"
COSTLY = f"""query($c:String!){{products(channel:$c,first:100){{edges{{node{{{ATTRIBUTES}
  productVariants(first:100){{edges{{node{{{ATTRIBUTES}}}}}}}}}}}}}}}"""
DEEP = "{categories(first:10){edges{node{" + "children(first:10){edges{node{" * 6 + "id" + "}}}" * 7 + "}"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("{shop{name}", "status 400, code GraphQLSyntaxError"),
        ("{shop{nonsense}}", "status 400, code GraphQLError"),
        ("mutation{nonsense{id}}", "status 400, code GraphQLError"),
        ("", "status 400, code GraphQLError"),
        ("query A{shop{name}} query B{shop{name}}", "status 400, code GraphQLError"),
        ("query($c:Int!){products(first:$c){totalCount}}", "status 400, code GraphQLError"),
        (DEEP, "status 400, code QueryCostError"),
        (COSTLY, "status 400, code QueryCostError"),
        ("query($c:String!){products(channel:$c,first:101){totalCount}}", "status 200, code GraphQLError"),
        ('query{checkout(id:"rubbish"){id}}', "status 200, code GraphQLError"),
    ],
    ids=["syntax", "field", "root", "empty", "two", "variable", "deep", "costly", "page", "id"],
)
def test_a_document_that_cannot_be_answered_is_broken(target: Target, query: str, said: str) -> None:
    with pytest.raises(SaleorBroken, match=said):
        target.ask(query, c=target.channel)


def test_a_deep_document_of_single_things_is_answered(target: Target) -> None:
    query = "{categories(first:1){edges{node{" + "parent{" * 8 + "id" + "}" * 12
    assert target.ask(query)["categories"]["edges"]


def test_a_checkout_id_that_names_another_kind_is_broken(target: Target) -> None:
    query = "query($c:String!){products(channel:$c,first:1){edges{node{id}}}}"
    product = target.ask(query, c=target.channel)["products"]["edges"][0]["node"]["id"]
    with pytest.raises(SaleorBroken):
        target.client().checkout_by_id(id=product)


def test_a_token_that_is_none_is_no_one(target: Target) -> None:
    assert target.ask("{me{id}}", token="rubbish") == {"me": None}
    with pytest.raises(SaleorDenied):
        target.client("rubbish").staff_orders(first=1)


@pytest.mark.parametrize("life", [300, -300], ids=["fresh", "expired"])
def test_a_token_that_another_key_signed_is_denied(target: Target, life: int) -> None:
    now = int(time.time())
    claims = {"iss": target.issuer, "iat": now - 600, "exp": now + life, "type": "access", "owner": "saleor"}
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    token = jwt.encode({**claims, "token": "any"}, key, algorithm="RS256", headers={"kid": "1"})
    with pytest.raises(SaleorDenied):
        target.ask("{me{id}}", token=token)


def test_a_wrong_password_is_refused(target: Target) -> None:
    payload = target.client().token_create(email="nobody@example.org", password="wrong")
    assert problems(payload) == [("email", "INVALID_CREDENTIALS")]


def test_a_refresh_token_that_is_none_is_refused(target: Target) -> None:
    payload = target.client().token_refresh(refresh_token="rubbish")
    assert problems(payload) == [("refreshToken", "JWT_DECODE_ERROR")]


@pytest.mark.parametrize("root", ["orders(first:1){totalCount}", "checkouts(first:1){totalCount}", "channels{id}"])
def test_what_is_for_staff_is_denied_to_visitors(target: Target, root: str) -> None:
    with pytest.raises(SaleorDenied):
        target.ask(f"{{{root}}}")

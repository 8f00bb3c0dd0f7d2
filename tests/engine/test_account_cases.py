"""The recorded cases 276 to 346, accounts of buyers, executed on the engine in their order.

Every third case was kept back when they were recorded; `BRIDGES` does what those did.
"""

import json
import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.core.management import call_command

from engine import api
from engine.access import hash_token
from engine.events import SDL
from engine.ids import pack, unpack
from engine.models import Address, App, Checkout, EventDelivery, Order, ProductVariant, Shop, User, Webhook
from tests.engine.asking import pay
from tests.engine.case_run import Run, play_all
from tests.engine.case_shop import STAFF_PASSWORD, TEE, build_shop, read_cases
from tests.reference import SHARED, shared_path

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
FOLDER = "data/saleor/cases"
EMAIL, OTHER, LATE = "led1795310809@example.com", "ledb1795310809@example.com", "offled1795310809@example.com"
PASSWORD, NEWER = "sup3rsecret!", "n3wsecret!!2"
CHECKOUT = "Q2hlY2tvdXQ6ZTkwMGNmMTgtZjIwYS00NDRiLWJlMTYtZjZkNWJmZjhkNTU4"
# The engine's admin holds the switch that this case sets.
NOT_APPLICABLE = {"343": "shop settings: in the engine its admin edits them"}
EVENTS = [name for name in SDL.split() if name.startswith("Account")]
SIGN_IN = """mutation($e:String!,$p:String!){tokenCreate(email:$e,password:$p){token refreshToken user{id}
  errors{field code}}}"""
REGISTER = """mutation($i:AccountRegisterInput!){accountRegister(input:$i){requiresConfirmation user{id email}
  errors{field message code}}}"""
CONFIRM = "mutation($e:String!,$t:String!){confirmAccount(email:$e,token:$t){user{id isConfirmed} errors{code}}}"
ADDRESS_CREATE = """mutation($i:AddressInput!,$t:AddressTypeEnum){accountAddressCreate(input:$i,type:$t){address{id}
  errors{field code}}}"""
WARSAW = {
    "firstName": "Ada",
    "lastName": "Byron",
    "streetAddress1": "Rynek 1",
    "city": "Wroclaw",
    "postalCode": "50-101",
    "country": "PL",
}


class Story(Run):
    """The engine with the recorded people, and what the run of the cases has learned."""

    def __init__(self, cases: dict[str, dict[str, Any]]) -> None:
        super().__init__(cases)
        claims = {"type": "access", "exp": time.time() + 300}
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.tokens["badtok"] = jwt.encode(claims, key, algorithm="RS256")
        self.refresh_token = ""

    def ask(self, query: str, variables: dict[str, Any], auth: str = "anonymous") -> tuple[int, Any]:
        """One request as one of the recorded roles."""
        headers = {"saleor-client-ip": "127.0.0.1"}
        if self.tokens[auth]:
            headers["authorization"] = f"Bearer {self.tokens[auth]}"
        body = json.dumps({"query": query, "variables": self.comparison.translate(variables)}).encode()
        status, answer = api.execute(body, headers)
        return status, json.loads(answer)

    def play(self, number: str) -> list[str]:
        """Run a recorded case and give the differences."""
        case = self.cases[number]
        status, answer = self.ask(case["request"]["query"], case["request"].get("variables") or {}, case["auth"])
        self.comparison.differences = [] if status == case["status"] else [f"status {status}"]
        self.comparison.compare(case["response"], answer)
        if number == "288":
            self.sign_in(EMAIL, PASSWORD, "cust")
            self.learn(self.cases["289"]["request"]["variables"]["r"], self.refresh_token)
            self.learn(self.cases["291"]["request"]["variables"]["r"], self.tokens["cust"])
        if number == "334":
            self.sign_in(EMAIL, NEWER, "cust")
            self.learn(self.cases["337"]["request"]["variables"]["r"], self.refresh_token)
        return self.comparison.differences

    def sign_in(self, email: str, password: str, role: str) -> None:
        """From now on the role is this person."""
        answer = self.do(SIGN_IN, {"e": email, "p": password})
        self.tokens[role], self.refresh_token = answer["token"], answer["refreshToken"]

    def heard(self) -> tuple[str, dict[str, Any]]:
        """The newest event of which the app is told."""
        delivery = EventDelivery.objects.latest("pk")
        return delivery.event, json.loads(bytes(delivery.payload))


def _expect_event(story: Story, event: str, email: str) -> dict[str, Any]:
    name, payload = story.heard()
    assert (name, payload["user"]["email"]) == (event, email)
    return payload


def _register(story: Story, email: str) -> dict[str, Any]:
    given = {"email": email, "password": PASSWORD, "channel": "default-channel"}
    url = "http://localhost:8000/confirm"
    answer = story.do(REGISTER, {"i": {**given, "redirectUrl": url}})
    assert answer == {"requiresConfirmation": True, "user": {"id": "", "email": email}, "errors": []}
    payload = _expect_event(story, "ACCOUNT_CONFIRMATION_REQUESTED", email)
    assert payload["redirectUrl"] == f"{url}?email={email.replace('@', '%40')}&token={payload['token']}"
    return payload


def _first_account(story: Story) -> None:
    story.learn(story.cases["283"]["request"]["variables"]["t"], _register(story, EMAIL)["token"])


def _short_password(story: Story) -> None:
    given = {"email": "z@example.com", "password": "short", "channel": "default-channel"}
    _, answer = story.ask(REGISTER, {"i": {**given, "redirectUrl": "http://localhost:8000/"}})
    (error,) = answer["data"]["accountRegister"]["errors"]
    assert (error["field"], error["code"]) == ("password", "PASSWORD_TOO_SHORT")


def _confirm_again(story: Story) -> None:
    case = story.cases["283"]["request"]
    assert story.play("283") == [], case
    _expect_event(story, "ACCOUNT_CONFIRMED", EMAIL)


def _third_wrong_password(story: Story) -> None:
    _, answer = story.ask(SIGN_IN, {"e": EMAIL, "p": "wrong"})
    assert answer["data"]["tokenCreate"]["errors"] == [{"field": "email", "code": "LOGIN_ATTEMPT_DELAYED"}]
    cache.clear()


def _update(story: Story) -> None:
    query = """mutation($i:AccountInput!){accountUpdate(input:$i){user{firstName metadata{key value}} errors{code}}}"""
    given = {"firstName": "Ada", "metadata": [{"key": "news", "value": "no"}]}
    user = story.do(query, {"i": given}, "cust")["user"]
    assert user == {"firstName": "Ada", "metadata": [{"key": "news", "value": "no"}]}


def _second_address(story: Story) -> None:
    own = story.do(ADDRESS_CREATE, {"i": WARSAW, "t": None}, "cust")["address"]["id"]
    story.learn("QWRkcmVzczoxNjc=", own)


def _open_checkout(story: Story) -> None:
    line = {"variantId": pack("ProductVariant", ProductVariant.objects.filter(product__slug=TEE)[0].pk), "quantity": 1}
    query = "mutation($i:CheckoutCreateInput!){checkoutCreate(input:$i){checkout{id} errors{code field}}}"
    given = {"channel": "default-channel", "lines": [line], "email": "someone@example.com"}
    story.learn(CHECKOUT, story.do(query, {"i": given})["checkout"]["id"])


def _attach_twice(story: Story) -> None:
    case = story.cases["304"]["request"]
    _, answer = story.ask(case["query"], case["variables"], "cust")
    assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


def _detach(story: Story) -> None:
    case = story.cases["307"]["request"]
    assert story.do(case["query"], case["variables"], "cust")["checkout"]["user"] is None


def _pay(story: Story) -> None:
    """Before case 310: addresses, delivery and money, so that it comes to 11.99."""
    own = story.comparison.translate(CHECKOUT)
    address = story.cases["297"]["request"]["variables"]["i"]
    for kind in ("shipping", "billing"):
        name = f"checkout{kind.capitalize()}AddressUpdate"
        query = f"mutation($id:ID!,$a:AddressInput!){{{name}(id:$id,{kind}Address:$a){{errors{{code}}}}}}"
        story.do(query, {"id": CHECKOUT, "a": address})
    query = "mutation($id:ID!){deliveryOptionsCalculate(id:$id){deliveries{id} errors{code}}}"
    offer = story.do(query, {"id": CHECKOUT})["deliveries"][0]["id"]
    query = "mutation($id:ID!,$m:ID){checkoutDeliveryMethodUpdate(id:$id,deliveryMethodId:$m){errors{code}}}"
    story.do(query, {"id": CHECKOUT, "m": offer})
    checkout = Checkout.objects.get(pk=unpack(own, "Checkout"))
    price = 1199 - checkout.method_minor
    checkout.lines.update(price_minor=price, undiscounted_minor=price)
    pay(own)
    Checkout.objects.filter(pk=unpack(own, "Checkout")).update(charge_status="FULL", authorize_status="FULL")


def _orders_of_me(story: Story) -> None:
    query = "{me{orders(first:5){totalCount edges{node{id}}} addresses{id isDefaultShippingAddress}}}"
    me = story.do(query, {}, "cust")
    assert [edge["node"]["id"] for edge in me["orders"]["edges"]] == [
        story.comparison.translate(story.cases["312"]["request"]["variables"]["id"])
    ]
    assert [row["isDefaultShippingAddress"] for row in me["addresses"]] == [True, False, False]


def _guest_order(story: Story) -> None:
    """Before case 313: the order of a guest without an account."""
    # The first of this story: its number is not 1 where orders of other tests were rolled back before.
    own = Order.objects.earliest("number")
    mine = Order.objects.latest("created_at")
    Order.objects.filter(pk=own.pk).update(
        user_email="ada@example.com", shipping_address=mine.shipping_address, billing_address=mine.billing_address
    )
    story.learn(story.cases["313"]["request"]["variables"]["id"], pack("Order", own.pk))


def _second_account(story: Story) -> None:
    token = _register(story, OTHER)["token"]
    story.do(CONFIRM, {"e": OTHER, "t": token})
    story.sign_in(OTHER, PASSWORD, "cust2")


def _other_has_no_orders(story: Story) -> None:
    assert story.do("{me{orders(first:5){totalCount}}}", {}, "cust2")["orders"] == {"totalCount": 0}


def _ask_reset(story: Story) -> None:
    case = story.cases["325"]["request"]
    before = EventDelivery.objects.count()
    story.do(case["query"], {**case["variables"], "e": EMAIL.upper()})
    payload = _expect_event(story, "ACCOUNT_SET_PASSWORD_REQUESTED", EMAIL)
    story.learn(story.cases["327"]["request"]["variables"]["t"], payload["token"])
    assert EventDelivery.objects.count() == before + 1


def _nobody_else_heard(story: Story) -> None:
    """After 324 and 325: neither an unknown e-mail nor a second request at once sends a mail; a bad token fails."""
    assert EventDelivery.objects.filter(event="ACCOUNT_SET_PASSWORD_REQUESTED").count() == 1
    case = story.cases["327"]["request"]
    _, answer = story.ask(case["query"], {**case["variables"], "t": "nope"})
    assert answer["data"]["setPassword"]["errors"][0]["code"] == "INVALID"


def _old_token_lives(story: Story) -> None:
    assert story.do("{me{id}}", {}, "cust")["id"]


def _change_password(story: Story) -> None:
    case = story.cases["331"]["request"]
    story.do(case["query"], {"o": "n3wsecret!!", "n": NEWER}, "cust")


def _deactivate(story: Story) -> None:
    story.do("mutation{tokensDeactivateAll{errors{code}}}", {}, "cust")


def _ask_deletion(story: Story) -> None:
    story.sign_in(EMAIL, NEWER, "cust")
    query = """mutation($r:String!){accountRequestDeletion(redirectUrl:$r,channel:"default-channel"){errors{code}}}"""
    story.do(query, {"r": "http://localhost:8000/bye"}, "cust")
    payload = _expect_event(story, "ACCOUNT_DELETE_REQUESTED", EMAIL)
    assert payload["redirectUrl"] == f"http://localhost:8000/bye?token={payload['token']}"
    story.learn(story.cases["340"]["request"]["variables"]["t"], payload["token"])


def _gone(story: Story) -> None:
    payload = _expect_event(story, "ACCOUNT_DELETED", EMAIL)
    assert (payload["redirectUrl"], payload["token"], payload["channel"]) == (None, None, None)
    assert not User.objects.filter(email=EMAIL).exists()
    assert not Address.objects.exclude(user=None).exists()
    story.sign_in("admin@example.com", STAFF_PASSWORD, "staff")


def _confirmation_off(story: Story) -> None:
    Shop.objects.update(confirms_accounts=False)
    before = EventDelivery.objects.count()
    answer = story.do(REGISTER, {"i": {"email": LATE, "password": PASSWORD}})
    assert (answer["requiresConfirmation"], EventDelivery.objects.count()) == (False, before)


# 3095: done between the cases 309 and 310, and so on.
BRIDGES = {
    "275": _first_account,
    "278": _short_password,
    "284": _confirm_again,
    "287": _third_wrong_password,
    "296": _update,
    "299": _second_address,
    "302": _open_checkout,
    "305": _attach_twice,
    "308": _detach,
    "3095": _pay,
    "311": _orders_of_me,
    "3125": _guest_order,
    "317": _second_account,
    "320": _other_has_no_orders,
    "323": _ask_reset,
    "326": _nobody_else_heard,
    "329": _old_token_lives,
    "332": _change_password,
    "335": _deactivate,
    "338": _ask_deletion,
    "341": _gone,
    "344": _confirmation_off,
}


def _listen() -> None:
    """An app that hears of accounts."""
    app = App.objects.create(identifier="test", name="Test", token_hash=hash_token("x"), permissions=["MANAGE_USERS"])
    about = "redirectUrl user{id email isActive isConfirmed} channel{id slug} token"
    for event in ("CONFIRMATION_REQUESTED", "CONFIRMED", "DELETE_REQUESTED", "DELETED", "SET_PASSWORD_REQUESTED"):
        name = "Account" + "".join(word.capitalize() for word in event.split("_"))
        query = f"subscription{{event{{__typename issuedAt version ...on {name}{{{about}}}}}}}"
        Webhook.objects.create(
            app=app, name=event, events=[f"ACCOUNT_{event}"], query=query, target_url="http://localhost/x"
        )


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, list[str]]]:
    """All cases, run once in their order; the differences by number."""
    folder = shared_path(FOLDER)
    cases = {path.name[:3]: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    with django_db_blocker.unblock():
        cache.clear()
        build_shop(read_cases(folder))
        _listen()
        yield play_all(Story(cases), _applicable(), BRIDGES)
        call_command("flush", database="engine", interactive=False, verbosity=0)
        cache.clear()


def _applicable() -> list[str]:
    numbers = [path.name[:3] for path in sorted((SHARED / FOLDER).glob("*.json")) if "276" <= path.name[:3] <= "346"]
    return [number for number in numbers if number not in NOT_APPLICABLE] or ["absent"]


@pytest.mark.parametrize("number", _applicable())
def test_recorded_case_gets_the_recorded_answer(played: dict[str, list[str]], number: str) -> None:
    assert not played[number], "\n".join(played[number])


def test_every_bridge_between_the_cases_holds(played: dict[str, list[str]]) -> None:
    assert {number: found for number, found in played.items() if number in BRIDGES} == {}

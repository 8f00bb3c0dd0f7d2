"""The recorded orders and stocks of the cases 202 to 495: a shop with one warehouse, and an app that charges."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command

from engine import api, chores
from engine.ids import pack
from engine.loading import load_shop
from engine.models import Page, PageType, ProductVariant, Shop, Warehouse
from engine.schema import public_schema
from tests.engine import desk
from tests.engine.case_pruning import cut_answer, cut_document
from tests.engine.case_run import Run, play_all
from tests.engine.cases_not_applicable import LATER_NOT_APPLICABLE
from tests.reference import SHARED, shared_path

# Data of the recorded sample shop and of its payment app; how the engine's vouchers, which are percentages, say it.
LEFT_OUT = frozenset(
    {
        *(
            "OrderLine.productName",
            "OrderLine.productSku",
            "OrderLine.variantName",
            "ProductVariant.sku",
            "Warehouse.slug",
        ),
        *("TransactionItem.pspReference", "TransactionEvent.pspReference"),
        *("OrderDiscount.valueType", "OrderDiscount.value", "OrderDiscount.reason"),
    }
)
# After the replacement that the engine does not make (219).
REPLACED = ("220", "222", "234", "237")
WITHOUT_PARCELS = LEFT_OUT | {"Order.fulfillments", "Order.events"}
FOLDER = "data/saleor/cases"
CHANNELS = {"default-channel": "USD", "channel-pln": "PLN"}
# Recorded id of the variant, its slug here, its price and what it is sold at now.
VARIANTS = (
    ("UHJvZHVjdFZhcmlhbnQ6Mzgy", "dash", "11.99", "11.99"),
    ("UHJvZHVjdFZhcmlhbnQ6Mzcx", "tee", "15.00", "7.50"),
    ("UHJvZHVjdFZhcmlhbnQ6Mzg0", "juice", "1.99", "1.99"),
    ("UHJvZHVjdFZhcmlhbnQ6NDAy", "one-b", "26.00", "23.40"),
)
ROOMS = {
    "default-warehouse": "V2FyZWhvdXNlOjQxZmY5ZDJlLTg0ZWEtNDk5Yy1iMzVmLTg1N2NkM2Q2ZDk5Yw==",
    "europe": "V2FyZWhvdXNlOmMyNGU0ZmVlLTYxZmMtNDk1ZS1hNGMyLWM1YTFjNWZiYzY4ZA==",
    "default": "V2FyZWhvdXNlOmM3OTk2OThhLTA4ODAtNDc3Yi05NWM3LTM4MTZmM2JkN2QyOQ==",
    "americas": "V2FyZWhvdXNlOmU1ZjZhZjU3LTNlNmQtNDVkNS05NzlmLTRlYzk4ZTNjZjNjYw==",
}
# In zloty, with the recorded shop's own prices and taxes: amounts are compared by type.
LOOSE = ("244", "246", "247", "249", "250", "252", "253", "255")
WAYS = {"EMS": "34.20", "FedEx": "40.42", "UPS": "59.59", "DHL": "66.19"}
ADDRESSES = {
    "US": {
        "firstName": "Ada",
        "lastName": "Byron",
        "streetAddress1": "813 Howard Street",
        "city": "Oswego",
        "countryArea": "NY",
        "postalCode": "13126",
        "country": "US",
    },
    "PL": {
        "firstName": "Ada",
        "lastName": "Byron",
        "streetAddress1": "Rynek 1",
        "city": "Wroclaw",
        "postalCode": "50-101",
        "country": "PL",
    },
}
CREATE = "mutation($i:CheckoutCreateInput!){checkoutCreate(input:$i){checkout{id} errors{field code}}}"
OFFERS = "mutation($id:ID!){deliveryOptionsCalculate(id:$id){deliveries{id} errors{code}}}"
CHOOSE = "mutation($id:ID!,$m:ID!){checkoutDeliveryMethodUpdate(id:$id,deliveryMethodId:$m){errors{code}}}"
COMPLETE = "mutation($id:ID!){checkoutComplete(id:$id){order{id number} errors{field code variants}}}"


def describe() -> dict[str, Any]:
    """The document of the shop."""
    others = [_way(name, price) for name, price in WAYS.items()]
    return {
        "shop": {"name": "Cases", "default_country": "US", "reserve_minutes": 0},
        "channels": [
            {"slug": slug, "name": slug, "currency": currency, "default_country": currency[:2]}
            | {"transaction_flow": "AUTHORIZATION"}
            for slug, currency in CHANNELS.items()
        ],
        "tax_rates": {"PL": "0.23"},
        "warehouses": [{"slug": "default-warehouse", "name": "Default Warehouse"}],
        "shipping_zones": [
            {"name": "Home", "countries": ["US", "PL"], "methods": [_way("Default", "0.00"), *others]},
            {"name": "World", "countries": ["US", "PL"], "methods": others},
        ],
        "product_types": [{"slug": "thing", "name": "Thing"}],
        "categories": [{"slug": "things", "name": "Things"}],
        "products": [
            {
                "slug": slug,
                "name": "One B" if slug == "one-b" else slug,
                "product_type": "thing",
                "category": "things",
                "variants": [
                    {
                        "sku": slug,
                        "name": "One B" if slug == "one-b" else slug,
                        "prices": dict.fromkeys(CHANNELS, full),
                        "discounted": dict.fromkeys(CHANNELS, asked) if asked != full else {},
                        "stock": 130,
                    }
                ],
            }
            for _, slug, full, asked in VARIANTS
        ],
        # 10.00 of 52.96, and what Saleor says of seven per cent.
        "vouchers": [
            {"code": "LEDGER10", "name": "LEDGER10", "percent": "18.88"},
            {"code": "LEDGER7", "name": "LEDGER7", "percent": "7"},
        ],
    }


def _way(name: str, price: str) -> dict[str, Any]:
    return {"name": name, "prices": dict.fromkeys(CHANNELS, price)}


class Story(Run):
    """The engine with the recorded goods, and what the run of the cases has learned."""

    def __init__(self, cases: dict[str, dict[str, Any]]) -> None:
        super().__init__(cases)
        self.cut = dict[str, list[str]]()
        load_shop(describe(), Path())
        reasons = PageType.objects.create(slug="refund-reason", name="Refund reason")
        reason = Page.objects.create(slug="damaged", title="Damaged", page_type=reasons)
        Shop.objects.update(refund_reason_type=reasons)
        desk.install()
        desk.answers["transaction_refund_requested"] = lambda payload: (
            200,
            desk.say(payload, "REFUND_SUCCESS", "psp-refund", message="refund ok", actions=[]),
        )
        self.answer_with("CHARGE_SUCCESS")
        app = desk.tokens[-1]
        self.tokens |= {"staff": desk.staff(), "app": app, "payapp": app}
        self.learn("lab.dummy.payment", "test.app")
        self.learn("UGFnZTo3", pack("Page", reason.pk))
        room = pack("Warehouse", Warehouse.objects.get().pk)
        for recorded in ROOMS.values():
            self.learn(recorded, room)
        for recorded, slug, _, _ in VARIANTS:
            self.learn(recorded, pack("ProductVariant", ProductVariant.objects.get(sku=slug).pk))

    def answer_with(self, result: str) -> None:
        """What the payment app says to the next payments."""
        message = "" if result == "CHARGE_REQUEST" else "ok"
        actions = [] if result == "CHARGE_REQUEST" else ["REFUND"]
        desk.answers["transaction_initialize_session"] = lambda payload: (
            200,
            desk.say(payload, result, f"psp-{len(desk.heard)}", actions=actions, message=message),
        )

    def own(self, recorded: str) -> str:
        """What stands here for a recorded id."""
        found: str = self.comparison.translate(recorded)
        return found

    def ask(self, query: str, variables: dict[str, Any], auth: str = "anonymous") -> tuple[int, Any]:
        """One request as one of the recorded roles, with our ids; then everything due is delivered."""
        headers = {"authorization": f"Bearer {self.tokens[auth]}"} if self.tokens[auth] else {}
        body = json.dumps({"query": query, "variables": self.comparison.translate(variables)}).encode()
        status, answer = api.execute(body, headers)
        while chores.deliver_events():
            pass
        return status, json.loads(answer)

    def play(self, number: str) -> list[str]:
        """Run a recorded case, cut to what the engine has, and give the differences."""
        case = self.cases[number]
        self.comparison.numbers_by_type = number in LOOSE
        left_out = WITHOUT_PARCELS if number in REPLACED else LEFT_OUT
        query, self.cut[number] = cut_document(public_schema, case["request"]["query"], left_out)
        status, answer = self.ask(query, case["request"].get("variables") or {}, case["auth"])
        answer.pop("extensions", None)
        self.comparison.differences = [] if status == case["status"] else [f"status {status}: {answer}"]
        self.comparison.compare(cut_answer(query, case["response"], self.cut[number]), answer)
        return self.comparison.differences

    def variable(self, number: str, name: str = "id") -> str:
        """A recorded variable of a case."""
        found: str = self.cases[number]["request"]["variables"][name]
        return found

    def open(self, recorded: str, lines: dict[str, int], *, place: str = "US", email: str | None = "a@x.com") -> str:
        """A checkout with everything but the payment, for which a recorded id stands."""
        given: dict[str, Any] = {"channel": "channel-pln" if place == "PL" else "default-channel"}
        given |= {"shippingAddress": ADDRESSES[place], "billingAddress": ADDRESSES[place]}
        given |= {"email": email} if email else {}
        variants = {slug: recorded_id for recorded_id, slug, _, _ in VARIANTS}
        given["lines"] = [{"variantId": variants[slug], "quantity": count} for slug, count in lines.items()]
        own: str = self.do(CREATE, {"i": given})["checkout"]["id"]
        self.learn(recorded, own)
        offers = self.do(OFFERS, {"id": own})["deliveries"]
        self.do(CHOOSE, {"id": own, "m": offers[0]["id"]})
        return own

    def pay(self, recorded: str, result: str = "CHARGE_SUCCESS") -> Any:
        """A payment of all that a checkout asks for; the transaction."""
        self.answer_with(result)
        return self.do(desk.INITIALIZE, {"id": recorded})["transaction"]

    def complete(self, recorded: str, order: str) -> str:
        """Its order, for which a recorded id stands."""
        own: str = self.do(COMPLETE, {"id": recorded})["order"]["id"]
        self.learn(order, own)
        return own


Told = tuple[dict[str, list[str]], Story]


def list_cases(first: str, last: str) -> list[str]:
    """The numbers of the recorded cases in between that apply to the engine; where none is there, one for the skip."""
    numbers = [path.name[:3] for path in sorted((SHARED / FOLDER).glob("*.json"))]
    return [one for one in numbers if first <= one <= last and one not in LATER_NOT_APPLICABLE] or ["absent"]


def tell(numbers: list[str], bridges: Mapping[str, Callable[[Story], None]]) -> Told:
    """Cases and bridges, run once in their order: the differences by number, and the story; its rows are gone again."""
    paths = sorted(shared_path(FOLDER).glob("*.json"))
    cases = {path.name[:3]: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "ENGINE_DOORS", {**settings.ENGINE_DOORS, **desk.DOORS})
        cache.clear()
        story = Story(cases)
        found = play_all(story, numbers, bridges)
        call_command("flush", database="engine", interactive=False, verbosity=0)
        cache.clear()
        return found, story

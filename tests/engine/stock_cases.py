"""The recorded cases 351 to 493, executed on the engine: stock, late payments, the last piece, what is withdrawn.

`BRIDGES` does what the cases did that were kept back, and what staff did by mutations that the engine does not have.
"""

from collections.abc import Callable
from typing import Any

from engine.ids import pack
from engine.memory import forget
from engine.models import (
    Channel,
    Product,
    ProductChannelListing,
    ProductVariant,
    Reservation,
    Shop,
    Stock,
    TransactionItem,
    VariantChannelListing,
)
from tests.engine.case_story import COMPLETE, ROOMS, Story, list_cases
from tests.engine.order_cases import FULFIL, learn_lines

NUMBERS = list_cases("351", "493")
PRODUCT, VARIANT = "UHJvZHVjdDoxNjU=", "UHJvZHVjdFZhcmlhbnQ6NDAy"
METADATA = "mutation($id:ID!,$i:[MetadataInput!]!){updateMetadata(id:$id,input:$i){errors{code}}}"
REPORT = """mutation($id:ID,$p:String!,$t:TransactionEventTypeEnum!,$a:PositiveDecimal){
  transactionEventReport(id:$id,pspReference:$p,type:$t,amount:$a){errors{code field}}}"""
NOTE = 'mutation($o:ID!){orderNoteAdd(order:$o,input:{message:"hello"}){errors{code}}}'


def sell(cents: int | None, *, was: int | None = None) -> None:
    """The piece at this price, before at that; None: not at all."""
    rows = VariantChannelListing.objects.filter(variant__sku="one-b", channel__slug="default-channel")
    rows.delete()
    if cents is not None:
        VariantChannelListing.objects.create(
            variant=ProductVariant.objects.get(sku="one-b"),
            channel=Channel.objects.get(slug="default-channel"),
            price_minor=was or cents,
            discounted_minor=cents if was else None,
        )


def show(**columns: Any) -> None:
    """How the product stands in the channel."""
    rows = ProductChannelListing.objects.filter(product__slug__startswith="ledger", channel__slug="default-channel")
    rows.update(**columns)


def stock(quantity: int, allocated: int | None = None) -> None:
    """How many pieces there are, and how many are promised."""
    columns = {"quantity": quantity} | ({} if allocated is None else {"quantity_allocated": allocated})
    Stock.objects.filter(product_variant__sku="one-b").update(**columns)


def buy(story: Story, checkout: str, order: str, lines: dict[str, int], email: str = "a@x.com") -> None:
    """A paid order."""
    story.open(checkout, lines, email=email)
    story.pay(checkout)
    story.complete(checkout, order)


def _new_product(story: Story) -> None:
    Product.objects.filter(slug="one-b").update(slug="ledger-product-1795310979")
    own = Product.objects.get(slug="ledger-product-1795310979")
    story.learn(PRODUCT, pack("Product", own.pk))
    show(is_published=False)
    sell(None)


def _own_metadata(story: Story) -> None:
    given = [{"key": "ethics.maker_share_bps", "value": "5500"}, {"key": "ethics.cert", "value": "a"}]
    story.do(METADATA, {"id": PRODUCT, "i": given}, "staff")


def _back_on_sale(story: Story) -> None:
    stock(130)
    sell(2340, was=2600)


def _pending_checkout(story: Story) -> None:
    story.open(story.variable("405"), {"dash": 1}, email="ada@example.com")
    story.answer_with("CHARGE_REQUEST")


def _learn_reference(story: Story) -> None:
    story.learn(story.variable("406", "p"), TransactionItem.objects.latest("pk").psp_reference)


def _complete_pending(story: Story) -> None:
    story.complete(story.variable("405"), story.variable("412"))
    learn_lines(story, "417")


def _charge_back(story: Story) -> None:
    given = {"id": story.variable("415"), "p": "psp-chargeback-1", "t": "CHARGE_BACK", "a": "2.00"}
    story.do(REPORT, given, "payapp")
    story.do(NOTE, {"o": story.variable("412")}, "staff")


def _orphans(story: Story) -> None:
    """Two that were paid and left: one of 20.00 without an e-mail, and then one of 11.99."""
    first, second = "Q2hlY2tvdXQ6MzYyZjQ5NTgtOTg2MS00NWEyLTk2MzktY2QxNTllNWIxOGFm", story.variable("465")
    VariantChannelListing.objects.filter(variant__sku="juice").update(price_minor=2000)
    story.open(first, {"juice": 1}, email=None)
    story.pay(first)
    story.open(second, {"dash": 1}, email="orphan@example.com")
    story.pay(second)
    story.learn("Q2hhbm5lbDox", pack("Channel", Channel.objects.get(slug="default-channel").pk))


def _left_open(story: Story) -> None:
    story.open(story.variable("426"), {"dash": 1}, email="auto@example.com")
    story.answer_with("CHARGE_SUCCESS")


def _sweep(story: Story) -> None:
    story.complete(story.variable("426"), "T3JkZXI6MGYzYmY4ZGEtZGQwYy00NWRmLWEzYTQtYTA2MjUyZjVjYWRh")


def _two_sold(story: Story) -> None:
    buy(story, "431", "T3JkZXI6NzE4YjZiMjYtZDIxNS00M2M2LWI4NTAtNGYyOWEyZjkzMTVk", {"one-b": 2})


def _two_buyers(story: Story) -> None:
    story.open("4325", {"one-b": 1}, email="a@example.com")
    story.open(story.variable("436"), {"one-b": 1}, email="b@example.com")


def _first_buyer(story: Story) -> None:
    story.pay("4325")
    story.pay(story.variable("436"))
    story.complete("4325", "T3JkZXI6MmRkMzM4NWItMTRiMy00YTBiLTgyMjktNGU1MzRiMGQzNjg2")


def _second_buyer(story: Story) -> None:
    _, answer = story.ask(COMPLETE, {"id": story.variable("436")})
    (error,) = answer["data"]["checkoutComplete"]["errors"]
    assert (error["code"], error["variants"]) == ("INSUFFICIENT_STOCK", [story.own(VARIANT)])


def _limit(story: Story) -> None:
    stock(200)
    ProductVariant.objects.filter(sku="one-b").update(quantity_limit_per_customer=3)


def _reserving(story: Story) -> None:
    ProductVariant.objects.filter(sku="one-b").update(quantity_limit_per_customer=None)
    buy(story, "446", "T3JkZXI6ZTVkN2Q4OWItYTdkMy00ZDA5LWJiZTctNTA1OWM5NjU5NmM5", {"one-b": 1})
    stock(6, 3)
    Shop.objects.update(reserve_minutes=1)
    forget()


def _dearer(story: Story) -> None:
    Shop.objects.update(reserve_minutes=0)
    forget()
    Reservation.objects.all().delete()
    stock(100)
    story.open(story.variable("453"), {"one-b": 1}, email="u1@example.com")
    story.pay(story.variable("453"))
    sell(3100)


def _unpublished(story: Story) -> None:
    story.open(story.variable("454"), {"one-b": 1}, email="u2@example.com")
    story.pay(story.variable("454"))
    show(is_published=False)


def _withdrawn(story: Story) -> None:
    ProductChannelListing.objects.filter(product__slug__startswith="ledger").delete()
    sell(None)


def _listed_again(story: Story) -> None:

    channel = Channel.objects.get(slug="default-channel")
    product = Product.objects.get(slug__startswith="ledger")
    ProductChannelListing.objects.create(product=product, channel=channel)


def _all_again(story: Story) -> None:
    sell(2340, was=2600)
    story.complete(story.variable("454"), "T3JkZXI6MjJkYjlhZDgtZTE0NS00NjkyLWI5NGEtYzA2MDA0MzE1ZTY5")
    stock(50, 5)


def _walk_away(story: Story) -> None:
    story.open(story.variable("468"), {"dash": 1}, email="auto2@example.com")
    story.answer_with("CHARGE_SUCCESS")


def _sweep_again(story: Story) -> None:
    story.complete(story.variable("468"), "T3JkZXI6NDhkODllNjItYjFlNS00NWVhLTkyYjAtYWM5ODE0YjMxZjQz")


def _deleted(story: Story) -> None:
    ProductVariant.objects.filter(sku="one-b").delete()


def _last_checkout(story: Story) -> None:
    story.open(story.variable("489"), {"dash": 1})
    story.pay(story.variable("489"))


def _sent(story: Story) -> None:
    """Before 493: one piece on its way."""
    order = story.cases["490"]["response"]["data"]["checkoutComplete"]["order"]["id"]
    query = "query($id:ID!){order(id:$id){lines{id}}}"
    (line,) = story.do(query, {"id": order}, "staff")["lines"]
    stocks = [{"quantity": 1, "warehouse": ROOMS["americas"]}]
    given = {"lines": [{"orderLineId": line["id"], "stocks": stocks}]}
    (parcel,) = story.do(FULFIL, {"o": order, "i": given}, "staff")["fulfillments"]
    story.learn(story.variable("493"), parcel["id"])


# 3565: done between the cases 355 and 357, and so on.
BRIDGES: dict[str, Callable[[Story], None]] = {
    "350": _new_product,
    "3515": lambda story: show(is_published=True),
    "356": lambda story: sell(2500),
    "368": _own_metadata,
    "374": lambda story: stock(7),
    "377": _back_on_sale,
    "404": _pending_checkout,
    "4055": _learn_reference,
    "407": _complete_pending,
    "416": _charge_back,
    "419": _orphans,
    "425": _left_open,
    "428": _sweep,
    "431": _two_sold,
    "4325": _two_buyers,
    "434": _first_buyer,
    "437": _second_buyer,
    "443": _limit,
    "446": _reserving,
    "452": _dearer,
    "4535": _unpublished,
    "4565": lambda story: show(is_published=True, available_for_purchase_at=None),
    "458": _withdrawn,
    "461": _listed_again,
    "464": _all_again,
    "467": _walk_away,
    "4685": _sweep_again,
    "482": _deleted,
    "488": _last_checkout,
    "491": _sent,
}

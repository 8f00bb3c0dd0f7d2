"""The door for Saleor's events: signed, repeated without harm, and 500 where it has to come again."""

import json

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from catalog.models import ChangedProduct, SyncState, Variant
from engine.keys import sign_detached
from engine.models import EventDelivery
from impact_tags.models import OrderImpact
from mail.models import Message
from saleor_api.models import AppInstallation
from saleor_api.signatures import forget_keys
from saleor_api.subscriptions import read_subscription
from saleor_api.transport import api_url
from storefront.door import receive
from storefront.events import ShopEvent, permissions_needed, subject_of
from storefront.manifest import build_manifest
from storefront.models import OrderAccess
from tests.shop import deliver_all
from tests.storefront.buying import Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def deliveries(event: str) -> list[tuple[bytes, dict[str, str]]]:
    """Body and headers of the events that the engine sent, ready to be sent again."""
    bodies = [bytes(row.payload) for row in EventDelivery.objects.filter(event=event.upper())]
    return [
        (body, {"saleor-event": event, "saleor-api-url": api_url(), "saleor-signature": sign_detached(body)})
        for body in bodies
    ]


def knock(event: str, body: bytes, headers: dict[str, str]) -> int:
    """The door's status for a delivery."""
    status, _ = receive("POST", f"/saleor/webhooks/{event}/", body, headers)
    return status


def test_the_manifest_names_a_webhook_for_every_event_with_its_document(client: Client) -> None:
    manifest = json.loads(client.get("/saleor/manifest").content)
    assert manifest == json.loads(json.dumps(build_manifest()))
    assert manifest["id"] == "kantha.shop"
    webhooks = {webhook["name"]: webhook for webhook in manifest["webhooks"]}
    assert set(webhooks) == set(ShopEvent)
    for event in ShopEvent:
        assert webhooks[event]["query"] == read_subscription(event)
        assert webhooks[event]["asyncEvents"] == [event.upper()]
        assert webhooks[event]["targetUrl"].endswith(f"/saleor/webhooks/{event}/")
        assert subject_of(event)


def test_the_app_is_installed_with_a_token_of_its_own(shop: None) -> None:
    assert set(AppInstallation.objects.values_list("app_id", flat=True)) == {"kantha.shop", "kantha.payments"}


def test_a_purchase_reaches_the_door_and_sends_one_confirmation(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    order_url = buyer.page.redirect_chain[-1][0]
    deliver_all()
    (message,) = Message.objects.all()
    assert message.to == "buyer@example.com"
    assert message.template == "storefront/mail/order_confirmation"
    assert message.context["order_url"].endswith(order_url)
    assert message.context["order"]["total"] == "$56.00"


def test_a_repeated_delivery_changes_nothing(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    deliver_all()
    (delivery,) = deliveries("order_fully_paid")
    assert knock("order_fully_paid", *delivery) == 200
    assert knock("order_fully_paid", *delivery) == 200
    assert Message.objects.count() == 1


def test_a_changed_body_is_refused_and_does_nothing(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    deliver_all()
    Message.objects.all().delete()
    (body, headers) = deliveries("order_fully_paid")[0]
    assert knock("order_fully_paid", body + b" ", headers) == 401
    assert knock("order_fully_paid", body, {**headers, "saleor-signature": "a..b"}) == 401
    assert knock("order_fully_paid", body, {**headers, "saleor-api-url": "https://evil.example/graphql/"}) == 401
    assert Message.objects.count() == 0


def test_a_delivery_at_another_events_address_is_refused(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    deliver_all()
    (body, headers) = deliveries("order_fully_paid")[0]
    assert knock("order_updated", body, headers) == 400
    assert knock("order_invented", body, headers) == 404
    assert knock("order_fully_paid", body, {**headers, "saleor-event": ""}) == 400


def sign(event: str, payload: dict[str, object]) -> tuple[bytes, dict[str, str]]:
    """A delivery as our Saleor would make it for the shop's app."""
    payload = {"issuedAt": "2026-11-22T00:00:00+00:00", "recipient": {"id": app_at_saleor()}, **payload}
    body = json.dumps(payload).encode()
    return body, {"saleor-event": event, "saleor-api-url": api_url(), "saleor-signature": sign_detached(body)}


def app_at_saleor(app_id: str = "kantha.shop") -> str:
    """The app's id at Saleor."""
    return AppInstallation.objects.get(app_id=app_id).saleor_id


def test_a_delivery_for_another_app_is_refused_with_a_sentence(shop: None) -> None:
    ChangedProduct.objects.all().delete()
    product = {"product": {"id": "UHJvZHVjdDox"}}
    for recipient in ({"id": app_at_saleor("kantha.payments")}, {"id": "QXBwOjk5"}, None, "QXBwOjE=", {}):
        body, headers = sign("product_updated", {**product, "recipient": recipient})
        status, answer = receive("POST", "/saleor/webhooks/product_updated/", body, headers)
        assert (status, json.loads(answer)["error"]) == (
            403,
            "The delivery was not accepted: it is meant for another app, or for an earlier installation of this one.",
        )
    assert not ChangedProduct.objects.exists()
    assert knock("product_updated", *sign("product_updated", product)) == 200
    assert ChangedProduct.objects.count() == 1


def test_a_delivery_to_an_app_that_is_not_installed_is_refused_with_a_sentence(shop: None) -> None:
    delivery = sign("product_updated", {"product": {"id": "UHJvZHVjdDox"}})
    AppInstallation.objects.all().delete()
    status, answer = receive("POST", "/saleor/webhooks/product_updated/", *delivery)
    assert status == 403
    assert "not installed here" in json.loads(answer)["error"]


@pytest.mark.parametrize("body", [b"[]", b'"product"', b"3", b"null", b"{", b"\xff"])
def test_a_delivery_that_is_no_object_is_refused_with_a_sentence_whoever_signed_it(shop: None, body: bytes) -> None:
    headers = {"saleor-event": "product_updated", "saleor-api-url": api_url(), "saleor-signature": sign_detached(body)}
    status, answer = receive("POST", "/saleor/webhooks/product_updated/", body, headers)
    assert status == 400
    assert "the body is no JSON" in json.loads(answer)["error"]


def test_a_stale_delivery_brings_the_state_of_now_and_not_its_own(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    deliver_all()
    order_id = OrderAccess.objects.get().order_id
    (before,) = OrderImpact.objects.values()
    for day in ("2001-01-01T00:00:00+00:00", "2999-01-01T00:00:00+00:00", "no time at all", None):
        payload = {"issuedAt": day, "order": {"id": order_id, "updatedAt": day}}
        assert knock("order_updated", *sign("order_updated", payload)) == 200
    assert list(OrderImpact.objects.values("order_id", "number")) == [
        {"order_id": before["order_id"], "number": before["number"]}
    ]
    assert Message.objects.count() == 1


def test_events_of_an_order_in_any_order_and_twice_have_one_effect(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    order_id = OrderAccess.objects.get().order_id
    events = ["order_updated", "order_fully_paid", "order_confirmed", "order_fulfilled"]
    for event in [*reversed(events), *events]:
        assert knock(event, *sign(event, {"order": {"id": order_id}})) == 200
    deliver_all()
    assert OrderImpact.objects.get().order_id == order_id
    assert [message.template for message in Message.objects.all()] == ["storefront/mail/order_confirmation"]


def test_a_translation_marks_what_it_is_of_and_a_channel_everything(shop: None) -> None:
    ChangedProduct.objects.all().delete()
    about = {"__typename": "ProductTranslation", "translatableContent": {"productId": "UHJvZHVjdDo3"}}
    assert knock("translation_updated", *sign("translation_updated", {"translation": about})) == 200
    assert list(ChangedProduct.objects.values_list("product_id", flat=True)) == ["UHJvZHVjdDo3"]
    for kind, marked in (
        ("CategoryTranslation", ["all groups"]),
        ("CollectionTranslation", ["all groups"]),
        ("AttributeValueTranslation", []),
    ):
        ChangedProduct.objects.all().delete()
        assert knock("translation_created", *sign("translation_created", {"translation": {"__typename": kind}})) == 200
        assert list(ChangedProduct.objects.values_list("product_id", flat=True)) == marked
    assert not SyncState.objects.get(channel="default-channel").wanted
    channel = {"id": "Q2hhbm5lbDox", "slug": "default-channel"}
    assert knock("channel_updated", *sign("channel_updated", {"channel": channel})) == 200
    assert SyncState.objects.get(channel="default-channel").wanted
    assert list(ChangedProduct.objects.values_list("product_id", flat=True)) == ["all groups"]


def test_a_category_marks_the_groups(shop: None) -> None:
    ChangedProduct.objects.all().delete()
    assert knock("category_updated", *sign("category_updated", {"category": {"id": "Q2F0ZWdvcnk6MQ=="}})) == 200
    assert list(ChangedProduct.objects.values_list("product_id", flat=True)) == ["all groups"]


def test_a_changed_collection_marks_the_groups_now_and_once_more(shop: None) -> None:
    ChangedProduct.objects.all().delete()
    body, headers = sign("collection_updated", {"collection": {"id": "Q29sbGVjdGlvbjox"}})
    assert knock("collection_updated", body, headers) == 200
    assert set(ChangedProduct.objects.values_list("product_id", flat=True)) == {"all groups", "all groups again"}


def test_while_saleors_keys_cannot_be_read_the_delivery_may_come_again(shop: None, settings: Settings) -> None:
    body, headers = sign("product_updated", {"product": {"id": "UHJvZHVjdDox"}})
    forget_keys()
    settings.SALEOR_IN_PROCESS_KEYS = "tests.storefront.away.key_set"
    status, answer = receive("POST", "/saleor/webhooks/product_updated/", body, headers)
    assert status == 503
    assert "please repeat it" in json.loads(answer)["error"]


def test_every_refusal_is_a_sentence(shop: None) -> None:
    body, headers = sign("product_updated", {"product": {"id": "UHJvZHVjdDox"}})
    wrong = [
        (body + b" ", headers),
        (body, {**headers, "saleor-signature": "a..b"}),
        (body, {**headers, "saleor-api-url": "https://evil.example/graphql/"}),
        (body, {**headers, "saleor-event": "order_updated"}),
        (body, {}),
        sign("product_updated", {}),
        sign("product_updated", {"product": {"id": ""}}),
        sign("product_updated", {"product": "UHJvZHVjdDox"}),
    ]
    for delivery in wrong:
        status, answer = receive("POST", "/saleor/webhooks/product_updated/", *delivery)
        assert 400 <= status < 500
        assert json.loads(answer)["error"].endswith(".")


def test_the_installation_knows_what_the_app_may_do(shop: None) -> None:
    installation = AppInstallation.objects.get(app_id="kantha.shop")
    assert set(installation.needed) == set(permissions_needed()) == set(installation.permissions)


def test_a_failing_handler_asks_for_another_delivery(buyer: Buyer, settings: Settings) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    deliver_all()
    Message.objects.all().delete()
    (delivery,) = deliveries("order_fully_paid")
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.execute"
    assert knock("order_fully_paid", *delivery) == 500
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    assert knock("order_fully_paid", *delivery) == 200
    assert Message.objects.count() == 1


def test_a_body_that_is_too_long_is_not_read(client: Client) -> None:
    status, _ = receive("POST", "/saleor/webhooks/order_updated/", b"x" * (1024 * 1024 + 1), {})
    assert status == 413
    body = b"x" * (1024 * 1024 + 1)
    for door in ("/saleor/webhooks/order_updated/", "/payments/saleor/webhooks/transaction_initialize_session/"):
        assert client.post(door, body, content_type="application/json").status_code == 413
        for length in ("99999999999999999999", "-1", "many", "1e9"):
            assert client.post(door, b"{}", content_type="application/json", CONTENT_LENGTH=length).status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/saleor/webhooks/order_updated/", b"", 405),
        ("POST", "/saleor/webhooks/order_updated/", b"{}", 400),
        ("POST", "/saleor/elsewhere", b"{}", 404),
        ("POST", "/saleor/register", b"not json", 400),
        ("POST", "/saleor/register", b"[]", 400),
        ("POST", "/saleor/register", b'{"auth_token": "stolen"}', 403),
    ],
)
def test_anything_else_is_refused(method: str, path: str, body: bytes, status: int) -> None:
    assert receive(method, path, body, {})[0] == status
    assert not AppInstallation.objects.exists()


def test_a_registration_with_a_token_that_is_not_the_apps_is_refused(shop: None) -> None:
    before = AppInstallation.objects.get(app_id="kantha.shop").token
    payments = AppInstallation.objects.get(app_id="kantha.payments").token
    body = json.dumps({"auth_token": payments}).encode()
    assert receive("POST", "/saleor/register", body, {"saleor-api-url": api_url()})[0] == 403
    assert AppInstallation.objects.get(app_id="kantha.shop").token == before


def test_a_sold_out_piece_is_noted_for_the_catalogue(buyer: Buyer) -> None:
    ChangedProduct.objects.all().delete()
    buyer.add("QUILT")
    buyer.go_to_payment()
    buyer.send("checkout")
    deliver_all()
    quilt = Variant.objects.get(sku="QUILT").product.product_id
    assert ChangedProduct.objects.filter(product_id=quilt).exists()

"""What webhooks may select: the event types, each with what it is about. Only in the event schema, never public."""

from typing import Any

from graphql import GraphQLResolveInfo

from engine.catalogue import find_channel
from engine.peers import join
from engine.wiring import kind_of, resolver

_SOURCE = "sourceObject: OrderOrCheckout! data: JSON"
_SESSION = f"{_SOURCE} transaction: TransactionItem! action: TransactionProcessAction! merchantReference: String!"
_REQUEST = "transaction: TransactionItem action: TransactionAction!"
_VARIANT = "productVariant(channel: String): ProductVariant"
_COLLECTION = "collection(channel: String): Collection"
_PARCEL = "order: Order fulfillment: Fulfillment"
_FIELDS = {
    "OrderCreated OrderUpdated OrderConfirmed OrderPaid OrderFullyPaid OrderRefunded OrderFullyRefunded "
    "OrderFulfilled OrderCancelled OrderMetadataUpdated": "order: Order",
    "FulfillmentCanceled FulfillmentTrackingNumberUpdated": _PARCEL,
    "FulfillmentCreated FulfillmentApproved": f"{_PARCEL} notifyCustomer: Boolean!",
    "CheckoutFullyPaid CheckoutFullyAuthorized": "checkout: Checkout",
    "AccountConfirmationRequested AccountConfirmed AccountDeleteRequested AccountDeleted "
    "AccountSetPasswordRequested": "redirectUrl: String user: User channel: Channel token: String",
    "ProductCreated ProductUpdated ProductDeleted ProductMetadataUpdated": "product(channel: String): Product",
    "ProductVariantCreated ProductVariantUpdated ProductVariantDeleted ProductVariantMetadataUpdated": _VARIANT,
    "ProductVariantDiscountedPriceUpdated": "productVariant: ProductVariant!",
    "ProductVariantStockUpdated ProductVariantOutOfStock ProductVariantBackInStock": f"{_VARIANT} warehouse: Warehouse",
    "CategoryCreated CategoryUpdated CategoryDeleted": "category: Category",
    "CollectionCreated CollectionUpdated CollectionDeleted CollectionMetadataUpdated": _COLLECTION,
    "ChannelCreated ChannelUpdated ChannelStatusChanged ChannelDeleted": "channel: Channel",
    "TranslationCreated TranslationUpdated": "translation: TranslationTypes",
    "PaymentGatewayInitializeSession": f"{_SOURCE} amount: PositiveDecimal",
    "TransactionInitializeSession": f"{_SESSION} customerIpAddress: String idempotencyKey: String!",
    "TransactionProcessSession": f"{_SESSION} customerIpAddress: String",
    "TransactionChargeRequested TransactionCancelationRequested": _REQUEST,
    "TransactionRefundRequested": f"{_REQUEST} grantedRefund: OrderGrantedRefund",
}
_COMMON = "issuedAt: DateTime version: String recipient: App"
SDL = f"""
type Subscription {{ event: Event }}
interface Event {{ {_COMMON} }}
union OrderOrCheckout = Checkout | Order
union TranslationTypes = ProductTranslation | CategoryTranslation | CollectionTranslation
type TransactionAction {{ actionType: TransactionActionEnum! amount: PositiveDecimal! currency: String! }}
type TransactionProcessAction {{ actionType: TransactionFlowStrategyEnum! amount: PositiveDecimal! currency: String! }}
""" + "\n".join(
    f"type {name} implements Event {{ {_COMMON} {fields} }}"
    for names, fields in _FIELDS.items()
    for name in names.split()
)


@resolver("Subscription.event")
def _event(happening: dict[str, Any], info: GraphQLResolveInfo) -> dict[str, Any]:
    """The one event for which the document is run."""
    return happening


@kind_of("Event")
def _kind(happening: dict[str, Any]) -> str:
    name: str = happening["type_name"]
    return name


kind_of("TranslationTypes")(lambda translation: translation["kind"])

_SEEN_IN_CHANNEL = [
    f"{name}.{fields.partition('(')[0]}"
    for names, fields in _FIELDS.items()
    if "(channel" in fields
    for name in names.split()
]


@resolver(*_SEEN_IN_CHANNEL)
def _in_channel(happening: dict[str, Any], info: GraphQLResolveInfo, channel: str = "") -> Any:
    """A row of the catalogue, seen in a channel."""
    row = happening["product_variant" if info.field_name == "productVariant" else info.field_name]
    join([row], find_channel(channel))
    return row

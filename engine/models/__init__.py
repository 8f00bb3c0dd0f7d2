"""The engine's tables, by trade. All of them live in the database `engine`."""

from engine.models.accounts import SigningKey, User
from engine.models.apps import App, AppInstallation, EventDelivery, Webhook
from engine.models.attributes import Attribute, AttributeValue, Page, PageType, ProductType, TypeAttribute
from engine.models.checkouts import Address, Checkout, CheckoutDelivery, CheckoutLine, Reservation, Voucher
from engine.models.orders import (
    Allocation,
    Fulfillment,
    FulfillmentLine,
    GrantedRefund,
    GrantedRefundLine,
    Order,
    OrderDiscount,
    OrderEvent,
    OrderLine,
    OrderNumber,
)
from engine.models.pages import Menu, MenuItem
from engine.models.products import (
    Category,
    Collection,
    Product,
    ProductChannelListing,
    ProductMedia,
    ProductValue,
    ProductVariant,
    VariantChannelListing,
    VariantValue,
)
from engine.models.shipping import (
    ShippingMethod,
    ShippingMethodChannelListing,
    ShippingZone,
    Stock,
    TaxRate,
    Warehouse,
)
from engine.models.shop import Channel, Shop
from engine.models.transactions import TransactionEvent, TransactionItem

__all__ = [
    "Address",
    "Allocation",
    "App",
    "AppInstallation",
    "Attribute",
    "AttributeValue",
    "Category",
    "Channel",
    "Checkout",
    "CheckoutDelivery",
    "CheckoutLine",
    "Collection",
    "EventDelivery",
    "Fulfillment",
    "FulfillmentLine",
    "GrantedRefund",
    "GrantedRefundLine",
    "Menu",
    "MenuItem",
    "Order",
    "OrderDiscount",
    "OrderEvent",
    "OrderLine",
    "OrderNumber",
    "Page",
    "PageType",
    "Product",
    "ProductChannelListing",
    "ProductMedia",
    "ProductType",
    "ProductValue",
    "ProductVariant",
    "Reservation",
    "ShippingMethod",
    "ShippingMethodChannelListing",
    "ShippingZone",
    "Shop",
    "SigningKey",
    "Stock",
    "TaxRate",
    "TransactionEvent",
    "TransactionItem",
    "TypeAttribute",
    "User",
    "VariantChannelListing",
    "VariantValue",
    "Voucher",
    "Warehouse",
    "Webhook",
]

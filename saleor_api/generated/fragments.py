from datetime import datetime
from typing import Annotated, Literal, Optional, Union

from pydantic import Field

from .base_model import BaseModel
from .enums import (
    AccountErrorCode,
    AddressTypeEnum,
    CheckoutAuthorizeStatusEnum,
    CheckoutErrorCode,
    FulfillmentStatus,
    OrderChargeStatusEnum,
    OrderStatus,
    ProductMediaType,
    TransactionActionEnum,
    TransactionEventTypeEnum,
)


class AccountProblem(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: AccountErrorCode


class AddressParts(BaseModel):
    first_name: str
    last_name: str
    company_name: str
    street_address_1: str
    street_address_2: str
    city: str
    city_area: str
    postal_code: str
    country: "AddressPartsCountry"
    country_area: str
    phone: Optional[str]


class AddressPartsCountry(BaseModel):
    code: str
    country: str


class BookAddress(AddressParts):
    id: str
    is_default_shipping_address: Optional[bool]
    is_default_billing_address: Optional[bool]


class MoneyParts(BaseModel):
    currency: str
    fractional_amount: int
    fraction_digits: int


class BuyerOrderParts(BaseModel):
    id: str
    number: str
    created: datetime
    status: OrderStatus
    status_display: str
    total: "BuyerOrderPartsTotal"
    lines: list["BuyerOrderPartsLines"]


class BuyerOrderPartsTotal(BaseModel):
    gross: "BuyerOrderPartsTotalGross"


class BuyerOrderPartsTotalGross(MoneyParts):
    pass


class BuyerOrderPartsLines(BaseModel):
    product_name: str
    quantity: int


class CatalogMoney(BaseModel):
    currency: str
    fractional_amount: int
    fraction_digits: int


class CatalogProductTranslation(BaseModel):
    name: Optional[str]
    description: Optional[str]
    seo_description: Optional[str]


class CatalogVariantFields(BaseModel):
    id: str
    name: str
    sku: Optional[str]
    quantity_available: Optional[int]
    quantity_limit_per_customer: Optional[int]
    pricing: Optional["CatalogVariantFieldsPricing"]
    assigned_attributes: list[
        Annotated[
            Union[
                "CatalogVariantFieldsAssignedAttributesAssignedAttribute",
                "CatalogVariantFieldsAssignedAttributesAssignedPlainTextAttribute",
                "CatalogVariantFieldsAssignedAttributesAssignedSingleChoiceAttribute",
            ],
            Field(discriminator="typename__"),
        ]
    ]


class CatalogVariantFieldsPricing(BaseModel):
    price: Optional["CatalogVariantFieldsPricingPrice"]
    price_undiscounted: Optional["CatalogVariantFieldsPricingPriceUndiscounted"]


class CatalogVariantFieldsPricingPrice(BaseModel):
    gross: "CatalogVariantFieldsPricingPriceGross"


class CatalogVariantFieldsPricingPriceGross(CatalogMoney):
    pass


class CatalogVariantFieldsPricingPriceUndiscounted(BaseModel):
    gross: "CatalogVariantFieldsPricingPriceUndiscountedGross"


class CatalogVariantFieldsPricingPriceUndiscountedGross(CatalogMoney):
    pass


class CatalogVariantFieldsAssignedAttributesAssignedAttribute(BaseModel):
    typename__: Literal[
        "AssignedAttribute",
        "AssignedBooleanAttribute",
        "AssignedDateAttribute",
        "AssignedDateTimeAttribute",
        "AssignedFileAttribute",
        "AssignedMultiCategoryReferenceAttribute",
        "AssignedMultiChoiceAttribute",
        "AssignedMultiCollectionReferenceAttribute",
        "AssignedMultiPageReferenceAttribute",
        "AssignedMultiProductReferenceAttribute",
        "AssignedMultiProductVariantReferenceAttribute",
        "AssignedNumericAttribute",
        "AssignedSingleCategoryReferenceAttribute",
        "AssignedSingleCollectionReferenceAttribute",
        "AssignedSinglePageReferenceAttribute",
        "AssignedSingleProductReferenceAttribute",
        "AssignedSingleProductVariantReferenceAttribute",
        "AssignedSwatchAttribute",
        "AssignedTextAttribute",
    ] = Field(alias="__typename")
    attribute: "CatalogVariantFieldsAssignedAttributesAssignedAttributeAttribute"


class CatalogVariantFieldsAssignedAttributesAssignedAttributeAttribute(BaseModel):
    slug: str
    name: str


class CatalogVariantFieldsAssignedAttributesAssignedPlainTextAttribute(BaseModel):
    typename__: Literal["AssignedPlainTextAttribute"] = Field(alias="__typename")
    attribute: (
        "CatalogVariantFieldsAssignedAttributesAssignedPlainTextAttributeAttribute"
    )
    text: Optional[str]


class CatalogVariantFieldsAssignedAttributesAssignedPlainTextAttributeAttribute(
    BaseModel
):
    slug: str
    name: str


class CatalogVariantFieldsAssignedAttributesAssignedSingleChoiceAttribute(BaseModel):
    typename__: Literal["AssignedSingleChoiceAttribute"] = Field(alias="__typename")
    attribute: (
        "CatalogVariantFieldsAssignedAttributesAssignedSingleChoiceAttributeAttribute"
    )
    choice: Optional[
        "CatalogVariantFieldsAssignedAttributesAssignedSingleChoiceAttributeChoice"
    ]


class CatalogVariantFieldsAssignedAttributesAssignedSingleChoiceAttributeAttribute(
    BaseModel
):
    slug: str
    name: str


class CatalogVariantFieldsAssignedAttributesAssignedSingleChoiceAttributeChoice(
    BaseModel
):
    slug: Optional[str]
    name: Optional[str]


class CatalogProductFields(BaseModel):
    id: str
    slug: str
    name: str
    description: Optional[str]
    seo_description: Optional[str]
    hi: Optional["CatalogProductFieldsHi"]
    km: Optional["CatalogProductFieldsKm"]
    created: datetime
    updated_at: datetime
    is_available_for_purchase: Optional[bool]
    product_type: "CatalogProductFieldsProductType"
    category: Optional["CatalogProductFieldsCategory"]
    collections: Optional[list["CatalogProductFieldsCollections"]]
    assigned_attributes: list[
        Annotated[
            Union[
                "CatalogProductFieldsAssignedAttributesAssignedAttribute",
                "CatalogProductFieldsAssignedAttributesAssignedMultiChoiceAttribute",
                "CatalogProductFieldsAssignedAttributesAssignedPlainTextAttribute",
                "CatalogProductFieldsAssignedAttributesAssignedSingleChoiceAttribute",
            ],
            Field(discriminator="typename__"),
        ]
    ]
    media: Optional[list["CatalogProductFieldsMedia"]]
    product_variants: Optional["CatalogProductFieldsProductVariants"]


class CatalogProductFieldsHi(CatalogProductTranslation):
    pass


class CatalogProductFieldsKm(CatalogProductTranslation):
    pass


class CatalogProductFieldsProductType(BaseModel):
    slug: str
    name: str


class CatalogProductFieldsCategory(BaseModel):
    slug: str


class CatalogProductFieldsCollections(BaseModel):
    slug: str
    name: str


class CatalogProductFieldsAssignedAttributesAssignedAttribute(BaseModel):
    typename__: Literal[
        "AssignedAttribute",
        "AssignedBooleanAttribute",
        "AssignedDateAttribute",
        "AssignedDateTimeAttribute",
        "AssignedFileAttribute",
        "AssignedMultiCategoryReferenceAttribute",
        "AssignedMultiCollectionReferenceAttribute",
        "AssignedMultiPageReferenceAttribute",
        "AssignedMultiProductReferenceAttribute",
        "AssignedMultiProductVariantReferenceAttribute",
        "AssignedNumericAttribute",
        "AssignedSingleCategoryReferenceAttribute",
        "AssignedSingleCollectionReferenceAttribute",
        "AssignedSinglePageReferenceAttribute",
        "AssignedSingleProductReferenceAttribute",
        "AssignedSingleProductVariantReferenceAttribute",
        "AssignedSwatchAttribute",
        "AssignedTextAttribute",
    ] = Field(alias="__typename")
    attribute: "CatalogProductFieldsAssignedAttributesAssignedAttributeAttribute"


class CatalogProductFieldsAssignedAttributesAssignedAttributeAttribute(BaseModel):
    slug: str
    name: str


class CatalogProductFieldsAssignedAttributesAssignedMultiChoiceAttribute(BaseModel):
    typename__: Literal["AssignedMultiChoiceAttribute"] = Field(alias="__typename")
    attribute: (
        "CatalogProductFieldsAssignedAttributesAssignedMultiChoiceAttributeAttribute"
    )
    choices: list[
        "CatalogProductFieldsAssignedAttributesAssignedMultiChoiceAttributeChoices"
    ]


class CatalogProductFieldsAssignedAttributesAssignedMultiChoiceAttributeAttribute(
    BaseModel
):
    slug: str
    name: str


class CatalogProductFieldsAssignedAttributesAssignedMultiChoiceAttributeChoices(
    BaseModel
):
    slug: Optional[str]
    name: Optional[str]


class CatalogProductFieldsAssignedAttributesAssignedPlainTextAttribute(BaseModel):
    typename__: Literal["AssignedPlainTextAttribute"] = Field(alias="__typename")
    attribute: (
        "CatalogProductFieldsAssignedAttributesAssignedPlainTextAttributeAttribute"
    )
    text: Optional[str]


class CatalogProductFieldsAssignedAttributesAssignedPlainTextAttributeAttribute(
    BaseModel
):
    slug: str
    name: str


class CatalogProductFieldsAssignedAttributesAssignedSingleChoiceAttribute(BaseModel):
    typename__: Literal["AssignedSingleChoiceAttribute"] = Field(alias="__typename")
    attribute: (
        "CatalogProductFieldsAssignedAttributesAssignedSingleChoiceAttributeAttribute"
    )
    choice: Optional[
        "CatalogProductFieldsAssignedAttributesAssignedSingleChoiceAttributeChoice"
    ]


class CatalogProductFieldsAssignedAttributesAssignedSingleChoiceAttributeAttribute(
    BaseModel
):
    slug: str
    name: str


class CatalogProductFieldsAssignedAttributesAssignedSingleChoiceAttributeChoice(
    BaseModel
):
    slug: Optional[str]
    name: Optional[str]


class CatalogProductFieldsMedia(BaseModel):
    id: str
    alt: str
    type_: ProductMediaType = Field(alias="type")
    sort_order: Optional[int]
    url: str


class CatalogProductFieldsProductVariants(BaseModel):
    edges: list["CatalogProductFieldsProductVariantsEdges"]


class CatalogProductFieldsProductVariantsEdges(BaseModel):
    node: "CatalogProductFieldsProductVariantsEdgesNode"


class CatalogProductFieldsProductVariantsEdgesNode(CatalogVariantFields):
    pass


class CategoryWords(BaseModel):
    name: Optional[str]
    description: Optional[str]


class CheckoutBriefLine(BaseModel):
    id: str
    quantity: int
    unit_price: "CheckoutBriefLineUnitPrice"
    variant: "CheckoutBriefLineVariant"


class CheckoutBriefLineUnitPrice(BaseModel):
    gross: "CheckoutBriefLineUnitPriceGross"


class CheckoutBriefLineUnitPriceGross(MoneyParts):
    pass


class CheckoutBriefLineVariant(BaseModel):
    id: str
    pricing: Optional["CheckoutBriefLineVariantPricing"]
    product: "CheckoutBriefLineVariantProduct"


class CheckoutBriefLineVariantPricing(BaseModel):
    price: Optional["CheckoutBriefLineVariantPricingPrice"]


class CheckoutBriefLineVariantPricingPrice(BaseModel):
    gross: "CheckoutBriefLineVariantPricingPriceGross"


class CheckoutBriefLineVariantPricingPriceGross(MoneyParts):
    pass


class CheckoutBriefLineVariantProduct(BaseModel):
    id: str
    name: str


class CheckoutBrief(BaseModel):
    id: str
    quantity: int
    lines: list["CheckoutBriefLines"]


class CheckoutBriefLines(CheckoutBriefLine):
    pass


class CheckoutErrorParts(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: CheckoutErrorCode
    variants: Optional[list[str]]
    lines: Optional[list[str]]
    address_type: Optional[AddressTypeEnum]


class CheckoutLineParts(BaseModel):
    id: str
    quantity: int
    unit_price: "CheckoutLinePartsUnitPrice"
    undiscounted_unit_price: "CheckoutLinePartsUndiscountedUnitPrice"
    total_price: "CheckoutLinePartsTotalPrice"
    problems: Optional[
        list[
            Annotated[
                Union[
                    "CheckoutLinePartsProblemsCheckoutLineProblemInsufficientStock",
                    "CheckoutLinePartsProblemsCheckoutLineProblemVariantNotAvailable",
                ],
                Field(discriminator="typename__"),
            ]
        ]
    ]
    variant: "CheckoutLinePartsVariant"


class CheckoutLinePartsUnitPrice(BaseModel):
    gross: "CheckoutLinePartsUnitPriceGross"


class CheckoutLinePartsUnitPriceGross(MoneyParts):
    pass


class CheckoutLinePartsUndiscountedUnitPrice(MoneyParts):
    pass


class CheckoutLinePartsTotalPrice(BaseModel):
    gross: "CheckoutLinePartsTotalPriceGross"
    net: "CheckoutLinePartsTotalPriceNet"


class CheckoutLinePartsTotalPriceGross(MoneyParts):
    pass


class CheckoutLinePartsTotalPriceNet(MoneyParts):
    pass


class CheckoutLinePartsProblemsCheckoutLineProblemInsufficientStock(BaseModel):
    typename__: Literal["CheckoutLineProblemInsufficientStock"] = Field(
        alias="__typename"
    )
    available_quantity: Optional[int]


class CheckoutLinePartsProblemsCheckoutLineProblemVariantNotAvailable(BaseModel):
    typename__: Literal["CheckoutLineProblemVariantNotAvailable"] = Field(
        alias="__typename"
    )


class CheckoutLinePartsVariant(BaseModel):
    id: str
    sku: Optional[str]
    name: str
    pricing: Optional["CheckoutLinePartsVariantPricing"]
    product: "CheckoutLinePartsVariantProduct"


class CheckoutLinePartsVariantPricing(BaseModel):
    price: Optional["CheckoutLinePartsVariantPricingPrice"]


class CheckoutLinePartsVariantPricingPrice(BaseModel):
    gross: "CheckoutLinePartsVariantPricingPriceGross"


class CheckoutLinePartsVariantPricingPriceGross(MoneyParts):
    pass


class CheckoutLinePartsVariantProduct(BaseModel):
    id: str
    slug: str
    name: str


class DeliveryParts(BaseModel):
    id: str
    shipping_method: Optional["DeliveryPartsShippingMethod"]


class DeliveryPartsShippingMethod(BaseModel):
    id: str
    name: str
    price: "DeliveryPartsShippingMethodPrice"
    active: bool
    message: Optional[str]
    minimum_delivery_days: Optional[int]
    maximum_delivery_days: Optional[int]


class DeliveryPartsShippingMethodPrice(MoneyParts):
    pass


class CheckoutParts(BaseModel):
    id: str
    email: Optional[str]
    quantity: int
    is_shipping_required: bool
    voucher_code: Optional[str]
    discount_name: Optional[str]
    discount: Optional["CheckoutPartsDiscount"]
    updated_at: datetime
    authorize_status: CheckoutAuthorizeStatusEnum
    lines: list["CheckoutPartsLines"]
    shipping_address: Optional["CheckoutPartsShippingAddress"]
    billing_address: Optional["CheckoutPartsBillingAddress"]
    delivery: Optional["CheckoutPartsDelivery"]
    subtotal_price: "CheckoutPartsSubtotalPrice"
    shipping_price: "CheckoutPartsShippingPrice"
    total_price: "CheckoutPartsTotalPrice"
    total_balance: "CheckoutPartsTotalBalance"


class CheckoutPartsDiscount(MoneyParts):
    pass


class CheckoutPartsLines(CheckoutLineParts):
    pass


class CheckoutPartsShippingAddress(AddressParts):
    pass


class CheckoutPartsBillingAddress(AddressParts):
    pass


class CheckoutPartsDelivery(DeliveryParts):
    pass


class CheckoutPartsSubtotalPrice(BaseModel):
    gross: "CheckoutPartsSubtotalPriceGross"


class CheckoutPartsSubtotalPriceGross(MoneyParts):
    pass


class CheckoutPartsShippingPrice(BaseModel):
    gross: "CheckoutPartsShippingPriceGross"


class CheckoutPartsShippingPriceGross(MoneyParts):
    pass


class CheckoutPartsTotalPrice(BaseModel):
    gross: "CheckoutPartsTotalPriceGross"
    net: "CheckoutPartsTotalPriceNet"
    tax: "CheckoutPartsTotalPriceTax"


class CheckoutPartsTotalPriceGross(MoneyParts):
    pass


class CheckoutPartsTotalPriceNet(MoneyParts):
    pass


class CheckoutPartsTotalPriceTax(MoneyParts):
    pass


class CheckoutPartsTotalBalance(MoneyParts):
    pass


class CollectionWords(BaseModel):
    name: Optional[str]
    description: Optional[str]


class FulfillmentParts(BaseModel):
    id: str
    fulfillment_order: int
    status: FulfillmentStatus
    tracking_number: str
    created: datetime
    warehouse: Optional["FulfillmentPartsWarehouse"]
    lines: Optional[list["FulfillmentPartsLines"]]


class FulfillmentPartsWarehouse(BaseModel):
    id: str


class FulfillmentPartsLines(BaseModel):
    id: str
    quantity: int
    order_line: Optional["FulfillmentPartsLinesOrderLine"]


class FulfillmentPartsLinesOrderLine(BaseModel):
    id: str


class OrderLineParts(BaseModel):
    id: str
    product_name: str
    variant_name: str
    product_sku: Optional[str]
    product_variant_id: Optional[str]
    quantity: int
    quantity_fulfilled: int
    quantity_to_fulfill: int
    tax_rate: float
    unit_price: "OrderLinePartsUnitPrice"
    undiscounted_unit_price: "OrderLinePartsUndiscountedUnitPrice"
    total_price: "OrderLinePartsTotalPrice"
    variant: Optional["OrderLinePartsVariant"]


class OrderLinePartsUnitPrice(BaseModel):
    gross: "OrderLinePartsUnitPriceGross"


class OrderLinePartsUnitPriceGross(MoneyParts):
    pass


class OrderLinePartsUndiscountedUnitPrice(BaseModel):
    gross: "OrderLinePartsUndiscountedUnitPriceGross"


class OrderLinePartsUndiscountedUnitPriceGross(MoneyParts):
    pass


class OrderLinePartsTotalPrice(BaseModel):
    gross: "OrderLinePartsTotalPriceGross"
    net: "OrderLinePartsTotalPriceNet"


class OrderLinePartsTotalPriceGross(MoneyParts):
    pass


class OrderLinePartsTotalPriceNet(MoneyParts):
    pass


class OrderLinePartsVariant(BaseModel):
    id: str
    product: "OrderLinePartsVariantProduct"


class OrderLinePartsVariantProduct(BaseModel):
    id: str
    slug: str


class TaxedParts(BaseModel):
    gross: "TaxedPartsGross"
    net: "TaxedPartsNet"
    tax: "TaxedPartsTax"


class TaxedPartsGross(MoneyParts):
    pass


class TaxedPartsNet(MoneyParts):
    pass


class TaxedPartsTax(MoneyParts):
    pass


class OrderParts(BaseModel):
    id: str
    number: str
    created: datetime
    updated_at: datetime
    status: OrderStatus
    status_display: str
    is_paid: bool
    charge_status: OrderChargeStatusEnum
    user_email: Optional[str]
    customer_note: str
    voucher_code: Optional[str]
    shipping_method_name: Optional[str]
    channel: "OrderPartsChannel"
    lines: list["OrderPartsLines"]
    discounts: list["OrderPartsDiscounts"]
    subtotal: "OrderPartsSubtotal"
    shipping_price: "OrderPartsShippingPrice"
    total: "OrderPartsTotal"
    undiscounted_total: "OrderPartsUndiscountedTotal"
    total_authorized: "OrderPartsTotalAuthorized"
    total_charged: "OrderPartsTotalCharged"
    total_refunded: "OrderPartsTotalRefunded"
    total_balance: "OrderPartsTotalBalance"
    shipping_address: Optional["OrderPartsShippingAddress"]
    billing_address: Optional["OrderPartsBillingAddress"]
    fulfillments: list["OrderPartsFulfillments"]


class OrderPartsChannel(BaseModel):
    slug: str


class OrderPartsLines(OrderLineParts):
    pass


class OrderPartsDiscounts(BaseModel):
    name: Optional[str]
    total: "OrderPartsDiscountsTotal"


class OrderPartsDiscountsTotal(MoneyParts):
    pass


class OrderPartsSubtotal(TaxedParts):
    pass


class OrderPartsShippingPrice(TaxedParts):
    pass


class OrderPartsTotal(TaxedParts):
    pass


class OrderPartsUndiscountedTotal(BaseModel):
    gross: "OrderPartsUndiscountedTotalGross"


class OrderPartsUndiscountedTotalGross(MoneyParts):
    pass


class OrderPartsTotalAuthorized(MoneyParts):
    pass


class OrderPartsTotalCharged(MoneyParts):
    pass


class OrderPartsTotalRefunded(MoneyParts):
    pass


class OrderPartsTotalBalance(MoneyParts):
    pass


class OrderPartsShippingAddress(AddressParts):
    pass


class OrderPartsBillingAddress(AddressParts):
    pass


class OrderPartsFulfillments(FulfillmentParts):
    pass


class TransactionParts(BaseModel):
    id: str
    name: str
    message: str
    psp_reference: str
    external_url: str
    created_at: datetime
    actions: list[TransactionActionEnum]
    authorized_amount: "TransactionPartsAuthorizedAmount"
    charged_amount: "TransactionPartsChargedAmount"
    charge_pending_amount: "TransactionPartsChargePendingAmount"
    refunded_amount: "TransactionPartsRefundedAmount"
    refund_pending_amount: "TransactionPartsRefundPendingAmount"
    canceled_amount: "TransactionPartsCanceledAmount"
    events: list["TransactionPartsEvents"]


class TransactionPartsAuthorizedAmount(MoneyParts):
    pass


class TransactionPartsChargedAmount(MoneyParts):
    pass


class TransactionPartsChargePendingAmount(MoneyParts):
    pass


class TransactionPartsRefundedAmount(MoneyParts):
    pass


class TransactionPartsRefundPendingAmount(MoneyParts):
    pass


class TransactionPartsCanceledAmount(MoneyParts):
    pass


class TransactionPartsEvents(BaseModel):
    id: str
    type_: Optional[TransactionEventTypeEnum] = Field(alias="type")
    created_at: datetime
    message: str
    psp_reference: str
    amount: "TransactionPartsEventsAmount"


class TransactionPartsEventsAmount(MoneyParts):
    pass

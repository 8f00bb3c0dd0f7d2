from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Optional, Union

from .base_model import UNSET
from .generated_base import BaseClient

if TYPE_CHECKING:
    from .account_address_create import AccountAddressCreateAccountAddressCreate
    from .account_address_delete import AccountAddressDeleteAccountAddressDelete
    from .account_address_update import AccountAddressUpdateAccountAddressUpdate
    from .account_delete import AccountDeleteAccountDelete
    from .account_register import AccountRegisterAccountRegister
    from .account_request_deletion import AccountRequestDeletionAccountRequestDeletion
    from .account_set_default_address import (
        AccountSetDefaultAddressAccountSetDefaultAddress,
    )
    from .account_update import AccountUpdateAccountUpdate
    from .address_rules import AddressRulesAddressValidationRules
    from .app_install import AppInstallAppInstall
    from .apps_installations import AppsInstallationsAppsInstallations
    from .base_model import UnsetType
    from .buyer_account import BuyerAccountMe
    from .buyer_addresses import BuyerAddressesMe
    from .buyer_orders import BuyerOrdersMe
    from .catalog_categories import CatalogCategoriesCategories
    from .catalog_collections import CatalogCollectionsCollections
    from .catalog_product import CatalogProductProduct
    from .catalog_products import CatalogProductsProducts
    from .catalog_products_named import CatalogProductsNamedProducts
    from .checkout_add_promo_code import CheckoutAddPromoCodeCheckoutAddPromoCode
    from .checkout_by_id import CheckoutByIdCheckout
    from .checkout_charges import CheckoutChargesCheckout
    from .checkout_complete import CheckoutCompleteCheckoutComplete
    from .checkout_create import CheckoutCreateCheckoutCreate
    from .checkout_customer_attach import CheckoutCustomerAttachCheckoutCustomerAttach
    from .checkout_delivery_method_update import (
        CheckoutDeliveryMethodUpdateCheckoutDeliveryMethodUpdate,
    )
    from .checkout_lines_add import CheckoutLinesAddCheckoutLinesAdd
    from .checkout_lines_delete import CheckoutLinesDeleteCheckoutLinesDelete
    from .checkout_lines_update import CheckoutLinesUpdateCheckoutLinesUpdate
    from .checkout_remove_promo_code import (
        CheckoutRemovePromoCodeCheckoutRemovePromoCode,
    )
    from .confirm_account import ConfirmAccountConfirmAccount
    from .current_app import CurrentAppApp
    from .current_user import CurrentUserMe
    from .delivery_options_calculate import (
        DeliveryOptionsCalculateDeliveryOptionsCalculate,
    )
    from .enums import (
        AddressTypeEnum,
        CountryCode,
        TransactionActionEnum,
        TransactionEventTypeEnum,
    )
    from .fill_checkout import FillCheckout
    from .fulfillment_cancel import FulfillmentCancelOrderFulfillmentCancel
    from .fulfillment_return_products import (
        FulfillmentReturnProductsOrderFulfillmentReturnProducts,
    )
    from .fulfillment_update_tracking import (
        FulfillmentUpdateTrackingOrderFulfillmentUpdateTracking,
    )
    from .input_types import (
        AccountRegisterInput,
        AddressInput,
        AppInstallInput,
        CheckoutCreateInput,
        CheckoutLineInput,
        CheckoutLineUpdateInput,
        FulfillmentCancelInput,
        FulfillmentUpdateTrackingInput,
        MetadataInput,
        OrderFulfillInput,
        OrderGrantRefundCreateInput,
        OrderReturnProductsInput,
        OrderWhereInput,
        PaymentGatewayToInitialize,
    )
    from .order_cancel import OrderCancelOrderCancel
    from .order_for_ledger import OrderForLedgerOrder
    from .order_fulfill import OrderFulfillOrderFulfill
    from .order_grant_refund_create import OrderGrantRefundCreateOrderGrantRefundCreate
    from .order_note_add import OrderNoteAddOrderNoteAdd
    from .order_page import OrderPageOrder
    from .orders_paid_page import OrdersPaidPageOrders
    from .paid_checkouts import PaidCheckoutsCheckouts
    from .password_change import PasswordChangePasswordChange
    from .payment_gateway_initialize import (
        PaymentGatewayInitializePaymentGatewayInitialize,
    )
    from .product_stories import ProductStoriesProducts
    from .product_story_delete import ProductStoryDeleteDeletePrivateMetadata
    from .product_story_write import ProductStoryWriteUpdatePrivateMetadata
    from .refund_reason_pages import RefundReasonPagesPages
    from .refund_reasons import RefundReasonsRefundSettings
    from .request_password_reset import RequestPasswordResetRequestPasswordReset
    from .set_password import SetPasswordSetPassword
    from .shop_and_channel import ShopAndChannel
    from .staff_order import StaffOrderOrder
    from .staff_orders import StaffOrdersOrders
    from .token_create import TokenCreateTokenCreate
    from .token_refresh import TokenRefreshTokenRefresh
    from .tokens_deactivate_all import TokensDeactivateAllTokensDeactivateAll
    from .transaction_by_id import TransactionByIdTransaction
    from .transaction_event_report import TransactionEventReportTransactionEventReport
    from .transaction_initialize import TransactionInitializeTransactionInitialize
    from .transaction_process import TransactionProcessTransactionProcess
    from .transaction_request_action import (
        TransactionRequestActionTransactionRequestAction,
    )
    from .transaction_request_refund_for_granted_refund import (
        TransactionRequestRefundForGrantedRefundTransactionRequestRefundForGrantedRefund,
    )
    from .update_metadata import UpdateMetadataUpdateMetadata
    from .variants_left import VariantsLeftProductVariants


def gql(q: str) -> str:
    return q


class Client(BaseClient):
    def buyer_addresses(self, **kwargs: Any) -> Optional["BuyerAddressesMe"]:
        from .buyer_addresses import BuyerAddresses

        query = gql("""
            query BuyerAddresses {
              me {
                addresses {
                  ...BookAddress
                }
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }

            fragment BookAddress on Address {
              id
              ...AddressParts
              isDefaultShippingAddress
              isDefaultBillingAddress
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="BuyerAddresses", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return BuyerAddresses.model_validate(data).me

    def account_address_create(
        self, input: "AddressInput", **kwargs: Any
    ) -> Optional["AccountAddressCreateAccountAddressCreate"]:
        from .account_address_create import AccountAddressCreate

        query = gql("""
            mutation AccountAddressCreate($input: AddressInput!) {
              accountAddressCreate(input: $input) {
                address {
                  id
                }
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query,
            operation_name="AccountAddressCreate",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return AccountAddressCreate.model_validate(data).account_address_create

    def account_address_update(
        self, id: str, input: "AddressInput", **kwargs: Any
    ) -> Optional["AccountAddressUpdateAccountAddressUpdate"]:
        from .account_address_update import AccountAddressUpdate

        query = gql("""
            mutation AccountAddressUpdate($id: ID!, $input: AddressInput!) {
              accountAddressUpdate(id: $id, input: $input) {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {"id": id, "input": input}
        response = self.execute(
            query=query,
            operation_name="AccountAddressUpdate",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return AccountAddressUpdate.model_validate(data).account_address_update

    def account_address_delete(
        self, id: str, **kwargs: Any
    ) -> Optional["AccountAddressDeleteAccountAddressDelete"]:
        from .account_address_delete import AccountAddressDelete

        query = gql("""
            mutation AccountAddressDelete($id: ID!) {
              accountAddressDelete(id: $id) {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query,
            operation_name="AccountAddressDelete",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return AccountAddressDelete.model_validate(data).account_address_delete

    def account_set_default_address(
        self, id: str, kind: "AddressTypeEnum", **kwargs: Any
    ) -> Optional["AccountSetDefaultAddressAccountSetDefaultAddress"]:
        from .account_set_default_address import AccountSetDefaultAddress

        query = gql("""
            mutation AccountSetDefaultAddress($id: ID!, $kind: AddressTypeEnum!) {
              accountSetDefaultAddress(id: $id, type: $kind) {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {"id": id, "kind": kind}
        response = self.execute(
            query=query,
            operation_name="AccountSetDefaultAddress",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return AccountSetDefaultAddress.model_validate(data).account_set_default_address

    def account_register(
        self, input: "AccountRegisterInput", **kwargs: Any
    ) -> Optional["AccountRegisterAccountRegister"]:
        from .account_register import AccountRegister

        query = gql("""
            mutation AccountRegister($input: AccountRegisterInput!) {
              accountRegister(input: $input) {
                requiresConfirmation
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="AccountRegister", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return AccountRegister.model_validate(data).account_register

    def confirm_account(
        self, email: str, token: str, **kwargs: Any
    ) -> Optional["ConfirmAccountConfirmAccount"]:
        from .confirm_account import ConfirmAccount

        query = gql("""
            mutation ConfirmAccount($email: String!, $token: String!) {
              confirmAccount(email: $email, token: $token) {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {"email": email, "token": token}
        response = self.execute(
            query=query, operation_name="ConfirmAccount", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return ConfirmAccount.model_validate(data).confirm_account

    def request_password_reset(
        self, email: str, redirect_url: str, channel: str, **kwargs: Any
    ) -> Optional["RequestPasswordResetRequestPasswordReset"]:
        from .request_password_reset import RequestPasswordReset

        query = gql("""
            mutation RequestPasswordReset($email: String!, $redirectUrl: String!, $channel: String!) {
              requestPasswordReset(
                email: $email
                redirectUrl: $redirectUrl
                channel: $channel
              ) {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {
            "email": email,
            "redirectUrl": redirect_url,
            "channel": channel,
        }
        response = self.execute(
            query=query,
            operation_name="RequestPasswordReset",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return RequestPasswordReset.model_validate(data).request_password_reset

    def set_password(
        self, email: str, password: str, token: str, **kwargs: Any
    ) -> Optional["SetPasswordSetPassword"]:
        from .set_password import SetPassword

        query = gql("""
            mutation SetPassword($email: String!, $password: String!, $token: String!) {
              setPassword(email: $email, password: $password, token: $token) {
                token
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {
            "email": email,
            "password": password,
            "token": token,
        }
        response = self.execute(
            query=query, operation_name="SetPassword", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return SetPassword.model_validate(data).set_password

    def password_change(
        self, old_password: str, new_password: str, **kwargs: Any
    ) -> Optional["PasswordChangePasswordChange"]:
        from .password_change import PasswordChange

        query = gql("""
            mutation PasswordChange($oldPassword: String!, $newPassword: String!) {
              passwordChange(oldPassword: $oldPassword, newPassword: $newPassword) {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {
            "oldPassword": old_password,
            "newPassword": new_password,
        }
        response = self.execute(
            query=query, operation_name="PasswordChange", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return PasswordChange.model_validate(data).password_change

    def tokens_deactivate_all(
        self, **kwargs: Any
    ) -> Optional["TokensDeactivateAllTokensDeactivateAll"]:
        from .tokens_deactivate_all import TokensDeactivateAll

        query = gql("""
            mutation TokensDeactivateAll {
              tokensDeactivateAll {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query,
            operation_name="TokensDeactivateAll",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return TokensDeactivateAll.model_validate(data).tokens_deactivate_all

    def account_update(
        self, first_name: str, last_name: str, **kwargs: Any
    ) -> Optional["AccountUpdateAccountUpdate"]:
        from .account_update import AccountUpdate

        query = gql("""
            mutation AccountUpdate($firstName: String!, $lastName: String!) {
              accountUpdate(input: {firstName: $firstName, lastName: $lastName}) {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {"firstName": first_name, "lastName": last_name}
        response = self.execute(
            query=query, operation_name="AccountUpdate", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return AccountUpdate.model_validate(data).account_update

    def account_request_deletion(
        self, redirect_url: str, channel: str, **kwargs: Any
    ) -> Optional["AccountRequestDeletionAccountRequestDeletion"]:
        from .account_request_deletion import AccountRequestDeletion

        query = gql("""
            mutation AccountRequestDeletion($redirectUrl: String!, $channel: String!) {
              accountRequestDeletion(redirectUrl: $redirectUrl, channel: $channel) {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {"redirectUrl": redirect_url, "channel": channel}
        response = self.execute(
            query=query,
            operation_name="AccountRequestDeletion",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return AccountRequestDeletion.model_validate(data).account_request_deletion

    def account_delete(
        self, token: str, **kwargs: Any
    ) -> Optional["AccountDeleteAccountDelete"]:
        from .account_delete import AccountDelete

        query = gql("""
            mutation AccountDelete($token: String!) {
              accountDelete(token: $token) {
                errors {
                  ...AccountProblem
                }
              }
            }

            fragment AccountProblem on AccountError {
              field
              message
              code
            }
            """)
        variables: dict[str, object] = {"token": token}
        response = self.execute(
            query=query, operation_name="AccountDelete", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return AccountDelete.model_validate(data).account_delete

    def checkout_customer_attach(
        self, id: str, **kwargs: Any
    ) -> Optional["CheckoutCustomerAttachCheckoutCustomerAttach"]:
        from .checkout_customer_attach import CheckoutCustomerAttach

        query = gql("""
            mutation CheckoutCustomerAttach($id: ID!) {
              checkoutCustomerAttach(id: $id) {
                checkout {
                  email
                  user {
                    defaultShippingAddress {
                      ...AddressParts
                    }
                    defaultBillingAddress {
                      ...AddressParts
                    }
                  }
                }
                errors {
                  field
                  message
                  code
                }
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query,
            operation_name="CheckoutCustomerAttach",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutCustomerAttach.model_validate(data).checkout_customer_attach

    def buyer_orders(
        self,
        first: int,
        after: Union[Optional[str], "UnsetType"] = UNSET,
        **kwargs: Any,
    ) -> Optional["BuyerOrdersMe"]:
        from .buyer_orders import BuyerOrders

        query = gql("""
            query BuyerOrders($first: Int!, $after: String) {
              me {
                orders(first: $first, after: $after) {
                  edges {
                    node {
                      ...BuyerOrderParts
                    }
                  }
                  pageInfo {
                    hasNextPage
                    endCursor
                  }
                }
              }
            }

            fragment BuyerOrderParts on Order {
              id
              number
              created
              status
              statusDisplay
              total {
                gross {
                  ...MoneyParts
                }
              }
              lines {
                productName
                quantity
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"first": first, "after": after}
        response = self.execute(
            query=query, operation_name="BuyerOrders", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return BuyerOrders.model_validate(data).me

    def buyer_account(self, **kwargs: Any) -> Optional["BuyerAccountMe"]:
        from .buyer_account import BuyerAccount

        query = gql("""
            query BuyerAccount {
              me {
                email
                firstName
                lastName
                addresses {
                  ...BookAddress
                }
                orders(first: 3) {
                  edges {
                    node {
                      ...BuyerOrderParts
                    }
                  }
                }
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }

            fragment BookAddress on Address {
              id
              ...AddressParts
              isDefaultShippingAddress
              isDefaultBillingAddress
            }

            fragment BuyerOrderParts on Order {
              id
              number
              created
              status
              statusDisplay
              total {
                gross {
                  ...MoneyParts
                }
              }
              lines {
                productName
                quantity
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="BuyerAccount", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return BuyerAccount.model_validate(data).me

    def token_create(
        self, email: str, password: str, **kwargs: Any
    ) -> Optional["TokenCreateTokenCreate"]:
        from .token_create import TokenCreate

        query = gql("""
            mutation TokenCreate($email: String!, $password: String!) {
              tokenCreate(email: $email, password: $password) {
                token
                refreshToken
                user {
                  id
                  email
                  firstName
                  lastName
                  isStaff
                  userPermissions {
                    code
                  }
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"email": email, "password": password}
        response = self.execute(
            query=query, operation_name="TokenCreate", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return TokenCreate.model_validate(data).token_create

    def token_refresh(
        self, refresh_token: str, **kwargs: Any
    ) -> Optional["TokenRefreshTokenRefresh"]:
        from .token_refresh import TokenRefresh

        query = gql("""
            mutation TokenRefresh($refreshToken: String!) {
              tokenRefresh(refreshToken: $refreshToken) {
                token
                user {
                  id
                  userPermissions {
                    code
                  }
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"refreshToken": refresh_token}
        response = self.execute(
            query=query, operation_name="TokenRefresh", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return TokenRefresh.model_validate(data).token_refresh

    def current_user(self, **kwargs: Any) -> Optional["CurrentUserMe"]:
        from .current_user import CurrentUser

        query = gql("""
            query CurrentUser {
              me {
                id
                email
                firstName
                lastName
                isStaff
                isActive
                userPermissions {
                  code
                  name
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="CurrentUser", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return CurrentUser.model_validate(data).me

    def current_app(self, **kwargs: Any) -> Optional["CurrentAppApp"]:
        from .current_app import CurrentApp

        query = gql("""
            query CurrentApp {
              app {
                id
                identifier
                name
                permissions {
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="CurrentApp", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return CurrentApp.model_validate(data).app

    def app_install(
        self, input: "AppInstallInput", **kwargs: Any
    ) -> Optional["AppInstallAppInstall"]:
        from .app_install import AppInstall

        query = gql("""
            mutation AppInstall($input: AppInstallInput!) {
              appInstall(input: $input) {
                appInstallation {
                  id
                  status
                  message
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="AppInstall", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return AppInstall.model_validate(data).app_install

    def apps_installations(
        self, **kwargs: Any
    ) -> list["AppsInstallationsAppsInstallations"]:
        from .apps_installations import AppsInstallations

        query = gql("""
            query AppsInstallations {
              appsInstallations {
                id
                status
                message
                appName
                manifestUrl
              }
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query,
            operation_name="AppsInstallations",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return AppsInstallations.model_validate(data).apps_installations

    def update_metadata(
        self, id: str, input: list["MetadataInput"], **kwargs: Any
    ) -> Optional["UpdateMetadataUpdateMetadata"]:
        from .update_metadata import UpdateMetadata

        query = gql("""
            mutation UpdateMetadata($id: ID!, $input: [MetadataInput!]!) {
              updateMetadata(id: $id, input: $input) {
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id, "input": input}
        response = self.execute(
            query=query, operation_name="UpdateMetadata", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return UpdateMetadata.model_validate(data).update_metadata

    def shop_and_channel(self, channel: str, **kwargs: Any) -> "ShopAndChannel":
        from .shop_and_channel import ShopAndChannel

        query = gql("""
            query ShopAndChannel($channel: String!) {
              shop {
                name
                schemaVersion
              }
              channel(slug: $channel) {
                id
                slug
              }
            }
            """)
        variables: dict[str, object] = {"channel": channel}
        response = self.execute(
            query=query, operation_name="ShopAndChannel", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return ShopAndChannel.model_validate(data)

    def catalog_categories(
        self,
        first: int,
        after: Union[Optional[str], "UnsetType"] = UNSET,
        **kwargs: Any,
    ) -> Optional["CatalogCategoriesCategories"]:
        from .catalog_categories import CatalogCategories

        query = gql("""
            query CatalogCategories($first: Int!, $after: String) {
              categories(first: $first, after: $after) {
                pageInfo {
                  hasNextPage
                  endCursor
                }
                edges {
                  node {
                    id
                    slug
                    name
                    description
                    hi: translation(languageCode: HI) {
                      ...CategoryWords
                    }
                    km: translation(languageCode: KM) {
                      ...CategoryWords
                    }
                    parent {
                      slug
                    }
                  }
                }
              }
            }

            fragment CategoryWords on CategoryTranslation {
              name
              description
            }
            """)
        variables: dict[str, object] = {"first": first, "after": after}
        response = self.execute(
            query=query,
            operation_name="CatalogCategories",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CatalogCategories.model_validate(data).categories

    def catalog_collections(
        self,
        channel: str,
        first: int,
        after: Union[Optional[str], "UnsetType"] = UNSET,
        **kwargs: Any,
    ) -> Optional["CatalogCollectionsCollections"]:
        from .catalog_collections import CatalogCollections

        query = gql("""
            query CatalogCollections($channel: String!, $first: Int!, $after: String) {
              collections(channel: $channel, first: $first, after: $after) {
                pageInfo {
                  hasNextPage
                  endCursor
                }
                edges {
                  node {
                    id
                    slug
                    name
                    description
                    hi: translation(languageCode: HI) {
                      ...CollectionWords
                    }
                    km: translation(languageCode: KM) {
                      ...CollectionWords
                    }
                  }
                }
              }
            }

            fragment CollectionWords on CollectionTranslation {
              name
              description
            }
            """)
        variables: dict[str, object] = {
            "channel": channel,
            "first": first,
            "after": after,
        }
        response = self.execute(
            query=query,
            operation_name="CatalogCollections",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CatalogCollections.model_validate(data).collections

    def catalog_products(
        self,
        channel: str,
        first: int,
        after: Union[Optional[str], "UnsetType"] = UNSET,
        **kwargs: Any,
    ) -> Optional["CatalogProductsProducts"]:
        from .catalog_products import CatalogProducts

        query = gql("""
            query CatalogProducts($channel: String!, $first: Int!, $after: String) {
              products(channel: $channel, first: $first, after: $after) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                edges {
                  node {
                    ...CatalogProductFields
                  }
                }
              }
            }

            fragment CatalogAttributes on AssignedAttribute {
              __typename
              attribute {
                slug
                name
              }
              ... on AssignedSingleChoiceAttribute {
                choice: value {
                  slug
                  name
                }
              }
              ... on AssignedMultiChoiceAttribute {
                choices: value(limit: 10) {
                  slug
                  name
                }
              }
              ... on AssignedPlainTextAttribute {
                text: value
              }
            }

            fragment CatalogMoney on Money {
              currency
              fractionalAmount
              fractionDigits
            }

            fragment CatalogProductFields on Product {
              id
              slug
              name
              description
              seoDescription
              hi: translation(languageCode: HI) {
                ...CatalogProductTranslation
              }
              km: translation(languageCode: KM) {
                ...CatalogProductTranslation
              }
              created
              updatedAt
              isAvailableForPurchase
              productType {
                slug
                name
              }
              category {
                slug
              }
              collections {
                slug
                name
              }
              assignedAttributes(limit: 20) {
                ...CatalogAttributes
              }
              media {
                id
                alt
                type
                sortOrder
                url(size: 0)
              }
              productVariants(first: 50) {
                edges {
                  node {
                    ...CatalogVariantFields
                  }
                }
              }
            }

            fragment CatalogProductTranslation on ProductTranslation {
              name
              description
              seoDescription
            }

            fragment CatalogVariantAttributes on AssignedAttribute {
              __typename
              attribute {
                slug
                name
              }
              ... on AssignedSingleChoiceAttribute {
                choice: value {
                  slug
                  name
                }
              }
              ... on AssignedPlainTextAttribute {
                text: value
              }
            }

            fragment CatalogVariantFields on ProductVariant {
              id
              name
              sku
              quantityAvailable
              quantityLimitPerCustomer
              pricing {
                price {
                  gross {
                    ...CatalogMoney
                  }
                }
                priceUndiscounted {
                  gross {
                    ...CatalogMoney
                  }
                }
              }
              assignedAttributes(limit: 5) {
                ...CatalogVariantAttributes
              }
            }
            """)
        variables: dict[str, object] = {
            "channel": channel,
            "first": first,
            "after": after,
        }
        response = self.execute(
            query=query, operation_name="CatalogProducts", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return CatalogProducts.model_validate(data).products

    def catalog_product(
        self, channel: str, id: str, **kwargs: Any
    ) -> Optional["CatalogProductProduct"]:
        from .catalog_product import CatalogProduct

        query = gql("""
            query CatalogProduct($channel: String!, $id: ID!) {
              product(channel: $channel, id: $id) {
                ...CatalogProductFields
              }
            }

            fragment CatalogAttributes on AssignedAttribute {
              __typename
              attribute {
                slug
                name
              }
              ... on AssignedSingleChoiceAttribute {
                choice: value {
                  slug
                  name
                }
              }
              ... on AssignedMultiChoiceAttribute {
                choices: value(limit: 10) {
                  slug
                  name
                }
              }
              ... on AssignedPlainTextAttribute {
                text: value
              }
            }

            fragment CatalogMoney on Money {
              currency
              fractionalAmount
              fractionDigits
            }

            fragment CatalogProductFields on Product {
              id
              slug
              name
              description
              seoDescription
              hi: translation(languageCode: HI) {
                ...CatalogProductTranslation
              }
              km: translation(languageCode: KM) {
                ...CatalogProductTranslation
              }
              created
              updatedAt
              isAvailableForPurchase
              productType {
                slug
                name
              }
              category {
                slug
              }
              collections {
                slug
                name
              }
              assignedAttributes(limit: 20) {
                ...CatalogAttributes
              }
              media {
                id
                alt
                type
                sortOrder
                url(size: 0)
              }
              productVariants(first: 50) {
                edges {
                  node {
                    ...CatalogVariantFields
                  }
                }
              }
            }

            fragment CatalogProductTranslation on ProductTranslation {
              name
              description
              seoDescription
            }

            fragment CatalogVariantAttributes on AssignedAttribute {
              __typename
              attribute {
                slug
                name
              }
              ... on AssignedSingleChoiceAttribute {
                choice: value {
                  slug
                  name
                }
              }
              ... on AssignedPlainTextAttribute {
                text: value
              }
            }

            fragment CatalogVariantFields on ProductVariant {
              id
              name
              sku
              quantityAvailable
              quantityLimitPerCustomer
              pricing {
                price {
                  gross {
                    ...CatalogMoney
                  }
                }
                priceUndiscounted {
                  gross {
                    ...CatalogMoney
                  }
                }
              }
              assignedAttributes(limit: 5) {
                ...CatalogVariantAttributes
              }
            }
            """)
        variables: dict[str, object] = {"channel": channel, "id": id}
        response = self.execute(
            query=query, operation_name="CatalogProduct", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return CatalogProduct.model_validate(data).product

    def catalog_products_named(
        self, channel: str, ids: list[str], first: int, **kwargs: Any
    ) -> Optional["CatalogProductsNamedProducts"]:
        from .catalog_products_named import CatalogProductsNamed

        query = gql("""
            query CatalogProductsNamed($channel: String!, $ids: [ID!]!, $first: Int!) {
              products(channel: $channel, where: {ids: $ids}, first: $first) {
                edges {
                  node {
                    ...CatalogProductFields
                  }
                }
              }
            }

            fragment CatalogAttributes on AssignedAttribute {
              __typename
              attribute {
                slug
                name
              }
              ... on AssignedSingleChoiceAttribute {
                choice: value {
                  slug
                  name
                }
              }
              ... on AssignedMultiChoiceAttribute {
                choices: value(limit: 10) {
                  slug
                  name
                }
              }
              ... on AssignedPlainTextAttribute {
                text: value
              }
            }

            fragment CatalogMoney on Money {
              currency
              fractionalAmount
              fractionDigits
            }

            fragment CatalogProductFields on Product {
              id
              slug
              name
              description
              seoDescription
              hi: translation(languageCode: HI) {
                ...CatalogProductTranslation
              }
              km: translation(languageCode: KM) {
                ...CatalogProductTranslation
              }
              created
              updatedAt
              isAvailableForPurchase
              productType {
                slug
                name
              }
              category {
                slug
              }
              collections {
                slug
                name
              }
              assignedAttributes(limit: 20) {
                ...CatalogAttributes
              }
              media {
                id
                alt
                type
                sortOrder
                url(size: 0)
              }
              productVariants(first: 50) {
                edges {
                  node {
                    ...CatalogVariantFields
                  }
                }
              }
            }

            fragment CatalogProductTranslation on ProductTranslation {
              name
              description
              seoDescription
            }

            fragment CatalogVariantAttributes on AssignedAttribute {
              __typename
              attribute {
                slug
                name
              }
              ... on AssignedSingleChoiceAttribute {
                choice: value {
                  slug
                  name
                }
              }
              ... on AssignedPlainTextAttribute {
                text: value
              }
            }

            fragment CatalogVariantFields on ProductVariant {
              id
              name
              sku
              quantityAvailable
              quantityLimitPerCustomer
              pricing {
                price {
                  gross {
                    ...CatalogMoney
                  }
                }
                priceUndiscounted {
                  gross {
                    ...CatalogMoney
                  }
                }
              }
              assignedAttributes(limit: 5) {
                ...CatalogVariantAttributes
              }
            }
            """)
        variables: dict[str, object] = {"channel": channel, "ids": ids, "first": first}
        response = self.execute(
            query=query,
            operation_name="CatalogProductsNamed",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CatalogProductsNamed.model_validate(data).products

    def product_story_write(
        self, id: str, input: list["MetadataInput"], **kwargs: Any
    ) -> Optional["ProductStoryWriteUpdatePrivateMetadata"]:
        from .product_story_write import ProductStoryWrite

        query = gql("""
            mutation ProductStoryWrite($id: ID!, $input: [MetadataInput!]!) {
              updatePrivateMetadata(id: $id, input: $input) {
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id, "input": input}
        response = self.execute(
            query=query,
            operation_name="ProductStoryWrite",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return ProductStoryWrite.model_validate(data).update_private_metadata

    def product_story_delete(
        self, id: str, keys: list[str], **kwargs: Any
    ) -> Optional["ProductStoryDeleteDeletePrivateMetadata"]:
        from .product_story_delete import ProductStoryDelete

        query = gql("""
            mutation ProductStoryDelete($id: ID!, $keys: [String!]!) {
              deletePrivateMetadata(id: $id, keys: $keys) {
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id, "keys": keys}
        response = self.execute(
            query=query,
            operation_name="ProductStoryDelete",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return ProductStoryDelete.model_validate(data).delete_private_metadata

    def product_stories(
        self,
        first: int,
        after: Union[Optional[str], "UnsetType"] = UNSET,
        **kwargs: Any,
    ) -> Optional["ProductStoriesProducts"]:
        from .product_stories import ProductStories

        query = gql("""
            query ProductStories($first: Int!, $after: String) {
              products(first: $first, after: $after) {
                edges {
                  node {
                    id
                    privateMetadata {
                      key
                      value
                    }
                  }
                }
                pageInfo {
                  hasNextPage
                  endCursor
                }
              }
            }
            """)
        variables: dict[str, object] = {"first": first, "after": after}
        response = self.execute(
            query=query, operation_name="ProductStories", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return ProductStories.model_validate(data).products

    def address_rules(
        self, country: "CountryCode", **kwargs: Any
    ) -> Optional["AddressRulesAddressValidationRules"]:
        from .address_rules import AddressRules

        query = gql("""
            query AddressRules($country: CountryCode!) {
              addressValidationRules(countryCode: $country) {
                countryCode
                countryName
                addressFormat
                allowedFields
                requiredFields
                countryAreaType
                countryAreaChoices {
                  raw
                  verbose
                }
                postalCodeType
                postalCodeMatchers
                postalCodeExamples
              }
            }
            """)
        variables: dict[str, object] = {"country": country}
        response = self.execute(
            query=query, operation_name="AddressRules", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return AddressRules.model_validate(data).address_validation_rules

    def checkout_complete(
        self, id: str, **kwargs: Any
    ) -> Optional["CheckoutCompleteCheckoutComplete"]:
        from .checkout_complete import CheckoutComplete

        query = gql("""
            mutation CheckoutComplete($id: ID!) {
              checkoutComplete(id: $id) {
                confirmationNeeded
                order {
                  id
                  number
                  userEmail
                }
                errors {
                  ...CheckoutErrorParts
                }
              }
            }

            fragment CheckoutErrorParts on CheckoutError {
              field
              message
              code
              variants
              lines
              addressType
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query,
            operation_name="CheckoutComplete",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutComplete.model_validate(data).checkout_complete

    def delivery_options_calculate(
        self, id: str, **kwargs: Any
    ) -> Optional["DeliveryOptionsCalculateDeliveryOptionsCalculate"]:
        from .delivery_options_calculate import DeliveryOptionsCalculate

        query = gql("""
            mutation DeliveryOptionsCalculate($id: ID!) {
              deliveryOptionsCalculate(id: $id) {
                deliveries {
                  ...DeliveryParts
                }
                errors {
                  field
                  message
                  code
                }
              }
            }

            fragment DeliveryParts on Delivery {
              id
              shippingMethod {
                id
                name
                price {
                  ...MoneyParts
                }
                active
                message
                minimumDeliveryDays
                maximumDeliveryDays
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query,
            operation_name="DeliveryOptionsCalculate",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return DeliveryOptionsCalculate.model_validate(data).delivery_options_calculate

    def checkout_delivery_method_update(
        self, id: str, delivery: str, **kwargs: Any
    ) -> Optional["CheckoutDeliveryMethodUpdateCheckoutDeliveryMethodUpdate"]:
        from .checkout_delivery_method_update import CheckoutDeliveryMethodUpdate

        query = gql("""
            mutation CheckoutDeliveryMethodUpdate($id: ID!, $delivery: ID!) {
              checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $delivery) {
                checkout {
                  ...CheckoutParts
                }
                errors {
                  ...CheckoutErrorParts
                }
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }

            fragment CheckoutErrorParts on CheckoutError {
              field
              message
              code
              variants
              lines
              addressType
            }

            fragment CheckoutLineParts on CheckoutLine {
              id
              quantity
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              undiscountedUnitPrice {
                ...MoneyParts
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
              }
              problems {
                __typename
                ... on CheckoutLineProblemInsufficientStock {
                  availableQuantity
                }
              }
              variant {
                id
                sku
                name
                pricing {
                  price {
                    gross {
                      ...MoneyParts
                    }
                  }
                }
                product {
                  id
                  slug
                  name
                }
              }
            }

            fragment CheckoutParts on Checkout {
              id
              email
              quantity
              isShippingRequired
              voucherCode
              discountName
              discount {
                ...MoneyParts
              }
              updatedAt
              authorizeStatus
              lines {
                ...CheckoutLineParts
              }
              shippingAddress {
                ...AddressParts
              }
              billingAddress {
                ...AddressParts
              }
              delivery {
                ...DeliveryParts
              }
              subtotalPrice {
                gross {
                  ...MoneyParts
                }
              }
              shippingPrice {
                gross {
                  ...MoneyParts
                }
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
                tax {
                  ...MoneyParts
                }
              }
              totalBalance {
                ...MoneyParts
              }
            }

            fragment DeliveryParts on Delivery {
              id
              shippingMethod {
                id
                name
                price {
                  ...MoneyParts
                }
                active
                message
                minimumDeliveryDays
                maximumDeliveryDays
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id, "delivery": delivery}
        response = self.execute(
            query=query,
            operation_name="CheckoutDeliveryMethodUpdate",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutDeliveryMethodUpdate.model_validate(
            data
        ).checkout_delivery_method_update

    def fill_checkout(
        self,
        id: str,
        email: str,
        with_email: bool,
        shipping: "AddressInput",
        billing: "AddressInput",
        **kwargs: Any,
    ) -> "FillCheckout":
        from .fill_checkout import FillCheckout

        query = gql("""
            mutation FillCheckout($id: ID!, $email: String!, $withEmail: Boolean!, $shipping: AddressInput!, $billing: AddressInput!) {
              email: checkoutEmailUpdate(id: $id, email: $email) @include(if: $withEmail) {
                errors {
                  ...CheckoutErrorParts
                }
              }
              shipping: checkoutShippingAddressUpdate(id: $id, shippingAddress: $shipping) {
                errors {
                  ...CheckoutErrorParts
                }
              }
              billing: checkoutBillingAddressUpdate(id: $id, billingAddress: $billing) {
                errors {
                  ...CheckoutErrorParts
                }
              }
              options: deliveryOptionsCalculate(id: $id) {
                deliveries {
                  ...DeliveryParts
                }
                errors {
                  field
                  message
                  code
                }
              }
            }

            fragment CheckoutErrorParts on CheckoutError {
              field
              message
              code
              variants
              lines
              addressType
            }

            fragment DeliveryParts on Delivery {
              id
              shippingMethod {
                id
                name
                price {
                  ...MoneyParts
                }
                active
                message
                minimumDeliveryDays
                maximumDeliveryDays
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {
            "id": id,
            "email": email,
            "withEmail": with_email,
            "shipping": shipping,
            "billing": billing,
        }
        response = self.execute(
            query=query, operation_name="FillCheckout", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return FillCheckout.model_validate(data)

    def checkout_create(
        self, input: "CheckoutCreateInput", **kwargs: Any
    ) -> Optional["CheckoutCreateCheckoutCreate"]:
        from .checkout_create import CheckoutCreate

        query = gql("""
            mutation CheckoutCreate($input: CheckoutCreateInput!) {
              checkoutCreate(input: $input) {
                checkout {
                  ...CheckoutBrief
                }
                errors {
                  ...CheckoutErrorParts
                }
              }
            }

            fragment CheckoutBrief on Checkout {
              id
              quantity
              lines {
                ...CheckoutBriefLine
              }
            }

            fragment CheckoutBriefLine on CheckoutLine {
              id
              quantity
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              variant {
                id
                pricing {
                  price {
                    gross {
                      ...MoneyParts
                    }
                  }
                }
                product {
                  id
                  name
                }
              }
            }

            fragment CheckoutErrorParts on CheckoutError {
              field
              message
              code
              variants
              lines
              addressType
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="CheckoutCreate", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return CheckoutCreate.model_validate(data).checkout_create

    def checkout_lines_add(
        self, id: str, lines: list["CheckoutLineInput"], **kwargs: Any
    ) -> Optional["CheckoutLinesAddCheckoutLinesAdd"]:
        from .checkout_lines_add import CheckoutLinesAdd

        query = gql("""
            mutation CheckoutLinesAdd($id: ID!, $lines: [CheckoutLineInput!]!) {
              checkoutLinesAdd(id: $id, lines: $lines) {
                checkout {
                  ...CheckoutBrief
                }
                errors {
                  ...CheckoutErrorParts
                }
              }
            }

            fragment CheckoutBrief on Checkout {
              id
              quantity
              lines {
                ...CheckoutBriefLine
              }
            }

            fragment CheckoutBriefLine on CheckoutLine {
              id
              quantity
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              variant {
                id
                pricing {
                  price {
                    gross {
                      ...MoneyParts
                    }
                  }
                }
                product {
                  id
                  name
                }
              }
            }

            fragment CheckoutErrorParts on CheckoutError {
              field
              message
              code
              variants
              lines
              addressType
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id, "lines": lines}
        response = self.execute(
            query=query,
            operation_name="CheckoutLinesAdd",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutLinesAdd.model_validate(data).checkout_lines_add

    def checkout_lines_update(
        self, id: str, lines: list["CheckoutLineUpdateInput"], **kwargs: Any
    ) -> Optional["CheckoutLinesUpdateCheckoutLinesUpdate"]:
        from .checkout_lines_update import CheckoutLinesUpdate

        query = gql("""
            mutation CheckoutLinesUpdate($id: ID!, $lines: [CheckoutLineUpdateInput!]!) {
              checkoutLinesUpdate(id: $id, lines: $lines) {
                checkout {
                  ...CheckoutParts
                }
                errors {
                  ...CheckoutErrorParts
                }
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }

            fragment CheckoutErrorParts on CheckoutError {
              field
              message
              code
              variants
              lines
              addressType
            }

            fragment CheckoutLineParts on CheckoutLine {
              id
              quantity
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              undiscountedUnitPrice {
                ...MoneyParts
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
              }
              problems {
                __typename
                ... on CheckoutLineProblemInsufficientStock {
                  availableQuantity
                }
              }
              variant {
                id
                sku
                name
                pricing {
                  price {
                    gross {
                      ...MoneyParts
                    }
                  }
                }
                product {
                  id
                  slug
                  name
                }
              }
            }

            fragment CheckoutParts on Checkout {
              id
              email
              quantity
              isShippingRequired
              voucherCode
              discountName
              discount {
                ...MoneyParts
              }
              updatedAt
              authorizeStatus
              lines {
                ...CheckoutLineParts
              }
              shippingAddress {
                ...AddressParts
              }
              billingAddress {
                ...AddressParts
              }
              delivery {
                ...DeliveryParts
              }
              subtotalPrice {
                gross {
                  ...MoneyParts
                }
              }
              shippingPrice {
                gross {
                  ...MoneyParts
                }
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
                tax {
                  ...MoneyParts
                }
              }
              totalBalance {
                ...MoneyParts
              }
            }

            fragment DeliveryParts on Delivery {
              id
              shippingMethod {
                id
                name
                price {
                  ...MoneyParts
                }
                active
                message
                minimumDeliveryDays
                maximumDeliveryDays
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id, "lines": lines}
        response = self.execute(
            query=query,
            operation_name="CheckoutLinesUpdate",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutLinesUpdate.model_validate(data).checkout_lines_update

    def checkout_lines_delete(
        self, id: str, lines_ids: list[str], **kwargs: Any
    ) -> Optional["CheckoutLinesDeleteCheckoutLinesDelete"]:
        from .checkout_lines_delete import CheckoutLinesDelete

        query = gql("""
            mutation CheckoutLinesDelete($id: ID!, $linesIds: [ID!]!) {
              checkoutLinesDelete(id: $id, linesIds: $linesIds) {
                checkout {
                  ...CheckoutBrief
                }
                errors {
                  ...CheckoutErrorParts
                }
              }
            }

            fragment CheckoutBrief on Checkout {
              id
              quantity
              lines {
                ...CheckoutBriefLine
              }
            }

            fragment CheckoutBriefLine on CheckoutLine {
              id
              quantity
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              variant {
                id
                pricing {
                  price {
                    gross {
                      ...MoneyParts
                    }
                  }
                }
                product {
                  id
                  name
                }
              }
            }

            fragment CheckoutErrorParts on CheckoutError {
              field
              message
              code
              variants
              lines
              addressType
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id, "linesIds": lines_ids}
        response = self.execute(
            query=query,
            operation_name="CheckoutLinesDelete",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutLinesDelete.model_validate(data).checkout_lines_delete

    def paid_checkouts(
        self,
        channel: str,
        first: int,
        after: Union[Optional[str], "UnsetType"] = UNSET,
        **kwargs: Any,
    ) -> Optional["PaidCheckoutsCheckouts"]:
        from .paid_checkouts import PaidCheckouts

        query = gql("""
            query PaidCheckouts($channel: String!, $first: Int!, $after: String) {
              checkouts(
                channel: $channel
                first: $first
                after: $after
                filter: {chargeStatus: [FULL, OVERCHARGED]}
              ) {
                pageInfo {
                  hasNextPage
                  endCursor
                }
                edges {
                  node {
                    id
                    updatedAt
                    email
                    totalBalance {
                      ...MoneyParts
                    }
                    transactions {
                      id
                      chargedAmount {
                        ...MoneyParts
                      }
                    }
                  }
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {
            "channel": channel,
            "first": first,
            "after": after,
        }
        response = self.execute(
            query=query, operation_name="PaidCheckouts", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return PaidCheckouts.model_validate(data).checkouts

    def checkout_charges(
        self, id: str, **kwargs: Any
    ) -> Optional["CheckoutChargesCheckout"]:
        from .checkout_charges import CheckoutCharges

        query = gql("""
            query CheckoutCharges($id: ID!) {
              checkout(id: $id) {
                id
                updatedAt
                chargeStatus
                transactions {
                  id
                  actions
                  chargedAmount {
                    ...MoneyParts
                  }
                  refundedAmount {
                    ...MoneyParts
                  }
                  refundPendingAmount {
                    ...MoneyParts
                  }
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="CheckoutCharges", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return CheckoutCharges.model_validate(data).checkout

    def checkout_add_promo_code(
        self, id: str, code: str, **kwargs: Any
    ) -> Optional["CheckoutAddPromoCodeCheckoutAddPromoCode"]:
        from .checkout_add_promo_code import CheckoutAddPromoCode

        query = gql("""
            mutation CheckoutAddPromoCode($id: ID!, $code: String!) {
              checkoutAddPromoCode(id: $id, promoCode: $code) {
                checkout {
                  ...CheckoutParts
                }
                errors {
                  ...CheckoutErrorParts
                }
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }

            fragment CheckoutErrorParts on CheckoutError {
              field
              message
              code
              variants
              lines
              addressType
            }

            fragment CheckoutLineParts on CheckoutLine {
              id
              quantity
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              undiscountedUnitPrice {
                ...MoneyParts
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
              }
              problems {
                __typename
                ... on CheckoutLineProblemInsufficientStock {
                  availableQuantity
                }
              }
              variant {
                id
                sku
                name
                pricing {
                  price {
                    gross {
                      ...MoneyParts
                    }
                  }
                }
                product {
                  id
                  slug
                  name
                }
              }
            }

            fragment CheckoutParts on Checkout {
              id
              email
              quantity
              isShippingRequired
              voucherCode
              discountName
              discount {
                ...MoneyParts
              }
              updatedAt
              authorizeStatus
              lines {
                ...CheckoutLineParts
              }
              shippingAddress {
                ...AddressParts
              }
              billingAddress {
                ...AddressParts
              }
              delivery {
                ...DeliveryParts
              }
              subtotalPrice {
                gross {
                  ...MoneyParts
                }
              }
              shippingPrice {
                gross {
                  ...MoneyParts
                }
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
                tax {
                  ...MoneyParts
                }
              }
              totalBalance {
                ...MoneyParts
              }
            }

            fragment DeliveryParts on Delivery {
              id
              shippingMethod {
                id
                name
                price {
                  ...MoneyParts
                }
                active
                message
                minimumDeliveryDays
                maximumDeliveryDays
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id, "code": code}
        response = self.execute(
            query=query,
            operation_name="CheckoutAddPromoCode",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutAddPromoCode.model_validate(data).checkout_add_promo_code

    def checkout_remove_promo_code(
        self, id: str, code: str, **kwargs: Any
    ) -> Optional["CheckoutRemovePromoCodeCheckoutRemovePromoCode"]:
        from .checkout_remove_promo_code import CheckoutRemovePromoCode

        query = gql("""
            mutation CheckoutRemovePromoCode($id: ID!, $code: String!) {
              checkoutRemovePromoCode(id: $id, promoCode: $code) {
                checkout {
                  ...CheckoutParts
                }
                errors {
                  ...CheckoutErrorParts
                }
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }

            fragment CheckoutErrorParts on CheckoutError {
              field
              message
              code
              variants
              lines
              addressType
            }

            fragment CheckoutLineParts on CheckoutLine {
              id
              quantity
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              undiscountedUnitPrice {
                ...MoneyParts
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
              }
              problems {
                __typename
                ... on CheckoutLineProblemInsufficientStock {
                  availableQuantity
                }
              }
              variant {
                id
                sku
                name
                pricing {
                  price {
                    gross {
                      ...MoneyParts
                    }
                  }
                }
                product {
                  id
                  slug
                  name
                }
              }
            }

            fragment CheckoutParts on Checkout {
              id
              email
              quantity
              isShippingRequired
              voucherCode
              discountName
              discount {
                ...MoneyParts
              }
              updatedAt
              authorizeStatus
              lines {
                ...CheckoutLineParts
              }
              shippingAddress {
                ...AddressParts
              }
              billingAddress {
                ...AddressParts
              }
              delivery {
                ...DeliveryParts
              }
              subtotalPrice {
                gross {
                  ...MoneyParts
                }
              }
              shippingPrice {
                gross {
                  ...MoneyParts
                }
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
                tax {
                  ...MoneyParts
                }
              }
              totalBalance {
                ...MoneyParts
              }
            }

            fragment DeliveryParts on Delivery {
              id
              shippingMethod {
                id
                name
                price {
                  ...MoneyParts
                }
                active
                message
                minimumDeliveryDays
                maximumDeliveryDays
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id, "code": code}
        response = self.execute(
            query=query,
            operation_name="CheckoutRemovePromoCode",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutRemovePromoCode.model_validate(data).checkout_remove_promo_code

    def checkout_by_id(
        self, id: str, **kwargs: Any
    ) -> Optional["CheckoutByIdCheckout"]:
        from .checkout_by_id import CheckoutById

        query = gql("""
            query CheckoutById($id: ID!) {
              checkout(id: $id) {
                ...CheckoutParts
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }

            fragment CheckoutLineParts on CheckoutLine {
              id
              quantity
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              undiscountedUnitPrice {
                ...MoneyParts
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
              }
              problems {
                __typename
                ... on CheckoutLineProblemInsufficientStock {
                  availableQuantity
                }
              }
              variant {
                id
                sku
                name
                pricing {
                  price {
                    gross {
                      ...MoneyParts
                    }
                  }
                }
                product {
                  id
                  slug
                  name
                }
              }
            }

            fragment CheckoutParts on Checkout {
              id
              email
              quantity
              isShippingRequired
              voucherCode
              discountName
              discount {
                ...MoneyParts
              }
              updatedAt
              authorizeStatus
              lines {
                ...CheckoutLineParts
              }
              shippingAddress {
                ...AddressParts
              }
              billingAddress {
                ...AddressParts
              }
              delivery {
                ...DeliveryParts
              }
              subtotalPrice {
                gross {
                  ...MoneyParts
                }
              }
              shippingPrice {
                gross {
                  ...MoneyParts
                }
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
                tax {
                  ...MoneyParts
                }
              }
              totalBalance {
                ...MoneyParts
              }
            }

            fragment DeliveryParts on Delivery {
              id
              shippingMethod {
                id
                name
                price {
                  ...MoneyParts
                }
                active
                message
                minimumDeliveryDays
                maximumDeliveryDays
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="CheckoutById", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return CheckoutById.model_validate(data).checkout

    def variants_left(
        self, ids: list[str], channel: str, first: int, **kwargs: Any
    ) -> Optional["VariantsLeftProductVariants"]:
        from .variants_left import VariantsLeft

        query = gql("""
            query VariantsLeft($ids: [ID!]!, $channel: String!, $first: Int!) {
              productVariants(ids: $ids, channel: $channel, first: $first) {
                edges {
                  node {
                    id
                    name
                    quantityAvailable
                    product {
                      name
                      slug
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"ids": ids, "channel": channel, "first": first}
        response = self.execute(
            query=query, operation_name="VariantsLeft", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return VariantsLeft.model_validate(data).product_variants

    def order_page(self, id: str, **kwargs: Any) -> Optional["OrderPageOrder"]:
        from .order_page import OrderPage

        query = gql("""
            query OrderPage($id: ID!) {
              order(id: $id) {
                ...OrderParts
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }

            fragment FulfillmentParts on Fulfillment {
              id
              fulfillmentOrder
              status
              trackingNumber
              created
              warehouse {
                id
              }
              lines {
                id
                quantity
                orderLine {
                  id
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }

            fragment OrderLineParts on OrderLine {
              id
              productName
              variantName
              productSku
              productVariantId
              quantity
              quantityFulfilled
              quantityToFulfill
              taxRate
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              undiscountedUnitPrice {
                gross {
                  ...MoneyParts
                }
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
              }
              variant {
                id
                product {
                  id
                  slug
                }
              }
            }

            fragment OrderParts on Order {
              id
              number
              created
              updatedAt
              status
              statusDisplay
              isPaid
              chargeStatus
              userEmail
              customerNote
              voucherCode
              shippingMethodName
              channel {
                slug
              }
              lines {
                ...OrderLineParts
              }
              discounts {
                name
                total {
                  ...MoneyParts
                }
              }
              subtotal {
                ...TaxedParts
              }
              shippingPrice {
                ...TaxedParts
              }
              total {
                ...TaxedParts
              }
              undiscountedTotal {
                gross {
                  ...MoneyParts
                }
              }
              totalAuthorized {
                ...MoneyParts
              }
              totalCharged {
                ...MoneyParts
              }
              totalRefunded {
                ...MoneyParts
              }
              totalBalance {
                ...MoneyParts
              }
              shippingAddress {
                ...AddressParts
              }
              billingAddress {
                ...AddressParts
              }
              fulfillments {
                ...FulfillmentParts
              }
            }

            fragment TaxedParts on TaxedMoney {
              gross {
                ...MoneyParts
              }
              net {
                ...MoneyParts
              }
              tax {
                ...MoneyParts
              }
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="OrderPage", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return OrderPage.model_validate(data).order

    def order_for_ledger(
        self, id: str, **kwargs: Any
    ) -> Optional["OrderForLedgerOrder"]:
        from .order_for_ledger import OrderForLedger

        query = gql("""
            query OrderForLedger($id: ID!) {
              order(id: $id) {
                id
                number
                status
                origin
                isPaid
                created
                updatedAt
                userEmail
                channel {
                  slug
                }
                lines {
                  id
                  productName
                  productSku
                  productVariantId
                  quantity
                  totalPrice {
                    net {
                      ...MoneyParts
                    }
                    gross {
                      ...MoneyParts
                    }
                  }
                  variant {
                    id
                    product {
                      id
                    }
                  }
                }
                subtotal {
                  net {
                    ...MoneyParts
                  }
                }
                total {
                  ...TaxedParts
                }
                totalCharged {
                  ...MoneyParts
                }
                totalRefunded {
                  ...MoneyParts
                }
                fulfillments {
                  id
                  status
                  created
                  lines {
                    id
                    quantity
                    orderLine {
                      id
                    }
                  }
                }
                grantedRefunds {
                  id
                  status
                  createdAt
                  shippingCostsIncluded
                  amount {
                    ...MoneyParts
                  }
                  lines {
                    id
                    quantity
                    orderLine {
                      id
                    }
                  }
                }
                transactions {
                  id
                  events {
                    id
                    type
                    createdAt
                    pspReference
                    amount {
                      ...MoneyParts
                    }
                  }
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }

            fragment TaxedParts on TaxedMoney {
              gross {
                ...MoneyParts
              }
              net {
                ...MoneyParts
              }
              tax {
                ...MoneyParts
              }
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="OrderForLedger", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return OrderForLedger.model_validate(data).order

    def orders_paid_page(
        self,
        first: int,
        after: Union[Optional[str], "UnsetType"] = UNSET,
        where: Union[Optional["OrderWhereInput"], "UnsetType"] = UNSET,
        **kwargs: Any,
    ) -> Optional["OrdersPaidPageOrders"]:
        from .orders_paid_page import OrdersPaidPage

        query = gql("""
            query OrdersPaidPage($first: Int!, $after: String, $where: OrderWhereInput) {
              orders(
                first: $first
                after: $after
                where: $where
                sortBy: {field: CREATED_AT, direction: ASC}
              ) {
                pageInfo {
                  hasNextPage
                  endCursor
                }
                edges {
                  node {
                    id
                    number
                    updatedAt
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"first": first, "after": after, "where": where}
        response = self.execute(
            query=query, operation_name="OrdersPaidPage", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return OrdersPaidPage.model_validate(data).orders

    def transaction_event_report(
        self,
        id: str,
        type_: "TransactionEventTypeEnum",
        psp_reference: str,
        amount: Union[Optional[Decimal], "UnsetType"] = UNSET,
        time: Union[Optional[datetime], "UnsetType"] = UNSET,
        message: Union[Optional[str], "UnsetType"] = UNSET,
        external_url: Union[Optional[str], "UnsetType"] = UNSET,
        available_actions: Union[
            Optional[list["TransactionActionEnum"]], "UnsetType"
        ] = UNSET,
        **kwargs: Any,
    ) -> Optional["TransactionEventReportTransactionEventReport"]:
        from .transaction_event_report import TransactionEventReport

        query = gql("""
            mutation TransactionEventReport($id: ID!, $type: TransactionEventTypeEnum!, $pspReference: String!, $amount: PositiveDecimal, $time: DateTime, $message: String, $externalUrl: String, $availableActions: [TransactionActionEnum!]) {
              transactionEventReport(
                id: $id
                type: $type
                pspReference: $pspReference
                amount: $amount
                time: $time
                message: $message
                externalUrl: $externalUrl
                availableActions: $availableActions
              ) {
                alreadyProcessed
                transaction {
                  id
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "id": id,
            "type": type_,
            "pspReference": psp_reference,
            "amount": amount,
            "time": time,
            "message": message,
            "externalUrl": external_url,
            "availableActions": available_actions,
        }
        response = self.execute(
            query=query,
            operation_name="TransactionEventReport",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return TransactionEventReport.model_validate(data).transaction_event_report

    def payment_gateway_initialize(
        self,
        id: str,
        amount: Union[Optional[Decimal], "UnsetType"] = UNSET,
        gateways: Union[
            Optional[list["PaymentGatewayToInitialize"]], "UnsetType"
        ] = UNSET,
        **kwargs: Any,
    ) -> Optional["PaymentGatewayInitializePaymentGatewayInitialize"]:
        from .payment_gateway_initialize import PaymentGatewayInitialize

        query = gql("""
            mutation PaymentGatewayInitialize($id: ID!, $amount: PositiveDecimal, $gateways: [PaymentGatewayToInitialize!]) {
              paymentGatewayInitialize(id: $id, amount: $amount, paymentGateways: $gateways) {
                gatewayConfigs {
                  id
                  data
                  errors {
                    field
                    message
                    code
                  }
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "id": id,
            "amount": amount,
            "gateways": gateways,
        }
        response = self.execute(
            query=query,
            operation_name="PaymentGatewayInitialize",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return PaymentGatewayInitialize.model_validate(data).payment_gateway_initialize

    def transaction_initialize(
        self,
        id: str,
        gateway: "PaymentGatewayToInitialize",
        amount: Decimal,
        idempotency_key: str,
        **kwargs: Any,
    ) -> Optional["TransactionInitializeTransactionInitialize"]:
        from .transaction_initialize import TransactionInitialize

        query = gql("""
            mutation TransactionInitialize($id: ID!, $gateway: PaymentGatewayToInitialize!, $amount: PositiveDecimal!, $idempotencyKey: String!) {
              transactionInitialize(
                id: $id
                paymentGateway: $gateway
                amount: $amount
                idempotencyKey: $idempotencyKey
              ) {
                transaction {
                  id
                  pspReference
                  actions
                  chargedAmount {
                    ...MoneyParts
                  }
                  authorizedAmount {
                    ...MoneyParts
                  }
                }
                transactionEvent {
                  id
                  type
                  message
                  pspReference
                  externalUrl
                  amount {
                    ...MoneyParts
                  }
                }
                data
                errors {
                  field
                  message
                  code
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {
            "id": id,
            "gateway": gateway,
            "amount": amount,
            "idempotencyKey": idempotency_key,
        }
        response = self.execute(
            query=query,
            operation_name="TransactionInitialize",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return TransactionInitialize.model_validate(data).transaction_initialize

    def transaction_process(
        self, id: str, data: Union[Optional[Any], "UnsetType"] = UNSET, **kwargs: Any
    ) -> Optional["TransactionProcessTransactionProcess"]:
        from .transaction_process import TransactionProcess

        query = gql("""
            mutation TransactionProcess($id: ID!, $data: JSON) {
              transactionProcess(id: $id, data: $data) {
                transaction {
                  id
                  pspReference
                  actions
                  chargedAmount {
                    ...MoneyParts
                  }
                  authorizedAmount {
                    ...MoneyParts
                  }
                }
                transactionEvent {
                  id
                  type
                  message
                  pspReference
                  externalUrl
                  amount {
                    ...MoneyParts
                  }
                }
                data
                errors {
                  field
                  message
                  code
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id, "data": data}
        response = self.execute(
            query=query,
            operation_name="TransactionProcess",
            variables=variables,
            **kwargs,
        )
        _data = self.get_data(response)
        return TransactionProcess.model_validate(_data).transaction_process

    def transaction_by_id(
        self, id: str, **kwargs: Any
    ) -> Optional["TransactionByIdTransaction"]:
        from .transaction_by_id import TransactionById

        query = gql("""
            query TransactionById($id: ID!) {
              transaction(id: $id) {
                ...TransactionParts
                checkout {
                  id
                }
                order {
                  id
                  number
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }

            fragment TransactionParts on TransactionItem {
              id
              name
              message
              pspReference
              externalUrl
              createdAt
              actions
              authorizedAmount {
                ...MoneyParts
              }
              chargedAmount {
                ...MoneyParts
              }
              chargePendingAmount {
                ...MoneyParts
              }
              refundedAmount {
                ...MoneyParts
              }
              refundPendingAmount {
                ...MoneyParts
              }
              canceledAmount {
                ...MoneyParts
              }
              events {
                id
                type
                createdAt
                message
                pspReference
                amount {
                  ...MoneyParts
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="TransactionById", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return TransactionById.model_validate(data).transaction

    def order_cancel(
        self, id: str, **kwargs: Any
    ) -> Optional["OrderCancelOrderCancel"]:
        from .order_cancel import OrderCancel

        query = gql("""
            mutation OrderCancel($id: ID!) {
              orderCancel(id: $id) {
                order {
                  id
                  status
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="OrderCancel", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return OrderCancel.model_validate(data).order_cancel

    def order_note_add(
        self, order: str, message: str, **kwargs: Any
    ) -> Optional["OrderNoteAddOrderNoteAdd"]:
        from .order_note_add import OrderNoteAdd

        query = gql("""
            mutation OrderNoteAdd($order: ID!, $message: String!) {
              orderNoteAdd(order: $order, input: {message: $message}) {
                event {
                  id
                  message
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"order": order, "message": message}
        response = self.execute(
            query=query, operation_name="OrderNoteAdd", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return OrderNoteAdd.model_validate(data).order_note_add

    def order_fulfill(
        self, order: str, input: "OrderFulfillInput", **kwargs: Any
    ) -> Optional["OrderFulfillOrderFulfill"]:
        from .order_fulfill import OrderFulfill

        query = gql("""
            mutation OrderFulfill($order: ID!, $input: OrderFulfillInput!) {
              orderFulfill(order: $order, input: $input) {
                fulfillments {
                  id
                  status
                }
                errors {
                  field
                  message
                  code
                  orderLines
                }
              }
            }
            """)
        variables: dict[str, object] = {"order": order, "input": input}
        response = self.execute(
            query=query, operation_name="OrderFulfill", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return OrderFulfill.model_validate(data).order_fulfill

    def fulfillment_update_tracking(
        self, id: str, input: "FulfillmentUpdateTrackingInput", **kwargs: Any
    ) -> Optional["FulfillmentUpdateTrackingOrderFulfillmentUpdateTracking"]:
        from .fulfillment_update_tracking import FulfillmentUpdateTracking

        query = gql("""
            mutation FulfillmentUpdateTracking($id: ID!, $input: FulfillmentUpdateTrackingInput!) {
              orderFulfillmentUpdateTracking(id: $id, input: $input) {
                fulfillment {
                  id
                  trackingNumber
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id, "input": input}
        response = self.execute(
            query=query,
            operation_name="FulfillmentUpdateTracking",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return FulfillmentUpdateTracking.model_validate(
            data
        ).order_fulfillment_update_tracking

    def fulfillment_cancel(
        self, id: str, input: "FulfillmentCancelInput", **kwargs: Any
    ) -> Optional["FulfillmentCancelOrderFulfillmentCancel"]:
        from .fulfillment_cancel import FulfillmentCancel

        query = gql("""
            mutation FulfillmentCancel($id: ID!, $input: FulfillmentCancelInput!) {
              orderFulfillmentCancel(id: $id, input: $input) {
                fulfillment {
                  id
                  status
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id, "input": input}
        response = self.execute(
            query=query,
            operation_name="FulfillmentCancel",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return FulfillmentCancel.model_validate(data).order_fulfillment_cancel

    def fulfillment_return_products(
        self, order: str, input: "OrderReturnProductsInput", **kwargs: Any
    ) -> Optional["FulfillmentReturnProductsOrderFulfillmentReturnProducts"]:
        from .fulfillment_return_products import FulfillmentReturnProducts

        query = gql("""
            mutation FulfillmentReturnProducts($order: ID!, $input: OrderReturnProductsInput!) {
              orderFulfillmentReturnProducts(order: $order, input: $input) {
                returnFulfillment {
                  id
                  status
                }
                errors {
                  field
                  message
                  code
                  orderLines
                }
              }
            }
            """)
        variables: dict[str, object] = {"order": order, "input": input}
        response = self.execute(
            query=query,
            operation_name="FulfillmentReturnProducts",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return FulfillmentReturnProducts.model_validate(
            data
        ).order_fulfillment_return_products

    def staff_orders(
        self,
        first: int,
        after: Union[Optional[str], "UnsetType"] = UNSET,
        search: Union[Optional[str], "UnsetType"] = UNSET,
        where: Union[Optional["OrderWhereInput"], "UnsetType"] = UNSET,
        **kwargs: Any,
    ) -> Optional["StaffOrdersOrders"]:
        from .staff_orders import StaffOrders

        query = gql("""
            query StaffOrders($first: Int!, $after: String, $search: String, $where: OrderWhereInput) {
              orders(
                first: $first
                after: $after
                search: $search
                where: $where
                sortBy: {field: CREATED_AT, direction: DESC}
              ) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                edges {
                  node {
                    id
                    number
                    created
                    status
                    statusDisplay
                    isPaid
                    chargeStatus
                    userEmail
                    total {
                      gross {
                        ...MoneyParts
                      }
                    }
                    totalCharged {
                      ...MoneyParts
                    }
                    totalRefunded {
                      ...MoneyParts
                    }
                    shippingAddress {
                      firstName
                      lastName
                      country {
                        code
                        country
                      }
                    }
                    lines {
                      quantity
                      quantityToFulfill
                    }
                  }
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {
            "first": first,
            "after": after,
            "search": search,
            "where": where,
        }
        response = self.execute(
            query=query, operation_name="StaffOrders", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return StaffOrders.model_validate(data).orders

    def staff_order(self, id: str, **kwargs: Any) -> Optional["StaffOrderOrder"]:
        from .staff_order import StaffOrder

        query = gql("""
            query StaffOrder($id: ID!) {
              order(id: $id) {
                ...OrderParts
                actions
                totalRefundPending {
                  ...MoneyParts
                }
                grantedRefunds {
                  id
                  status
                  createdAt
                  reason
                  reasonReference {
                    title
                  }
                  shippingCostsIncluded
                  amount {
                    ...MoneyParts
                  }
                  lines {
                    id
                    quantity
                    orderLine {
                      id
                    }
                  }
                }
                transactions {
                  ...TransactionParts
                }
                events {
                  id
                  date
                  type
                  message
                }
                lineStocks: lines {
                  id
                  allocations {
                    quantity
                    warehouse {
                      id
                      name
                    }
                  }
                  variant {
                    stocks {
                      quantity
                      quantityAllocated
                      warehouse {
                        id
                        name
                      }
                    }
                  }
                }
              }
            }

            fragment AddressParts on Address {
              firstName
              lastName
              companyName
              streetAddress1
              streetAddress2
              city
              cityArea
              postalCode
              country {
                code
                country
              }
              countryArea
              phone
            }

            fragment FulfillmentParts on Fulfillment {
              id
              fulfillmentOrder
              status
              trackingNumber
              created
              warehouse {
                id
              }
              lines {
                id
                quantity
                orderLine {
                  id
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }

            fragment OrderLineParts on OrderLine {
              id
              productName
              variantName
              productSku
              productVariantId
              quantity
              quantityFulfilled
              quantityToFulfill
              taxRate
              unitPrice {
                gross {
                  ...MoneyParts
                }
              }
              undiscountedUnitPrice {
                gross {
                  ...MoneyParts
                }
              }
              totalPrice {
                gross {
                  ...MoneyParts
                }
                net {
                  ...MoneyParts
                }
              }
              variant {
                id
                product {
                  id
                  slug
                }
              }
            }

            fragment OrderParts on Order {
              id
              number
              created
              updatedAt
              status
              statusDisplay
              isPaid
              chargeStatus
              userEmail
              customerNote
              voucherCode
              shippingMethodName
              channel {
                slug
              }
              lines {
                ...OrderLineParts
              }
              discounts {
                name
                total {
                  ...MoneyParts
                }
              }
              subtotal {
                ...TaxedParts
              }
              shippingPrice {
                ...TaxedParts
              }
              total {
                ...TaxedParts
              }
              undiscountedTotal {
                gross {
                  ...MoneyParts
                }
              }
              totalAuthorized {
                ...MoneyParts
              }
              totalCharged {
                ...MoneyParts
              }
              totalRefunded {
                ...MoneyParts
              }
              totalBalance {
                ...MoneyParts
              }
              shippingAddress {
                ...AddressParts
              }
              billingAddress {
                ...AddressParts
              }
              fulfillments {
                ...FulfillmentParts
              }
            }

            fragment TaxedParts on TaxedMoney {
              gross {
                ...MoneyParts
              }
              net {
                ...MoneyParts
              }
              tax {
                ...MoneyParts
              }
            }

            fragment TransactionParts on TransactionItem {
              id
              name
              message
              pspReference
              externalUrl
              createdAt
              actions
              authorizedAmount {
                ...MoneyParts
              }
              chargedAmount {
                ...MoneyParts
              }
              chargePendingAmount {
                ...MoneyParts
              }
              refundedAmount {
                ...MoneyParts
              }
              refundPendingAmount {
                ...MoneyParts
              }
              canceledAmount {
                ...MoneyParts
              }
              events {
                id
                type
                createdAt
                message
                pspReference
                amount {
                  ...MoneyParts
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="StaffOrder", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return StaffOrder.model_validate(data).order

    def refund_reasons(self, **kwargs: Any) -> "RefundReasonsRefundSettings":
        from .refund_reasons import RefundReasons

        query = gql("""
            query RefundReasons {
              refundSettings {
                reasonReferenceType {
                  id
                  name
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="RefundReasons", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return RefundReasons.model_validate(data).refund_settings

    def refund_reason_pages(
        self, type_: str, first: int, **kwargs: Any
    ) -> Optional["RefundReasonPagesPages"]:
        from .refund_reason_pages import RefundReasonPages

        query = gql("""
            query RefundReasonPages($type: ID!, $first: Int!) {
              pages(first: $first, where: {pageType: {eq: $type}}) {
                edges {
                  node {
                    id
                    title
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"type": type_, "first": first}
        response = self.execute(
            query=query,
            operation_name="RefundReasonPages",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return RefundReasonPages.model_validate(data).pages

    def order_grant_refund_create(
        self, id: str, input: "OrderGrantRefundCreateInput", **kwargs: Any
    ) -> Optional["OrderGrantRefundCreateOrderGrantRefundCreate"]:
        from .order_grant_refund_create import OrderGrantRefundCreate

        query = gql("""
            mutation OrderGrantRefundCreate($id: ID!, $input: OrderGrantRefundCreateInput!) {
              orderGrantRefundCreate(id: $id, input: $input) {
                grantedRefund {
                  id
                  status
                  amount {
                    ...MoneyParts
                  }
                }
                errors {
                  field
                  message
                  code
                }
              }
            }

            fragment MoneyParts on Money {
              currency
              fractionalAmount
              fractionDigits
            }
            """)
        variables: dict[str, object] = {"id": id, "input": input}
        response = self.execute(
            query=query,
            operation_name="OrderGrantRefundCreate",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return OrderGrantRefundCreate.model_validate(data).order_grant_refund_create

    def transaction_request_refund_for_granted_refund(
        self, id: str, granted_refund_id: str, **kwargs: Any
    ) -> Optional[
        "TransactionRequestRefundForGrantedRefundTransactionRequestRefundForGrantedRefund"
    ]:
        from .transaction_request_refund_for_granted_refund import (
            TransactionRequestRefundForGrantedRefund,
        )

        query = gql("""
            mutation TransactionRequestRefundForGrantedRefund($id: ID!, $grantedRefundId: ID!) {
              transactionRequestRefundForGrantedRefund(
                id: $id
                grantedRefundId: $grantedRefundId
              ) {
                transaction {
                  id
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id, "grantedRefundId": granted_refund_id}
        response = self.execute(
            query=query,
            operation_name="TransactionRequestRefundForGrantedRefund",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return TransactionRequestRefundForGrantedRefund.model_validate(
            data
        ).transaction_request_refund_for_granted_refund

    def transaction_request_action(
        self,
        id: str,
        action_type: "TransactionActionEnum",
        amount: Union[Optional[Decimal], "UnsetType"] = UNSET,
        refund_reason: Union[Optional[str], "UnsetType"] = UNSET,
        **kwargs: Any,
    ) -> Optional["TransactionRequestActionTransactionRequestAction"]:
        from .transaction_request_action import TransactionRequestAction

        query = gql("""
            mutation TransactionRequestAction($id: ID!, $actionType: TransactionActionEnum!, $amount: PositiveDecimal, $refundReason: String) {
              transactionRequestAction(
                id: $id
                actionType: $actionType
                amount: $amount
                refundReason: $refundReason
              ) {
                transaction {
                  id
                }
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "id": id,
            "actionType": action_type,
            "amount": amount,
            "refundReason": refund_reason,
        }
        response = self.execute(
            query=query,
            operation_name="TransactionRequestAction",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return TransactionRequestAction.model_validate(data).transaction_request_action

"""Who may see a page inside the Dashboard: what the form says is believed only as far as Saleor signed it."""

from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings

from saleor_api.app_tokens import read_app_token
from saleor_api.errors import BadSignature, BadToken, SaleorDenied, SaleorError
from saleor_api.ids import unpack_id
from saleor_api.registration import find_global_id
from saleor_api.transport import api_url
from storefront.extensions.errors import Refused

NOT_FROM_HERE = "This page opens inside Saleor's Dashboard, on a product, on an order or from the menu."


def admit(fields: Mapping[str, str], *permissions: str) -> frozenset[str]:
    """All permissions of the person who looks, of which at least one is among `permissions`. One query.

    `fields` as the Dashboard posts them: `saleorApiUrl`, `accessToken`, `appId`.

    Raises:
        Refused: the token is missing, forged, over, of another Saleor or app, or of a person without the permission.
    """
    if fields.get("saleorApiUrl") and fields["saleorApiUrl"] != api_url():
        raise Refused(HTTPStatus.FORBIDDEN, "This shop belongs to another Saleor.")
    if not fields.get("accessToken"):
        raise Refused(HTTPStatus.BAD_REQUEST, NOT_FROM_HERE)
    try:
        token = read_app_token(fields["accessToken"])
        own = find_global_id(settings.SHOP_APP_ID)
    except (BadToken, BadSignature) as error:
        raise Refused(
            HTTPStatus.UNAUTHORIZED, "Saleor did not sign you in for this page, or that has ended. Reload the page."
        ) from error
    except SaleorDenied as error:
        raise Refused(
            HTTPStatus.FORBIDDEN, "The shop's app is not installed in this Saleor. Install it again."
        ) from error
    except SaleorError as error:
        raise Refused(
            HTTPStatus.SERVICE_UNAVAILABLE, "Saleor could not be asked who you are. Reload the page in a moment."
        ) from error
    if token.app_global_id != own or fields.get("appId", own) != own:
        raise Refused(HTTPStatus.FORBIDDEN, "This page was opened for another app.")
    if token.user_permissions.isdisjoint(permissions):
        names = " or ".join(permissions)
        raise Refused(HTTPStatus.FORBIDDEN, f"Your account in Saleor lacks the permission {names}.")
    return token.user_permissions


def read_id(fields: Mapping[str, str], name: str, type_name: str) -> str:
    """The global id in a field.

    Raises:
        Refused: it is missing, or no id of that type.
    """
    global_id = fields.get(name, "")
    try:
        if unpack_id(global_id)[0] == type_name:
            return global_id
    except ValueError:
        pass
    raise Refused(HTTPStatus.BAD_REQUEST, NOT_FROM_HERE)

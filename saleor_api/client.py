"""Who speaks to Saleor: a stranger, an app of ours, or a signed-in person. One method per operation document."""

from saleor_api.errors import SaleorDenied
from saleor_api.generated.client import Client
from saleor_api.registration import find_installation
from saleor_api.thin import read_problems, require
from saleor_api.transport import current_transport

__all__ = ["Client", "anonymous_client", "app_client", "read_problems", "require", "user_client"]


def anonymous_client(*, buyer_ip: str = "") -> Client:
    """A client without a token, for what every visitor may do."""
    return Client(current_transport(), buyer_ip=buyer_ip)


def app_client(app_id: str) -> Client:
    """A client with the stored token of one of our apps. Cost: one SQL query.

    Raises:
        SaleorDenied: the app is not installed.
    """
    installation = find_installation(app_id)
    if installation is None:
        raise SaleorDenied(f"the app {app_id} is not installed")
    return Client(current_transport(), token=installation.token)


def user_client(token: str, *, buyer_ip: str = "") -> Client:
    """A client with a person's access token, as `tokenCreate` gives it."""
    return Client(current_transport(), token=token, buyer_ip=buyer_ip)

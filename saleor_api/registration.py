"""Saleor hands each app its token once, in an unsigned request: it is kept only after it was tried.

Source: `tokenTargetUrl` in Saleor's app manifest.
"""

from saleor_api.errors import RegistrationRefused, SaleorDenied, SaleorError
from saleor_api.generated.client import Client
from saleor_api.models import AppInstallation
from saleor_api.transport import api_url as trusted_api_url
from saleor_api.transport import current_transport


def register_app(*, app_id: str, api_url: str, token: str) -> AppInstallation:
    """Keeps the token that Saleor gave to the app, after asking Saleor with it who it belongs to.

    Raises:
        RegistrationRefused: another API address, or a token that Saleor does not know as this app's.
    """
    if api_url != trusted_api_url():
        raise RegistrationRefused("this shop belongs to another Saleor")
    try:
        app = Client(current_transport(), token=token).current_app()
    except SaleorError as error:
        raise RegistrationRefused("Saleor does not know this token") from error
    if app is None or app.identifier != app_id:
        raise RegistrationRefused("the token belongs to another app")
    installation, _ = AppInstallation.objects.update_or_create(
        app_id=app_id, api_url=api_url, defaults={"token": token, "global_id": app.id}
    )
    return installation


def find_installation(app_id: str) -> AppInstallation | None:
    """The installation on the trusted Saleor, or None."""
    return AppInstallation.objects.filter(app_id=app_id, api_url=trusted_api_url()).first()


def find_global_id(app_id: str) -> str:
    """Saleor's id of our installation on the trusted Saleor. One query; one call where it was never learnt.

    Raises:
        SaleorDenied: the app is not installed.
        SaleorError: Saleor could not be asked.
    """
    installation = find_installation(app_id)
    if installation is None:
        raise SaleorDenied(f"the app {app_id} is not installed")
    if installation.global_id:
        return installation.global_id
    app = Client(current_transport(), token=installation.token).current_app()
    if app is None or app.identifier != app_id:
        raise SaleorDenied(f"the app {app_id} is no longer installed")
    # Only the row that was read: a registration in between has brought another id with its token.
    AppInstallation.objects.filter(pk=installation.pk, registered_at=installation.registered_at).update(
        global_id=app.id
    )
    return app.id

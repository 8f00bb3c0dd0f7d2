"""Saleor hands each app its token once, in an unsigned request: it is kept only after it was tried.

Source: `tokenTargetUrl` in Saleor's app manifest.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from saleor_api.errors import RegistrationRefused, SaleorDenied, SaleorError
from saleor_api.generated.client import Client
from saleor_api.generated.current_app import CurrentAppApp
from saleor_api.models import AppInstallation
from saleor_api.transport import api_url as trusted_api_url
from saleor_api.transport import current_transport, is_trusted

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AppStanding:
    """How one of our apps stands at Saleor; `checked_at` is None while it was never installed."""

    app_id: str
    checked_at: datetime | None
    removed_at: datetime | None
    lacking: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Installed, known to Saleor, with every permission it needs."""
        return self.checked_at is not None and self.removed_at is None and not self.lacking


def register_app(*, app_id: str, api_url: str, token: str, needed: Collection[str]) -> AppInstallation:
    """Keeps the token that Saleor gave to the app, after asking Saleor with it who it belongs to.

    `needed` are the permissions that the app asks for. A second registration, as after a removal, renews everything.

    Raises:
        RegistrationRefused: another API address, or a token that Saleor does not know as this app's.
    """
    if not is_trusted(api_url):
        raise RegistrationRefused("this shop belongs to another Saleor (see SALEOR_API_URL)")
    try:
        app = _ask_who(token)
    except SaleorDenied as error:
        raise RegistrationRefused("Saleor does not know this token") from error
    except SaleorError as error:
        raise RegistrationRefused("Saleor did not answer when asked whose token it is; please try again") from error
    if app is None or app.identifier != app_id:
        raise RegistrationRefused("the token belongs to another app")
    now = timezone.now()
    seen = {"token": token, "needed": sorted(needed), **_read_app(app)}
    seen |= {"registered_at": now, "checked_at": now, "removed_at": None}
    installation, _ = AppInstallation.objects.update_or_create(app_id=app_id, api_url=trusted_api_url(), defaults=seen)
    return installation


def find_installation(app_id: str) -> AppInstallation | None:
    """The installation on the trusted Saleor, or None."""
    return AppInstallation.objects.filter(app_id=app_id, api_url=trusted_api_url()).first()


def check_app(app_id: str, needed: Collection[str]) -> AppStanding:
    """Asks Saleor how the app stands and writes it down: its permissions, or that it is known no longer. One call.

    Raises:
        SaleorError: Saleor could not be asked; what was known stays.
    """
    installation = find_installation(app_id)
    if installation is None:
        return read_standing(app_id)
    try:
        app = _ask_who(installation.token)
    except SaleorDenied:
        app = None
    now = timezone.now()
    known = app is not None and app.identifier == app_id
    changes: dict[str, object] = {"checked_at": now, "needed": sorted(needed)}
    changes["removed_at"] = None if known else installation.removed_at or now
    if known and app is not None:
        changes |= _read_app(app)
    # Only while the token is the one that was tried: a re-install meanwhile is the newer word.
    rows = AppInstallation.objects.filter(pk=installation.pk, registered_at=installation.registered_at)
    rows.update(**changes)
    return read_standing(app_id)


def watch_app(app_id: str, needed: Collection[str], name: str) -> None:
    """Has `check_app` look, and logs under the app's `name` what staff should know. At most one call."""
    try:
        standing = check_app(app_id, needed)
    except SaleorError:
        logger.info("Saleor could not be asked how %s stands", name, exc_info=True)
        return
    if standing.checked_at and not standing.is_well:
        logger.warning("%s is not well at Saleor; see /dashboard/connection/", name)


def read_standing(app_id: str) -> AppStanding:
    """What is known of the app without asking Saleor. One query."""
    installation = find_installation(app_id)
    if installation is None:
        return AppStanding(app_id, None, None, ())
    lacking = tuple(sorted(set(installation.needed) - set(installation.permissions)))
    return AppStanding(app_id, installation.checked_at, installation.removed_at, lacking)


def _ask_who(token: str) -> CurrentAppApp | None:
    return Client(current_transport(), token=token).current_app()


def _read_app(app: CurrentAppApp) -> dict[str, object]:
    return {"saleor_id": app.id, "permissions": sorted(str(entry.code) for entry in app.permissions or ())}


def find_global_id(app_id: str) -> str:
    """Saleor's id of our installation on the trusted Saleor. One query; one call where it was never learnt.

    Raises:
        SaleorDenied: the app is not installed.
        SaleorError: Saleor could not be asked.
    """
    installation = find_installation(app_id)
    if installation is None:
        raise SaleorDenied(f"the app {app_id} is not installed")
    if installation.saleor_id:
        return installation.saleor_id
    app = _ask_who(installation.token)
    if app is None or app.identifier != app_id:
        raise SaleorDenied(f"the app {app_id} is no longer installed")
    # Only the row that was read: a registration in between has brought another id with its token.
    AppInstallation.objects.filter(pk=installation.pk, registered_at=installation.registered_at).update(
        saleor_id=app.id
    )
    return app.id

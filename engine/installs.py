"""Installing apps by their manifest."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string

from engine import doors
from engine.access import PERMISSIONS, hash_token
from engine.errors import EngineError
from engine.memory import forget
from engine.models import App, AppInstallation


class InstallError(EngineError):
    """The app cannot be installed; the text says why."""


def is_url(text: object) -> bool:
    """Whether it is an address that may be called."""
    parts = urlsplit(str(text))
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def install_app(manifest_url: str, permissions: Iterable[str] | None = None, *, name: str = "") -> App:
    """Install an app, or renew it (by identifier): webhooks, permissions and a new token, handed to it alone.

    `permissions` None: those that the manifest asks for. Must not be called inside a transaction: the app calls back
    to confirm its token. Raises: InstallError; the old token then stays good.
    """
    manifest = _read_manifest(manifest_url)
    hooks = [_read_webhook(given) for given in manifest.get("webhooks") or []]
    granted = manifest.get("permissions") or [] if permissions is None else permissions
    key, token = manifest["id"], get_random_string(30)
    old = App.objects.filter(identifier=key).first()
    columns = {"name": name or manifest["name"], "app_url": manifest.get("appUrl") or "", "is_active": True}
    columns |= {"permissions": sorted(set(granted)), "token_hash": hash_token(token)}
    with transaction.atomic(using="engine"):
        app, _ = App.objects.update_or_create(identifier=key, defaults=columns)
        # By name and target, so that what waits in the outbox keeps its place.
        kept = [app.webhooks.update_or_create(defaults=values, **same)[0].pk for same, values in hooks]
        app.webhooks.exclude(pk__in=kept).delete()
    forget()
    target = manifest.get("tokenTargetUrl")
    status = _call("POST", target, json.dumps({"auth_token": token}).encode()).status if target else 200
    if not 200 <= status < 300:
        App.objects.filter(pk=app.pk).update(token_hash=old.token_hash if old else "", is_active=old is not None)
        forget()
        raise InstallError(f"Failed to send the token to the app: it answered {status}.")
    return app


def _call(method: str, url: str, body: bytes = b"") -> doors.Answer:
    host, api_url = urlsplit(settings.PUBLIC_URL).netloc, f"{settings.PUBLIC_URL}/graphql/"
    about = {"Saleor-Domain": host, "X-Saleor-Domain": host, "Saleor-Api-Url": api_url, "Saleor-Schema-Version": "3.23"}
    kind = {"Content-Type": "application/json"} if body else {}
    return doors.call(method, url, body, {**about, "User-Agent": "Saleor/3.23", **kind})


def _read_manifest(url: str) -> Mapping[str, Any]:
    answer = _call("GET", url)
    if not 200 <= answer.status < 300:
        raise InstallError(f"Failed to connect to the manifest at {url}: status {answer.status}.")
    try:
        manifest: dict[str, Any] = dict(json.loads(answer.body))
    except (ValueError, TypeError) as error:
        raise InstallError("The manifest is not a JSON object.") from error
    missing = [key for key in ("id", "name", "version") if not manifest.get(key)]
    if missing:
        raise InstallError(f"The manifest lacks {', '.join(missing)}.")
    unknown = set(manifest.get("permissions") or []) - set(PERMISSIONS)
    if unknown:
        raise InstallError(f"The manifest asks for unknown permissions: {', '.join(sorted(unknown))}.")
    return manifest


def _read_webhook(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a webhook is found by, and what it is to be."""
    name, url, query = given.get("name") or "", given.get("targetUrl"), given.get("query") or ""
    events = [*(given.get("syncEvents") or []), *(given.get("asyncEvents") or [])]
    problem = import_string("engine.schema.check_subscription")(query)
    if problem or not events or not is_url(url):
        raise InstallError(f"The webhook {name!r} cannot be used: {problem or 'no events or target'}.")
    values = {"query": query, "events": events, "is_active": given.get("isActive", True)}
    return {"name": name, "target_url": url}, values


def run_installation(job: AppInstallation) -> None:
    """Do what `appInstall` queued; the row goes when it has worked, else it says why not."""
    try:
        install_app(job.manifest_url, job.permissions, name=job.app_name)
        job.delete()
    except InstallError as error:
        job.status, job.message = "FAILED", str(error)
        job.save(update_fields=["status", "message"])

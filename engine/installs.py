"""Installing apps by their manifest."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string

from engine import doors
from engine.access import PERMISSIONS, hash_token
from engine.errors import EngineError
from engine.models import App, AppInstallation, Webhook

TOKEN_LENGTH = 30


class InstallError(EngineError):
    """The app cannot be installed; the text says why."""


def is_url(text: str) -> bool:
    """Whether it is an address that may be called."""
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def install_app(manifest_url: str, permissions: Iterable[str] | None = None, *, name: str = "") -> App:
    """Install an app, or renew it (by identifier): webhooks, permissions and a new token, handed to it alone.

    `permissions` None: those that the manifest asks for. Must not be called inside a transaction: the app calls back
    to confirm its token. Raises: InstallError.
    """
    manifest = _read_manifest(manifest_url)
    hooks = [_read_webhook(given) for given in manifest.get("webhooks") or []]
    token = get_random_string(TOKEN_LENGTH)
    granted = manifest.get("permissions") or [] if permissions is None else permissions
    with transaction.atomic(using="engine"):
        app, _ = App.objects.update_or_create(
            identifier=manifest["id"],
            defaults={
                "name": name or manifest["name"],
                "version": str(manifest["version"]),
                "app_url": manifest.get("appUrl") or "",
                "manifest_url": manifest_url,
                "permissions": sorted(set(granted)),
                "token_hash": hash_token(token),
                "is_active": True,
            },
        )
        _renew_webhooks(app, hooks)
    target = manifest.get("tokenTargetUrl")
    if target:
        headers = {**_headers(), "Content-Type": "application/json"}
        answer = doors.call("POST", target, json.dumps({"auth_token": token}).encode(), headers)
        if not 200 <= answer.status < 300:
            raise InstallError(f"Failed to send the token to the app: it answered {answer.status}.")
    return app


def _renew_webhooks(app: App, hooks: list[Webhook]) -> None:
    """Bring webhooks up to date by name and target, so that what waits in the outbox keeps its place."""
    kept = []
    for hook in hooks:
        values = {"query": hook.query, "events": hook.events, "is_active": hook.is_active}
        same = {"app": app, "name": hook.name, "target_url": hook.target_url}
        kept.append(Webhook.objects.update_or_create(**same, defaults=values)[0].pk)
    app.webhooks.exclude(pk__in=kept).delete()


def _headers() -> dict[str, str]:
    host = urlsplit(settings.PUBLIC_URL).netloc
    return {
        "User-Agent": "Saleor/3.23",
        "X-Saleor-Domain": host,
        "Saleor-Domain": host,
        "Saleor-Api-Url": f"{settings.PUBLIC_URL}/graphql/",
        "Saleor-Schema-Version": "3.23",
    }


def _read_manifest(url: str) -> Mapping[str, Any]:
    answer = doors.call("GET", url, headers=_headers())
    if not 200 <= answer.status < 300:
        raise InstallError(f"Failed to connect to the manifest at {url}: status {answer.status}.")
    try:
        manifest = json.loads(answer.body)
    except ValueError as error:
        raise InstallError("The manifest is not JSON.") from error
    missing = [key for key in ("id", "name", "version") if not (isinstance(manifest, dict) and manifest.get(key))]
    if missing:
        raise InstallError(f"The manifest lacks {', '.join(missing)}.")
    unknown = set(manifest.get("permissions") or []) - set(PERMISSIONS)
    if unknown:
        raise InstallError(f"The manifest asks for unknown permissions: {', '.join(sorted(unknown))}.")
    result: Mapping[str, Any] = manifest
    return result


def _read_webhook(given: Mapping[str, Any]) -> Webhook:
    from engine.schema import check_subscription

    events = [*(given.get("syncEvents") or []), *(given.get("asyncEvents") or [])]
    problem = check_subscription(given.get("query") or "")
    if problem or not events or not is_url(given.get("targetUrl") or ""):
        raise InstallError(f"The webhook {given.get('name')!r} cannot be used: {problem or 'no events or target'}.")
    return Webhook(
        name=given.get("name") or "",
        target_url=given["targetUrl"],
        query=given["query"],
        events=events,
        is_active=given.get("isActive", True),
    )


def run_installation(job: AppInstallation) -> None:
    """Do what `appInstall` queued; the row goes when it has worked, else it says why not."""
    try:
        install_app(job.manifest_url, job.permissions, name=job.app_name)
    except InstallError as error:
        job.status, job.message = "FAILED", str(error)[:255]
        job.save(update_fields=["status", "message", "updated_at"])
    else:
        job.delete()

"""Where files with a story are kept: two local folders, or two private buckets of an S3 server."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from storefront.env import read_address, read_text

SIGNED_SECONDS = 300
_NAMES = ("S3_ENDPOINT", "S3_BUCKET", "S3_PRIVATE_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "S3_REGION")
_LOCKED = "artisans.storage.LockedFiles"
_FOLDER = "artisans.storage.FolderFiles"

Store = dict[str, Any]


def read_stores(var_dir: Path) -> dict[str, Store]:
    """The stores `private` (encrypted before a byte leaves the process) and `renditions`, as STORAGES wants them.

    Neither is public: renditions are handed out by a view that asks for consent each time.

    Raises:
        ImproperlyConfigured: some of the S3 variables are set and others are not, or both buckets are one.
    """
    found = {name: read_text(name) for name in _NAMES}
    missing = [name for name, value in found.items() if not value]
    if len(missing) == len(_NAMES):
        return {"private": _lock(_in_folder(var_dir / "private")), "renditions": _in_folder(var_dir / "renditions")}
    if missing:
        raise ImproperlyConfigured(f"Set all of the S3 variables or none; missing: {', '.join(missing)}.")
    if found["S3_BUCKET"] == found["S3_PRIVATE_BUCKET"]:
        raise ImproperlyConfigured("S3_BUCKET and S3_PRIVATE_BUCKET must be two buckets.")
    found["S3_ENDPOINT"] = read_address("S3_ENDPOINT")
    return {
        "private": _lock(_in_bucket(found["S3_PRIVATE_BUCKET"], found)),
        "renditions": _in_bucket(found["S3_BUCKET"], found),
    }


def _in_folder(folder: Path) -> Store:
    """A folder that nobody but this user may look into, and that no address leads to."""
    options = {
        "location": str(folder),
        "allow_overwrite": True,
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    }
    return {"BACKEND": _FOLDER, "OPTIONS": options}


def _in_bucket(bucket: str, found: dict[str, str]) -> Store:
    from botocore.config import Config  # slow to import, and only needed here

    options = {
        "bucket_name": bucket,
        "endpoint_url": found["S3_ENDPOINT"],
        "region_name": found["S3_REGION"],
        "access_key": found["S3_ACCESS_KEY_ID"],
        "secret_key": found["S3_SECRET_ACCESS_KEY"],
        "default_acl": None,
        "file_overwrite": True,
        "querystring_auth": True,
        "querystring_expire": SIGNED_SECONDS,
        "object_parameters": {"CacheControl": "no-store"},
        # Checksums in trailers are Amazon's own; other S3 servers refuse them.
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=5,
            read_timeout=30,
            retries={"total_max_attempts": 3, "mode": "standard"},
        ),
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def _lock(store: Store) -> Store:
    return {"BACKEND": _LOCKED, "OPTIONS": {"backend": store["BACKEND"], "options": store["OPTIONS"]}}

"""The two file stores of makers: what is private is encrypted before it leaves the process, and has no address.

`private`: originals, previews, uploads under way, evidence of consent. `renditions`: what pages show, handed out only
by views that ask for consent. Source: story-safety, "Withdrawal"; settings.STORAGES says where they lie.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.module_loading import import_string

from artisans.vault import lock_bytes, rewrap_bytes, unlock_bytes


def private_files() -> Storage:
    """Originals, previews, uploads under way and evidence; reads and writes plain bytes, keeps ciphertext."""
    return storages["private"]


def rendition_files() -> Storage:
    """The pictures that pages show under live consent."""
    return storages["renditions"]


class FolderFiles(FileSystemStorage):
    """Files in a local folder that no address leads to."""

    def url(self, name: str | None) -> str:
        """Refused: no page links to such a file.

        Raises:
            ValueError: always.
        """
        raise ValueError("These files have no address.")


class LockedFiles(Storage):
    """Encrypts whole files under the vault's keys on their way into another store. Whole files are held in memory.

    `backend` is the dotted name of the store inside, `options` its arguments. A name is never changed: writing again
    replaces.
    """

    def __init__(self, *, backend: str, options: dict[str, Any] | None = None) -> None:
        self._inner: Storage = import_string(backend)(**(options or {}))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """The plain content.

        Raises:
            VaultLocked: no key of the settings fits.
            FileNotFoundError: there is none.
        """
        with self._inner.open(name, "rb") as file:
            return ContentFile(unlock_bytes(file.read()), name=name)

    def _save(self, name: str, content: "File[Any]") -> str:
        return self._inner.save(name, ContentFile(lock_bytes(b"".join(_to_bytes(content)))))

    def rewrap(self, name: str) -> None:
        """The same content under the first of the vault's keys; nobody sees it."""
        with self._inner.open(name, "rb") as file:
            locked = file.read()
        self._inner.save(name, ContentFile(rewrap_bytes(locked)))

    def delete(self, name: str) -> None:
        self._inner.delete(name)

    def exists(self, name: str) -> bool:
        return self._inner.exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self._inner.listdir(path)

    def size(self, name: str) -> int:
        """Bytes of the plain content; reads the file."""
        with self.open(name) as file:
            return len(file.read())

    def get_modified_time(self, name: str) -> datetime:
        return self._inner.get_modified_time(name)

    def url(self, name: str | None) -> str:
        """Refused: a locked file has no address.

        Raises:
            ValueError: always.
        """
        raise ValueError("Private files have no address.")


def list_files(store: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files below a folder; none where it does not exist. One listing for each folder below."""
    try:
        folders, files = store.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    # Some S3 servers list a folder in itself, under an empty name.
    yield from (f"{prefix}{name}" for name in files if name)
    for name in folders:
        if name:
            yield from list_files(store, f"{prefix}{name}")


def clear_folder(store: Storage, folder: str) -> int:
    """Deletes everything below a folder, and the folder; returns how many files. Safe to repeat."""
    try:
        folders, files = store.listdir(folder)
    except FileNotFoundError:
        return 0
    count = sum(clear_folder(store, f"{folder}/{name}") for name in folders if name)
    for name in filter(None, files):
        store.delete(f"{folder}/{name}")
        count += 1
    store.delete(folder)
    return count


def rewrap_files() -> int:
    """Moves every private file to the first of the vault's keys; returns how many. May be stopped and run again."""
    store, count = private_files(), 0
    if isinstance(store, LockedFiles):
        for name in list_files(store):
            store.rewrap(name)
            count += 1
    return count


def _to_bytes(content: "File[Any]") -> Iterator[bytes]:
    for chunk in content.chunks():
        yield chunk if isinstance(chunk, bytes) else bytes(chunk)

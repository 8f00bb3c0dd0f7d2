"""A folder of photos as ZIP: nothing is unpacked to a disk, no name in it is ever used as a path."""

import io
import stat
import zipfile
from pathlib import PurePosixPath

from artisans.bulk.refusals import FOLDER_TOO_LARGE, NOT_A_FOLDER, ODD_FOLDER, ListRefused
from artisans.photos.inspecting import MOST_BYTES as MOST_PHOTO_BYTES
from artisans.photos.inspecting import check_name
from artisans.photos.refusals import TOO_LARGE, PhotoRefused

MOST_BYTES = 40 * 1024 * 1024
_MOST_FILES = 200
_MOST_UNPACKED = 200 * 1024 * 1024
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


class PhotoFolder:
    """The photos of a ZIP by their names, read one at a time.

    Raises:
        ListRefused: no ZIP, a locked one, too much in it, or a name that leads elsewhere.
    """

    def __init__(self, data: bytes) -> None:
        self._unpacked = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._parts = _list_parts(self._archive)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ListRefused(NOT_A_FOLDER) from error

    @property
    def names(self) -> frozenset[str]:
        """The names of the photos, without folders."""
        return frozenset(self._parts)

    def read(self, name: str) -> bytes:
        """The bytes of one photo; never more than a photo may have, whatever the head of the ZIP says.

        Raises:
            KeyError: there is none of that name.
            PhotoRefused: it is too large.
            ListRefused: it cannot be unpacked, or all together are too much.
        """
        try:
            with self._archive.open(self._parts[name]) as file:
                content = file.read(MOST_PHOTO_BYTES + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
            raise ListRefused(NOT_A_FOLDER) from error
        self._unpacked += len(content)
        if self._unpacked > _MOST_UNPACKED:
            raise ListRefused(FOLDER_TOO_LARGE)
        if len(content) > MOST_PHOTO_BYTES:
            raise PhotoRefused(TOO_LARGE)
        return content


def _list_parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _MOST_UNPACKED:
        raise ListRefused(FOLDER_TOO_LARGE)
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        path = PurePosixPath(info.filename)
        if info.is_dir() and not _leads_elsewhere(info):
            continue
        if any(part in _LITTER or part.startswith("._") for part in path.parts):
            continue
        if _leads_elsewhere(info) or path.name in found:
            raise ListRefused(ODD_FOLDER)
        if info.flag_bits & 0x1:
            raise ListRefused(NOT_A_FOLDER)
        try:
            check_name(path.name)
        except PhotoRefused as error:
            raise ListRefused(ODD_FOLDER) from error
        found[path.name] = info
    return found


def _leads_elsewhere(info: zipfile.ZipInfo) -> bool:
    """Absolute names, steps upwards, backslashes, drives and links."""
    name = info.orig_filename
    path = PurePosixPath(name)
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    return is_link or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name

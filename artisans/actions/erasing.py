"""Taking photos away for good: rows, originals, previews, renditions, uploads under way, lists that wait."""

from datetime import timedelta

from django.core.files.storage import Storage
from django.utils import timezone

from artisans.models import ImportList, Persona, Photo, Upload
from artisans.storage import clear_folder, list_files, private_files, rendition_files

UPLOADS_KEPT = timedelta(days=7)
LISTS_KEPT = timedelta(days=1)
# A file is written before its row says so; what is younger than this may still get its row.
_YOUNG = timedelta(hours=1)


def erase_photos(persona: Persona) -> dict[str, int]:
    """Deletes all photos of a persona, with every file; returns how many rows and files went. Safe to repeat.

    Files go before the rows that name them, so a process killed in between leaves rows that find them again. Lists
    of her programme that wait for a word go too, because her story may stand in one.
    """
    counts = {"photos": 0, "uploads": 0, "lists": 0, "files": 0}
    for photo in Photo.objects.filter(story__persona=persona):
        counts["files"] += erase_photo(photo)
        counts["photos"] += 1
    for upload in Upload.objects.filter(story__persona=persona):
        counts["files"] += erase_upload(upload)
        counts["uploads"] += 1
    for waiting in ImportList.objects.filter(programme=persona.maker.programme):
        counts["files"] += erase_list(waiting)
        counts["lists"] += 1
    return counts


def erase_photo(photo: Photo) -> int:
    """Deletes one photo and its files; returns how many files. A rendering under way finds no row and throws away."""
    count = clear_folder(private_files(), photo.folder)
    names = set(Photo.objects.filter(pk=photo.pk).values_list("name", "coming_name"))
    for name in {name for pair in names for name in pair if name}:
        count += clear_folder(rendition_files(), name)
    Photo.objects.filter(pk=photo.pk).delete()
    # A second time: a worker may have written between the first look and the end of the row.
    for name in (photo.name, photo.coming_name):
        count += clear_folder(rendition_files(), name) if name else 0
    return count + clear_folder(private_files(), photo.folder)


def erase_upload(upload: Upload) -> int:
    """Deletes an upload under way and its pieces; returns how many files."""
    count = clear_folder(private_files(), upload.folder)
    Upload.objects.filter(pk=upload.pk).delete()
    return count + clear_folder(private_files(), upload.folder)


def erase_list(waiting: ImportList) -> int:
    """Deletes a list and its files; returns how many files."""
    count = clear_folder(private_files(), waiting.folder)
    ImportList.objects.filter(pk=waiting.pk).delete()
    return count


def clear_leftovers() -> int:
    """Deletes uploads of over 7 days, lists of over a day, and files that no row names; returns how many."""
    now = timezone.now()
    count = 0
    for upload in Upload.objects.filter(begun_at__lt=now - UPLOADS_KEPT)[:50]:
        erase_upload(upload)
        count += 1
    for waiting in ImportList.objects.filter(added_at__lt=now - LISTS_KEPT)[:50]:
        erase_list(waiting)
        count += 1
    return count + _clear_unnamed()


def _clear_unnamed() -> int:
    """Folders that a killed process left behind. Four listings, five queries, and one look at each stray folder."""
    count, private, shown = 0, private_files(), rendition_files()
    for parent, model in (("photos", Photo), ("uploads", Upload), ("imports", ImportList)):
        known = {str(key) for key in model.objects.values_list("key", flat=True)}
        for folder in _folders(private, parent) - known:
            count += _clear_old(private, f"{parent}/{folder}")
    names = {name for pair in Photo.objects.values_list("name", "coming_name") for name in pair}
    for folder in _folders(shown, "") - names:
        count += _clear_old(shown, folder)
    return count


def _folders(store: Storage, parent: str) -> set[str]:
    try:
        return {name for name in store.listdir(parent)[0] if name}
    except FileNotFoundError:
        return set()


def _clear_old(store: Storage, folder: str) -> int:
    limit = timezone.now() - _YOUNG
    young = any(store.get_modified_time(name) > limit for name in list_files(store, folder))
    return 0 if young else clear_folder(store, folder)

"""Many stories at once: a list is looked through row by row, then brought in on one word. Drafts only."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import replace

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.actions.desks import require_desk
from artisans.actions.drafts import create_draft
from artisans.actions.erasing import erase_list
from artisans.actions.photos import MOST_PHOTOS, receive_photo
from artisans.bulk.folders import PhotoFolder
from artisans.bulk.refusals import ListRefused
from artisans.bulk.sheets import Row, read_list
from artisans.content import read_wording
from artisans.errors import ArtisanError, ListRejected, TextRefused
from artisans.lint import check_text
from artisans.models import ImportList, Persona, Programme, Story, StoryRevision
from artisans.photos.inspecting import inspect_photo
from artisans.photos.refusals import PhotoRefused
from artisans.queries.vault import names_herself
from artisans.shapes import ListReport, RowReport
from artisans.storage import private_files
from people.actions import record_audit
from people.models import Person
from themes.sentences import sentence

_CHILD = {"": None, "no": False, "yes": True}


def look_through(*, programme: Programme, by: Person, sheet: bytes, folder: bytes = b"") -> ListReport:
    """What a list would bring in, row by row; nothing is written but the list itself, for a day, encrypted.

    Raises:
        ListRejected: list or folder cannot be read as a whole.
        NotAllowed: another programme's.
    """
    require_desk(by, programme)
    report = _report(programme, by, sheet, folder)
    if not report.good_rows:
        return report
    waiting = ImportList.objects.create(
        key=uuid.uuid4(), programme=programme, by=by, rows=report.good_rows, sha256=_fingerprint(sheet, folder)
    )
    private_files().save(f"{waiting.folder}/list", ContentFile(sheet))
    private_files().save(f"{waiting.folder}/photos", ContentFile(folder))
    record_audit(by, "look_through_list", f"list:{waiting.key}")
    return replace(report, key=str(waiting.key))


def bring_in(waiting: ImportList, *, by: Person) -> ListReport:
    """Makes the drafts of a list that was looked through, with their photos; then the list is deleted.

    Each row is a transaction of its own, told by its id: stopped half-way and run again, nothing comes twice.

    Raises:
        ListRejected: the files are gone or changed.
        NotAllowed: another programme's.
    """
    require_desk(by, waiting.programme)
    try:
        with private_files().open(f"{waiting.folder}/list") as file:
            sheet = file.read()
        with private_files().open(f"{waiting.folder}/photos") as file:
            folder = file.read()
    except FileNotFoundError as error:
        raise ListRejected(_("This list is gone. Send it again.")) from error
    if _fingerprint(sheet, folder) != waiting.sha256:
        raise ListRejected(_("This list is not the one that was looked through. Send it again."))
    report = _report(waiting.programme, by, sheet, folder, take=True)
    ImportList.objects.filter(pk=waiting.pk, done_at=None).update(done_at=timezone.now())
    record_audit(by, "bring_in_list", f"list:{waiting.key}", f"{report.good_rows} rows")
    erase_list(waiting)
    return report


def _report(programme: Programme, by: Person, sheet: bytes, folder: bytes, *, take: bool = False) -> ListReport:
    try:
        rows = read_list(sheet)
        photos = PhotoFolder(folder) if folder else None
        personas = _personas_by_name(programme)
        seen: set[str] = set()
        reports = []
        for row in rows:
            twice = row.id in seen
            seen.add(row.id)
            reports.append(_one_row(row, by, personas, photos, twice=twice, take=take))
    except ListRefused as error:
        raise ListRejected(error.sentence) from error
    wanted = {name for row in rows for name in row.photos}
    unused = tuple(sorted(photos.names - wanted)) if photos else ()
    return ListReport(key="", rows=tuple(reports), unused_photos=unused)


def _one_row(
    row: Row, by: Person, personas: dict[str, Persona], photos: PhotoFolder | None, *, twice: bool, take: bool
) -> RowReport:
    persona = personas.get(row.maker.casefold())
    troubles, notes = list(row.troubles), []
    if twice:
        troubles.append(_("This id stands twice in the list."))
    checks: tuple[Callable[[Row, Persona | None, PhotoFolder | None], list[str]], ...] = (_check_row, _check_photos)
    for check in checks:
        troubles += check(row, persona, photos)
    there = Story.objects.filter(key=row.id).select_related("persona").first() if not troubles else None
    if there is not None and persona is not None and there.persona_id != persona.pk:
        troubles.append(_("This id belongs to another story."))
    if not troubles:
        notes += _soft_notes(row)
    if take and not troubles and persona is not None:
        troubles += _take(row, persona, by, photos)
    outcome = "error" if troubles else "there" if there is not None else "new"
    pseudonym = persona.pseudonym if persona else row.maker[:60]
    return RowReport(row.number, pseudonym, row.title[:120], outcome, (*troubles, *notes), len(row.photos))


def _check_row(row: Row, persona: Persona | None, photos: PhotoFolder | None) -> list[str]:
    troubles = []
    try:
        if str(uuid.UUID(row.id)) != row.id:
            raise ValueError(row.id)
    except ValueError:
        troubles.append(_("The id is none. Take the ids of the empty list."))
    if persona is None:
        troubles.append(_("No maker of your programme has this name. Write the name she chose."))
    if row.child not in _CHILD:
        troubles.append(_("“child” must be yes, no or empty."))
    if not row.title or not row.text:
        troubles.append(_("Title and text are needed."))
        return troubles
    try:
        wording = read_wording(language=row.language, title=row.title, text=row.text)
    except TextRefused as error:
        return [*troubles, error.sentence]
    if any(not one.may_be_overridden for one in check_text(wording.language, wording.title, wording.text)):
        troubles.append(_("A story never tells why she is here. Please rewrite it."))
    if persona and names_herself(StoryRevision(title=wording.title, text=wording.text, translations={}), persona):
        troubles.append(_("Her real name stands in the words. Use the name she chose."))
    return troubles


def _check_photos(row: Row, persona: Persona | None, photos: PhotoFolder | None) -> list[str]:
    troubles = []
    if len(row.photos) > MOST_PHOTOS:
        troubles.append(_("At most six photos for a story."))
    for name in row.photos[:MOST_PHOTOS]:
        if photos is None or name not in photos.names:
            troubles.append(_("The photo “%(name)s” is not in the ZIP.") % {"name": name[:60]})
            continue
        try:
            inspect_photo(photos.read(name), file_name=name)
        except PhotoRefused as error:
            troubles.append(sentence("%(words)s: %(why)s", words=name[:60], why=(error.sentence,)))
    return troubles


def _soft_notes(row: Row) -> list[str]:
    findings = check_text(row.language, row.title, row.text)
    notes: list[str] = [sentence("Words to look at: %(count)s.", count=len(findings))] if findings else []
    if _CHILD[row.child] is None:
        notes.append(_("Still open: is a child in the words?"))
    return notes


def _take(row: Row, persona: Persona, by: Person, photos: PhotoFolder | None) -> list[str]:
    """Makes the draft and hands its photos to the worker; what is refused now is told."""
    try:
        story = create_draft(
            persona=persona,
            title=row.title,
            text=row.text,
            author=by,
            shows_child=_CHILD[row.child],
            client_id=uuid.UUID(row.id),
            language=row.language,
        )
        for name in row.photos if photos else ():
            key = uuid.uuid5(uuid.UUID(row.id), name)
            data = photos.read(name) if photos else b""
            receive_photo(story=story, key=key, kind="hands", data=data, by=by, file_name=name)
    except ArtisanError as error:
        return [error.sentence]
    return []


def _personas_by_name(programme: Programme) -> dict[str, Persona]:
    """The makers of the programme by chosen name and by public id. One query."""
    rows = Persona.objects.filter(maker__programme=programme, withdrawn_at=None)
    found: dict[str, Persona] = {}
    for persona in rows.select_related("maker__programme"):
        found[persona.pseudonym.casefold()] = persona
        found[persona.public_id] = persona
    return found


def _fingerprint(sheet: bytes, folder: bytes) -> str:
    return hashlib.sha256(hashlib.sha256(sheet).digest() + hashlib.sha256(folder).digest()).hexdigest()

"""Many stories at once: every row is reported before anything happens, and nothing comes twice."""

import io
import uuid
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from artisans import actions
from artisans.actions.imports import bring_in, look_through
from artisans.bulk.folders import PhotoFolder
from artisans.bulk.refusals import ListRefused
from artisans.bulk.sheets import COLUMNS, read_list, write_template
from artisans.errors import ListRejected, NotAllowed
from artisans.models import ImportList, Persona, Photo, Story
from artisans.storage import list_files, private_files
from tests.artisans.conftest import Cast, MakePersona
from tests.artisans.photo_desk import develop_all
from tests.artisans.photo_files import draw, encode, hostile_jpeg
from tests.artisans.test_studio import signed_in

ONE, TWO = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
HEAD = "id,maker,title,text,child,photos\n"


@pytest.fixture
def brindle(cast: Cast, make_persona: MakePersona) -> Persona:
    return make_persona("Brindle")


@pytest.fixture
def client(cast: Cast) -> Client:
    return signed_in(cast.coordinator)


def a_list(*rows: str) -> bytes:
    return (HEAD + "\n".join(rows)).encode()


def an_xlsx(*rows: tuple[Any, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (tuple(HEAD.strip().split(",")), *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def a_zip(**files: bytes) -> bytes:
    return a_zip_of(*((name.replace("__", "."), content) for name, content in files.items()))


def a_zip_of(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


GOOD = f"{ONE},Brindle,Three colours from one pot,I stretch the cloth.,no,"


def test_a_list_is_looked_through_and_brought_in_on_one_word(cast: Cast, client: Client, brindle: Persona) -> None:
    folder = a_zip(a__jpg=hostile_jpeg(draw()), spare__jpg=encode(draw(), "jpeg"))
    sheet = a_list(f"{ONE},Brindle,Three colours,I stretch the cloth.,no,a.jpg", f"{TWO},Nobody,Two,Words.,no,")
    sent = {"sheet": SimpleUploadedFile("l.csv", sheet), "photos": SimpleUploadedFile("p.zip", folder)}
    page = client.post("/studio/import/", sent).content.decode()
    assert "No maker of your programme has this name." in page
    assert "Bring in one story as a draft" in page
    assert "spare.jpg" in page
    assert not Story.objects.exists()
    assert not Photo.objects.exists()
    waiting = ImportList.objects.get()
    done = client.post(f"/studio/import/{waiting.key}/run/").content.decode()
    assert "1 story is a draft now." in done
    story = Story.objects.select_related("revision", "persona").get()
    assert (str(story.key), story.persona, story.state) == (ONE, brindle, "draft")
    assert story.revision is not None
    assert (story.revision.title, story.revision.shows_child) == ("Three colours", False)
    assert develop_all() == 1
    assert Photo.objects.get().state == "to_mark"
    assert not ImportList.objects.exists()
    assert not any(name.startswith("imports/") for name in list_files(private_files()))


def test_what_waits_for_a_word_is_ciphertext_for_a_day(cast: Cast, brindle: Persona, files: Any) -> None:
    look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(GOOD))
    assert len(list(list_files(private_files()))) == 2
    for path in files.rglob("*"):
        assert not path.is_file() or b"stretch the cloth" not in path.read_bytes()


def test_brought_in_twice_makes_one_story(cast: Cast, client: Client, brindle: Persona) -> None:
    for _ in range(2):
        report = look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(GOOD))
        bring_in(ImportList.objects.get(), by=cast.coordinator)
    assert Story.objects.count() == 1
    assert Story.objects.get().revisions.count() == 1
    assert report.rows[0].outcome == "there"


def test_stopped_half_way_and_run_again_brings_the_rest(cast: Cast, brindle: Persona) -> None:
    sheet = a_list(f"{ONE},Brindle,One,I weave.,no,a.jpg", f"{TWO},Brindle,Two,I sew.,no,a.jpg")
    look_through(programme=cast.loom, by=cast.coordinator, sheet=sheet, folder=a_zip(a__jpg=encode(draw(), "jpeg")))
    actions.create_draft(
        persona=brindle,
        title="One",
        text="I weave.",
        author=cast.coordinator,
        shows_child=False,
        client_id=uuid.UUID(ONE),
    )
    report = bring_in(ImportList.objects.get(), by=cast.coordinator)
    assert [row.outcome for row in report.rows] == ["there", "new"]
    assert Story.objects.count() == 2
    assert Photo.objects.count() == 2


def test_a_second_click_says_that_it_is_done(cast: Cast, client: Client, brindle: Persona) -> None:
    look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(GOOD))
    address = f"/studio/import/{ImportList.objects.get().key}/run/"
    client.post(address)
    assert "brought in already" in client.post(address, follow=True).content.decode()
    assert Story.objects.count() == 1


def test_another_programmes_makers_and_lists_do_not_exist(cast: Cast, brindle: Persona) -> None:
    report = look_through(programme=cast.lake, by=cast.stranger, sheet=a_list(GOOD))
    assert (report.good_rows, report.key) == (0, "")
    with pytest.raises(NotAllowed):
        look_through(programme=cast.loom, by=cast.stranger, sheet=a_list(GOOD))
    look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(GOOD))
    waiting = ImportList.objects.get()
    with pytest.raises(NotAllowed):
        bring_in(waiting, by=cast.stranger)
    signed_in(cast.stranger).post(f"/studio/import/{waiting.key}/run/")
    assert not Story.objects.exists()
    assert ImportList.objects.count() == 1


@pytest.mark.parametrize("path", ["", "stories.csv"])
def test_only_coordinators_bring_in_lists(cast: Cast, path: str) -> None:
    assert signed_in(cast.reviewer).get(f"/studio/import/{path}").status_code == 403
    assert Client().get(f"/studio/import/{path}").status_code == 302


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("no-uuid,Brindle,Title,Words.,no,", "The id is none."),
        (f"{ONE},Somebody,Title,Words.,no,", "No maker of your programme has this name."),
        (f"{ONE},Brindle,,Words.,no,", "Title and text are needed."),
        (f"{ONE},Brindle,Title,Words.,maybe,", "“child” must be yes, no or empty."),
        (f"{ONE},Brindle,Title,She was trafficked.,no,", "A story never tells why she is here."),
        (f"{ONE},Brindle,Title,Wexfordbrindlex weaves.,no,", ""),
        (f"{ONE},Brindle,Title,Words.,no,a.jpg", "The photo “a.jpg” is not in the ZIP."),
        (f"{ONE},Brindle,Title,Words.,no,a;b;c;d;e;f;g", "At most six photos for a story."),
        (f'{ONE},Brindle,"=HYPERLINK(""http://x"")",Words.,no,', "begins with a sign that a spreadsheet would run"),
        (f"{ONE},Brindle,Title,@SUM(A1),no,", "begins with a sign that a spreadsheet would run"),
        (f"{ONE},Brindle,Title,-2+3,no,", "begins with a sign that a spreadsheet would run"),
        (f"{ONE},Brindle,{'x' * 121},Words.,no,", ""),
    ],
)
def test_a_bad_row_is_told_and_stays_outside(cast: Cast, brindle: Persona, row: str, sentence: str) -> None:
    report = look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(row))
    assert report.rows[0].outcome == "error"
    assert sentence in " ".join(report.rows[0].notes)
    assert not ImportList.objects.exists()


def test_an_id_twice_and_an_id_of_another_story_are_told(
    cast: Cast, brindle: Persona, make_persona: MakePersona
) -> None:
    make_persona("Tansy")
    report = look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(GOOD, GOOD))
    assert [row.outcome for row in report.rows] == ["new", "error"]
    bring_in(ImportList.objects.get(), by=cast.coordinator)
    other = look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(GOOD.replace("Brindle", "Tansy")))
    assert "This id belongs to another story." in other.rows[0].notes


def test_a_photo_that_may_not_come_in_is_told_by_its_name(cast: Cast, brindle: Persona) -> None:
    row = f"{ONE},Brindle,Title,Words.,no,a.jpg"
    folder = a_zip(a__jpg=hostile_jpeg(draw()) + b"PK\x03\x04")
    report = look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(row), folder=folder)
    assert report.rows[0].notes[0].startswith("a.jpg: Something else is stored behind")


def test_a_changed_or_lost_list_is_not_brought_in(cast: Cast, brindle: Persona) -> None:
    look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(GOOD))
    waiting = ImportList.objects.get()
    ImportList.objects.update(sha256="0" * 64)
    waiting.refresh_from_db()
    with pytest.raises(ListRejected, match="not the one"):
        bring_in(waiting, by=cast.coordinator)
    private_files().delete(f"{waiting.folder}/list")
    with pytest.raises(ListRejected, match="is gone"):
        bring_in(waiting, by=cast.coordinator)
    assert not Story.objects.exists()


def test_xlsx_and_csv_say_the_same() -> None:
    row = (ONE, "Brindle", "Three colours", "I weave.", "no", "a.jpg; b.jpg")
    (from_xlsx,) = read_list(an_xlsx(row, (TWO, None, None, None, None, None)))
    (from_csv,) = read_list(a_list(f"{ONE},Brindle,Three colours,I weave.,no,a.jpg; b.jpg"))
    assert from_xlsx == from_csv
    assert from_csv.photos == ("a.jpg", "b.jpg")
    (semicolons,) = read_list(("\ufeff" + HEAD.replace(",", ";") + f"{ONE};Brindle;T;W;no;").encode())
    assert semicolons.maker == "Brindle"


def test_a_formula_in_an_xlsx_is_told() -> None:
    (row,) = read_list(an_xlsx((ONE, "Brindle", "=1+1", "I weave.", "no", "")))
    assert "“title” begins with a sign" in row.troubles[0]


def test_the_empty_list_has_fresh_ids_and_every_column(client: Client) -> None:
    answer = client.get("/studio/import/stories.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert len({uuid.UUID(line.split(",")[0]) for line in lines[1:]}) == 30
    with pytest.raises(ListRefused):
        read_list(write_template([ONE]).encode())


def an_xlsx_with(name: str, content: bytes) -> bytes:
    out = io.BytesIO(an_xlsx((ONE, "Brindle", "T", "W", "no", "")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no rows"),
        (HEAD.encode(), "no rows"),
        (b"<html>", "no list that can be read"),
        (b"\xff\xfe\x00", "no list that can be read"),
        (b"PK\x03\x04rest", "no list that can be read"),
        (b"id,maker,title\n1,2,3", "column “text” is missing"),
        (b"id,maker,title,text,real name\n1,2,3,4,5", "column “real name” is not known"),
        (b"id,maker,title,text,text\n1,2,3,4,5", "stands twice"),
        (HEAD.encode() + b"x" * (2 * 1024 * 1024), "larger than 2 MB"),
        (HEAD.encode() + b"".join(b"%d,a,b,c,,\n" % n for n in range(201)), "more than 200 rows"),
        (an_xlsx_with("xl/vbaProject.bin", b"program"), "programs (macros)"),
        (an_xlsx_with("xl/bomb.xml", b"\0" * 30_000_000), "larger than 2 MB"),
        (an_xlsx_with("xl/x.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]>"), "no list that can be read"),
        (HEAD.encode() + b'"never closed', "no list that can be read"),
    ],
)
def test_a_list_that_cannot_be_read_is_told(data: bytes, sentence: str) -> None:
    with pytest.raises(ListRefused) as refused:
        read_list(data)
    assert sentence in refused.value.sentence


def linked() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.jpg")
    info.external_attr = 0o120777 << 16
    return info


@pytest.mark.parametrize(
    "data",
    [
        b"no zip",
        a_zip_of(("../../etc/cron.d/a.jpg", b"x")),
        a_zip_of(("/etc/a.jpg", b"x")),
        a_zip_of(("..\\..\\a.jpg", b"x")),
        a_zip_of(("C:/a.jpg", b"x")),
        a_zip_of((linked(), b"/etc/passwd")),
        a_zip_of(("one/a.jpg", b"x"), ("two/a.jpg", b"y")),
        a_zip_of(("shell.php", b"x")),
        a_zip_of(("a.php.jpg", b"x")),
        a_zip_of(*((f"{n}.jpg", b"x") for n in range(201))),
        a_zip_of(*((f"{n}.jpg", b"\0" * 14_000_000) for n in range(15))),
    ],
)
def test_a_folder_with_tricks_is_refused(data: bytes) -> None:
    with pytest.raises(ListRefused):
        PhotoFolder(data)


def test_litter_of_desktops_is_left_out_and_folders_are_forgotten() -> None:
    folder = PhotoFolder(a_zip_of(("photos/a.jpg", b"x"), ("__MACOSX/._a.jpg", b"y"), ("photos/.DS_Store", b"z")))
    assert folder.names == {"a.jpg"}
    assert folder.read("a.jpg") == b"x"


def test_a_head_that_lies_about_its_size_is_not_believed(cast: Cast, brindle: Persona) -> None:
    data = bytearray(a_zip(a__jpg=b"\0" * 20_000_000))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(mark) + place
        data[start : start + 4] = (100).to_bytes(4, "little")
    row = f"{ONE},Brindle,Title,Words.,no,a.jpg"
    try:
        report = look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(row), folder=bytes(data))
        assert report.rows[0].outcome == "error"
    except ListRejected as error:
        assert error.sentence.endswith(".")


def test_a_folder_that_is_too_large_is_told_before_it_is_read(client: Client, brindle: Persona) -> None:
    sent = {
        "sheet": SimpleUploadedFile("l.csv", a_list(GOOD)),
        "photos": SimpleUploadedFile("p.zip", b"\0" * (40 * 1024 * 1024 + 1)),
    }
    answer = client.post("/studio/import/", sent)
    assert answer.status_code == 400
    assert not ImportList.objects.exists()

"""Rows of a CSV or XLSX list. Formulas, macros, bombs and unknown columns are refused.

A cell that a spreadsheet would run (OWASP, CSV Injection) is refused too, so that no list or report passes one on.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from artisans.bulk.refusals import LIST_TOO_LARGE, MACROS, NO_ROWS, NOT_A_LIST, ListRefused
from themes.sentences import mark as _
from themes.sentences import sentence

REQUIRED = ("id", "maker", "title", "text")
COLUMNS = (*REQUIRED, "language", "child", "photos")
MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 200
_MOST_UNPACKED = 20 * 1024 * 1024
_MOST_PARTS = 60
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_FOREIGN_PART = re.compile(r"vbaproject|externallink|activex|embeddings|oleobject|\.bin$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was written; `number` as the spreadsheet counts. `troubles` says what is wrong with its cells."""

    number: int
    id: str
    maker: str
    title: str
    text: str
    language: str
    child: str
    photos: tuple[str, ...]
    troubles: tuple[str, ...] = ()


def read_list(data: bytes) -> tuple[Row, ...]:
    """The rows of a list that say more than an id.

    Raises:
        ListRefused: it cannot be read, has unknown or missing columns, is too large, or holds programs.
    """
    if len(data) > MOST_BYTES:
        raise ListRefused(LIST_TOO_LARGE)
    lines = _read_xlsx(data) if data.startswith(b"PK\x03\x04") else _read_csv(data)
    if not lines:
        raise ListRefused(NO_ROWS)
    columns = _read_columns(lines[0])
    rows = [_to_row(number, dict(zip(columns, line, strict=False))) for number, line in enumerate(lines[1:], start=2)]
    filled = tuple(row for row in rows if row.maker or row.title or row.text or row.photos)
    if not filled:
        raise ListRefused(NO_ROWS)
    if len(filled) > MOST_ROWS:
        raise ListRefused(LIST_TOO_LARGE)
    return filled


def write_template(ids: Iterable[str]) -> str:
    """An empty list with ids, as CSV that spreadsheets open in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([one, *[""] * (len(COLUMNS) - 1)] for one in ids)
    return "\ufeff" + out.getvalue()


def _read_csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListRefused(NOT_A_LIST) from error
    head = text.split("\n", 1)[0]
    if "\0" in text or text.lstrip()[:1] in ("<", "%", "{"):
        raise ListRefused(NOT_A_LIST)
    delimiter = max(",;\t", key=head.count)
    try:
        lines = [
            line for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if any(line)
        ]
    except csv.Error as error:
        raise ListRefused(NOT_A_LIST) from error
    if len(lines) > MOST_ROWS * 3:
        raise ListRefused(LIST_TOO_LARGE)
    return lines


def _read_xlsx(data: bytes) -> list[list[str]]:
    _check_parts(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        lines = []
        for number, cells in enumerate(book.worksheets[0].iter_rows(max_col=len(COLUMNS) + 5), start=1):
            if number > MOST_ROWS * 3:
                raise ListRefused(LIST_TOO_LARGE)
            lines.append([_cell_text(cell) for cell in cells])
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        SyntaxError,
    ) as error:
        raise ListRefused(NOT_A_LIST) from error
    while lines and not any(lines[-1]):
        lines.pop()
    width = len([text for text in lines[0] if text]) if lines else 0
    return [line[:width] if not any(line[width:]) else line for line in lines]


def _check_parts(data: bytes) -> None:
    """What the file unpacks to is counted before a reader sees it; a declaration of entities is no part of a list."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise ListRefused(LIST_TOO_LARGE)
            if any(_FOREIGN_PART.search(part.filename) for part in parts):
                raise ListRefused(MACROS)
            for part in parts:
                with archive.open(part) as file:
                    content = file.read(_MOST_UNPACKED + 1)
                if len(content) > part.file_size or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                    raise ListRefused(NOT_A_LIST)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise ListRefused(NOT_A_LIST) from error


def _cell_text(cell: Any) -> str:
    """A formula keeps its sign, so that the check of cells finds it."""
    value = cell.value
    if value is None:
        return ""
    return f"={value}" if cell.data_type == "f" and not str(value).startswith("=") else str(value)


def _read_columns(line: Sequence[str]) -> list[str]:
    columns = [text.strip().lower() for text in line]
    unknown = [name for name in columns if name not in COLUMNS]
    missing = [name for name in REQUIRED if name not in columns]
    if unknown:
        if not unknown[0]:
            raise ListRefused(sentence("A column has no name. Known are: %(known)s.", known=", ".join(COLUMNS)))
        known = ", ".join(COLUMNS)
        raise ListRefused(
            sentence("The column “%(column)s” is not known. Known are: %(known)s.", column=unknown[0][:40], known=known)
        )
    if missing:
        needed = ", ".join(REQUIRED)
        raise ListRefused(
            sentence("The column “%(column)s” is missing. Needed are: %(needed)s.", column=missing[0], needed=needed)
        )
    if len(set(columns)) != len(columns):
        raise ListRefused(_("A column stands twice."))
    return columns


def _to_row(number: int, cells: dict[str, str]) -> Row:
    values = {name: cells.get(name, "").strip() for name in COLUMNS}
    runs = [name for name in COLUMNS if cells.get(name, "").lstrip(" ").startswith(_RUNS)]
    troubles = tuple(
        sentence("“%(column)s” begins with a sign that a spreadsheet would run. Begin it with a word.", column=name)
        for name in runs
    )
    photos = tuple(name.strip() for name in re.split(r"[;\n]", values["photos"]) if name.strip())
    return Row(
        number=number,
        id=values["id"].lower(),
        maker=values["maker"],
        title=values["title"],
        text=values["text"],
        language=values["language"].lower() or "en",
        child=values["child"].lower(),
        photos=photos,
        troubles=troubles,
    )

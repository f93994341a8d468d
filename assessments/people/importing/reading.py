"""From the bytes of an uploaded list to a table of cells with the row numbers of the file.

Gates come before parsing: size, kind, then the archive and the parser in a child process (`workbook`).
"""

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessments.people.importing import headings, workbook
from assessments.people.importing.headings import Cell

LARGEST_BYTES = 4 * 1024 * 1024
SECONDS = 20
Rows = list[tuple[int, tuple[Cell, ...]]]
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_DELIMITERS = (";", ",", "\t")


class Unreadable(Exception):
    """The file is refused before any row was looked at; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Table:
    """The header as written, its row in the file, and the rows below it under their numbers in the file."""

    sha256: str
    header_row: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read(data: bytes) -> Table:
    """The table in ``data``, a .xlsx or .csv told by its first bytes; ``Unreadable`` otherwise."""
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > LARGEST_BYTES:
        raise Unreadable("too_large")
    if data.startswith(_OLD_OFFICE):
        raise Unreadable("old_or_protected")
    rows = _read_workbook(data) if data.startswith(_ZIP) else _read_text(data)
    return _table(rows, hashlib.sha256(data).hexdigest())


def _table(rows: Rows, sha256: str) -> Table:
    found = headings.find_header([row for _number, row in rows])
    if found is None:
        raise Unreadable("no_header")
    header_row, heading_cells = rows[found]
    header = tuple(_shown(one) for one in heading_cells)
    width = len(header)
    below = tuple(
        (number, (*row[:width], *([""] * (width - len(row)))))
        for number, row in rows[found + 1 :]
        if any(row[:width])
    )
    if not below:
        raise Unreadable("no_rows")
    return Table(sha256=sha256, header_row=header_row, header=header, rows=below)


def _shown(one: Cell) -> str:
    return " ".join(one.split()) if isinstance(one, str) else one.isoformat()


def _read_workbook(data: bytes) -> Rows:
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(Path(workbook.__file__))],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
        answer = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError) as failure:
        raise Unreadable("too_heavy") from failure
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    return [(number, tuple(_cell(one) for one in row)) for number, row in answer["rows"]]


def _cell(one: str | list[str]) -> Cell:
    return one.strip() if isinstance(one, str) else date.fromisoformat(one[1])


def _read_text(data: bytes) -> Rows:
    text = _decoded(data)
    if "\x00" in text:
        raise Unreadable("not_a_list")
    readings = [_split(text, delimiter) for delimiter in _DELIMITERS]
    return max(readings, key=lambda rows: headings.known_columns([row for _number, row in rows]))


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 as Excel's "Unicode text", or Windows-1252."""
    tries = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in tries:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("not_a_list")


def _split(text: str, delimiter: str) -> Rows:
    try:
        return list(_counted(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as failure:
        raise Unreadable("not_a_list") from failure


def _counted(records: Iterable[list[str]]) -> Iterable[tuple[int, tuple[Cell, ...]]]:
    """The filled records under their numbers: a spreadsheet shows a record as a row, line breaks and all."""
    filled = 0
    for number, record in enumerate(records, start=1):
        row = tuple(one.strip()[: workbook.CELL_CHARACTERS] for one in record)
        if not any(row):
            continue
        filled += 1
        if filled > workbook.ROWS:
            raise Unreadable("too_many_rows")
        if any(row[workbook.COLUMNS :]):
            raise Unreadable("too_many_columns")
        yield number, row[: workbook.COLUMNS]

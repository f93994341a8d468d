"""Reads one .xlsx from standard input and prints its cells as JSON: run as a child process, never trusted.

The child limits its own memory and time before it opens anything. It knows openpyxl and the standard
library alone, so that it starts fast and finds nothing of ours to break.
"""

import io
import json
import os
import sys
import warnings
import zipfile
from datetime import date, datetime
from typing import Any

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 15
MEMBERS = 400
UNZIPPED_BYTES = 48 * 1024 * 1024
RATIO = 200
RATIO_FROM_BYTES = 4 * 1024 * 1024
ROWS = 1_050
COLUMNS = 80
CELL_CHARACTERS = 2_000
_CHUNK = 64 * 1024


class Refused(Exception):
    """The workbook is not read; ``args[0]`` says why, as a code."""


def check_archive(data: bytes) -> None:
    """Unpack every member into nothing, counting, before any parser sees it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > MEMBERS:
            raise Refused("too_many_parts")
        unzipped = 0
        for member in members:
            with archive.open(member) as part:
                while chunk := part.read(_CHUNK):
                    unzipped += len(chunk)
                    if unzipped > UNZIPPED_BYTES:
                        raise Refused("unzips_too_large")
                    if unzipped > RATIO_FROM_BYTES and unzipped > RATIO * len(data):
                        raise Refused("unzips_too_large")
                    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                        raise Refused("unreadable")


def cell(value: Any) -> str | list[str]:
    """A cell as JSON: text, or ``["d", "2026-01-31"]`` for what Excel keeps as a day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)[:CELL_CHARACTERS]


def rows_of(sheet: Any) -> list[list[Any]]:
    """The filled rows of a sheet as ``[number, cells]``; stops at the first that is too many or too wide."""
    sheet.reset_dimensions()
    rows: list[list[Any]] = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        row = [cell(value) for value in values] if any(value is not None for value in values) else []
        while row and not row[-1]:
            row.pop()
        if len(row) > COLUMNS:
            raise Refused("too_many_columns")
        if row:
            rows.append([number, row])
        if len(rows) > ROWS:
            raise Refused("too_many_rows")
    return rows


def read(data: bytes) -> list[list[Any]]:
    """The cells of the first visible sheet that holds any; every failure is a ``Refused``."""
    # openpyxl then parses with the standard library, guarded by defusedxml where that is installed.
    os.environ.setdefault("OPENPYXL_LXML", "False")
    try:
        check_archive(data)
        import openpyxl  # noqa: PLC0415  (after the limits and the archive's check)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible" and (rows := rows_of(sheet)):
                    return rows
    except (Refused, MemoryError):
        raise
    except Exception as failure:  # openpyxl raises whatever the broken part provokes
        raise Refused("unreadable") from failure
    return []


def limit() -> None:
    """Bind this process; where the platform has no limits, the parent's clock remains."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (not on every platform)

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """JSON on standard output: ``{"rows": [...]}`` or ``{"refused": "code"}``."""
    limit()
    try:
        answer: dict[str, Any] = {"rows": read(sys.stdin.buffer.read())}
    except Refused as refusal:
        answer = {"refused": refusal.args[0]}
    except MemoryError:
        answer = {"refused": "too_heavy"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()

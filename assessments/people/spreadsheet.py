"""Tables that leave the house as CSV or XLSX: no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from assessments.access.exports import harmless

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with its mark and semicolons, so that a double click opens it right in Excel."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    for row in (headings, *rows):
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet; every cell is written as text."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, _cell(heading), bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, _cell(value))
    sheet.freeze_panes(1, 0)
    book.close()
    return target.getvalue()


def _cell(value: Any) -> str:
    return "" if value is None else str(harmless(value))

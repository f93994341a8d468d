"""Whatever somebody uploads is a table or a refusal, soon."""

import io
import random
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from assessments.people import phrases
from assessments.people.importing import entries, headings, reading, workbook
from tests.data import make_participants

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 3, 9)
LIST = "Apellidos y nombres;Sexo\r\nÑAHUI, Pía;mujer\r\n"


def refusal(data):
    with pytest.raises(reading.Unreadable) as refused:
        reading.read(data)
    assert refused.value.code in phrases.UNREADABLE
    return refused.value.code


def sheet(*rows, **options):
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


def archive(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return target.getvalue()


def cells_of(data):
    table = reading.read(data)
    return [
        (number, tuple(one if isinstance(one, str) else f"{one:%d/%m/%Y}" for one in row))
        for number, row in table.rows
    ]


def test_the_shipped_lists_are_what_the_script_makes():
    for name, make in make_participants.FILES.items():
        assert cells_of((DATA / name).read_bytes()) == cells_of(make()), name
    assert make_participants.as_csv(corrected=False) == (DATA / "participants_ayacucho.csv").read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_letters_survive_every_usual_way_to_save(encoding, delimiter):
    rows = [["Apellidos", "Nombres", "Sexo"], ["ÑAHUI", "Pía", "mujer"]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)

    table = reading.read(data)

    assert table.rows == ((2, ("ÑAHUI", "Pía", "mujer")),)


def test_rows_keep_the_numbers_of_the_file():
    text = '\r\nTÍTULO;\r\n;\r\nApellidos y nombres;Sexo\r\n;\r\nA, B;mujer\r\n\r\n"C,\r\nD";varón\r\n'

    table = reading.read(text.encode())

    assert table.header_row == 4
    assert [number for number, _row in table.rows] == [6, 8]


def test_a_workbook_gives_days_numbers_and_the_first_sheet_that_holds_something():
    book, target = Workbook(), io.BytesIO()
    filled = book.create_sheet()
    filled.append(["Apellidos y nombres", "Sexo", "Nacimiento", "Código"])
    filled.append(["A, B", "mujer", datetime(1985, 3, 12), 17.0])
    book.save(target)

    table = reading.read(target.getvalue())

    assert table.rows == ((2, ("A, B", "mujer", date(1985, 3, 12), "17")),)


def test_blank_rows_cost_nothing_and_hide_nobody():
    book, target = Workbook(), io.BytesIO()
    book.active.append(["Apellidos y nombres", "Sexo"])
    book.active.append(["A, B", "mujer"])
    book.active.cell(row=100_000, column=60).number_format = "0.00"
    book.active.cell(row=90_000, column=1).value = "C, D"
    book.save(target)

    assert [number for number, _row in reading.read(target.getvalue()).rows] == [2, 90_000]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"x" * (reading.LARGEST_BYTES + 1), "too_large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_or_protected"),
        (b"PK\x03\x04 no archive", "unreadable"),
        (archive(**{"hello.txt": "no workbook"}), "unreadable"),
        (archive(**{f"part{number}": "" for number in range(workbook.MEMBERS + 1)}), "too_many_parts"),
        (b"%PDF-1.7\x00\x01", "not_a_list"),
        (b"a;b\x81;c", "not_a_list"),
        (b"uno;dos\r\n1;2\r\n", "no_header"),
        (LIST.splitlines()[0].encode(), "no_rows"),
        ((LIST + "A, B;mujer\r\n" * 3_000).encode(), "too_many_rows"),
        ((LIST + ";" * 200 + "x\r\n").encode(), "too_many_columns"),
        (sheet(["Apellidos y nombres", "Sexo"], ["x"] * 200), "too_many_columns"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(data, code):
    assert refusal(data) == code


@pytest.mark.parametrize("megabytes", [20, 120])
def test_a_zip_bomb_is_refused_before_it_unfolds(megabytes):
    bomb = archive(**{"xl/worksheets/sheet1.xml": b"0" * (megabytes * 1024 * 1024)})
    begun = time.monotonic()

    assert refusal(bomb) == "unzips_too_large"
    assert len(bomb) < reading.LARGEST_BYTES
    assert time.monotonic() - begun < 10


def test_what_unfolds_too_far_is_refused_though_it_is_packed_like_a_list():
    letters = random.Random(1).choices(b"<row>0123456789", k=workbook.UNZIPPED_BYTES // 16)
    heavy = archive(**{"xl/worksheets/sheet1.xml": bytes(letters) + b" " * workbook.UNZIPPED_BYTES})

    assert 2 * workbook.UNZIPPED_BYTES / len(heavy) < workbook.RATIO
    assert refusal(heavy) == "unzips_too_large"


def test_a_sheet_of_a_million_far_cells_is_refused_soon():
    rows = "".join(f'<row r="{n}"><c r="XFD{n}" t="n"><v>1</v></c></row>' for n in range(1, 5_000))
    wide = list(sheet(["Apellidos y nombres", "Sexo"]))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(wide))) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                begin, end = content.index(b"<sheetData>"), content.index(b"</sheetData>")
                content = content[: begin + 11] + rows.encode() + content[end:]
            copy.writestr(name, content)
    begun = time.monotonic()

    assert refusal(target.getvalue()) == "too_many_columns"
    assert time.monotonic() - begun < 10


def test_entities_in_a_workbook_are_refused():
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

    assert refusal(archive(**{"xl/workbook.xml": evil})) == "unreadable"


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.001)

    assert refusal(sheet(["Apellidos y nombres", "Sexo"], ["A, B", "mujer"])) == "too_heavy"


def read_whole(rows):
    """What happens to any table after reading: columns guessed, entries and problems told apart."""
    table = reading._table(rows, "0" * 64)
    mapping = headings.guess(table.header)
    found, problems = entries.read_entries(table.header, table.rows, mapping, TODAY)
    for problem in problems:
        assert all(phrases.problem(problem.code, problem.details))
    assert {entry.row for entry in found}.isdisjoint({problem.row for problem in problems})


@given(st.binary(max_size=2_000))
@example(b"\xff\xfe\x00")
@example(b'Sexo;"')
def test_any_bytes_are_a_table_or_a_refusal(data):
    try:
        if data.startswith(b"PK\x03\x04"):
            read_whole(
                [(number, tuple(reading._cell(one) for one in row)) for number, row in workbook.read(data)]
            )
        else:
            read_whole(reading._read_text(data))
    except reading.Unreadable as refused:
        assert refused.code in phrases.UNREADABLE
    except workbook.Refused as refused:
        assert refused.args[0] in phrases.UNREADABLE


@pytest.mark.parametrize("name", sorted(make_participants.FILES))
@given(data=st.data())
def test_any_damage_to_a_real_list_is_a_table_or_a_refusal(name, data):
    whole = bytearray((DATA / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))

    test_any_bytes_are_a_table_or_a_refusal.hypothesis.inner_test(bytes(whole))


cells_as_found = st.one_of(
    st.text(max_size=30),
    st.dates(),
    st.sampled_from(["M", "F", "sí", "no", "31/02/2026", "12/03/1985", "QUISPE, Ana", "=1+1", "1985", "x"]),
)


@given(st.lists(st.lists(cells_as_found, min_size=12, max_size=12), min_size=1, max_size=6))
def test_any_cells_below_the_offices_header_are_entries_or_problems(rows):
    filled = [(number, tuple(row)) for number, row in enumerate(rows, start=2) if any(row)]

    read_whole([(1, make_participants.HEADER), *(filled or [(2, ("x",) * 12)])])

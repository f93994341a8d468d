"""From a table and its mapping to entries that can be written and problems that can be mended. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assessments.people.importing import cells
from assessments.people.importing.headings import Cell, Field

LONGEST_VALUE_SHOWN = 40
_PURPOSES = {
    Field.CONSENT_PROGRAMME: "programme",
    Field.CONSENT_MEASURES: "measures",
    Field.CONSENT_CONTACT: "contact",
    Field.CONSENT_CERTIFICATE: "certificate",
    Field.CONSENT_IMAGE: "image",
}


@dataclass(frozen=True)
class Problem:
    """What keeps a row out: its number in the file, the column as written there, a code and its details."""

    row: int
    column: str
    code: str
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One person of the list, as the programme will keep the person."""

    row: int
    surnames: str
    given_names: str
    sex: str
    language: str = "es"
    reading_support: str = "none"
    birth_band: str = ""
    unit: str = ""
    from_on: date | None = None
    consents: tuple[tuple[str, bool], ...] = ()
    consent_on: date | None = None
    consent_form: str = "written"
    witness: str = ""
    external_id: str = ""


class RowReader:
    """Reads the cells of one row by field and gathers what is wrong with them."""

    def __init__(self, number: int, row: Sequence[Cell], header: Sequence[str], mapping: Mapping[int, Field]):
        self.number = number
        self.at = {one: index for index, one in mapping.items()}
        self.row, self.header = row, header
        self.problems: list[Problem] = []

    def cell(self, which: Field) -> Cell:
        return self.row[self.at[which]] if which in self.at else ""

    def refuse(self, which: Field, code: str, **details: str | int) -> None:
        column = self.header[self.at[which]] if which in self.at else ""
        self.problems.append(Problem(self.number, column, code, details))

    def read(self, which: Field, meaning: Callable[..., Any], *more: Any, otherwise: Any = "") -> Any:
        try:
            return meaning(self.cell(which), *more)
        except cells.Unclear as unclear:
            self.refuse(which, unclear.code, value=cells.text(self.cell(which))[:LONGEST_VALUE_SHOWN])
            return otherwise


def read_entries(
    header: Sequence[str],
    rows: Sequence[tuple[int, Sequence[Cell]]],
    mapping: Mapping[int, Field],
    today: date,
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Every readable entry, and every problem of the others, in the order of the file."""
    at_sex = next((index for index, which in mapping.items() if which is Field.SEX), None)
    lone_m = cells.meaning_of_m(row[at_sex] for _, row in rows) if at_sex is not None else None
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, row in rows:
        reader = RowReader(number, row, header, mapping)
        entry = _entry(reader, lone_m, today)
        problems.extend(reader.problems)
        if not reader.problems:
            entries.append(entry)
    problems.extend(_repeated(header, rows, mapping))
    problems.extend(_repeated_external_ids(header, entries, mapping))
    spoilt = {problem.row for problem in problems}
    kept = tuple(entry for entry in entries if entry.row not in spoilt)
    return kept, tuple(sorted(problems, key=lambda problem: problem.row))


def _entry(reader: RowReader, lone_m: str | None, today: date) -> Entry:
    surnames, given_names = _names(reader)
    reading = (
        reader.read(Field.READING_HELP, cells.needs_help)
        if Field.READING_HELP in reader.at
        else reader.read(Field.READS, cells.reads)
    )
    entry = Entry(
        row=reader.number,
        surnames=surnames,
        given_names=given_names,
        sex=reader.read(Field.SEX, cells.sex, lone_m),
        language=reader.read(Field.LANGUAGE, cells.language),
        reading_support=reading,
        birth_band=reader.read(Field.BIRTH, cells.birth_band, today),
        unit=_short(reader, Field.UNIT, 60),
        from_on=reader.read(Field.FROM_ON, cells.past_day, today),
        external_id=_short(reader, Field.EXTERNAL_ID, 80),
    )
    return _with_consents(reader, entry, today)


def _short(reader: RowReader, which: Field, longest: int) -> str:
    line = cells.text(reader.cell(which))
    if len(line) > longest:
        reader.refuse(which, "text_too_long", longest=longest)
    return line[:longest]


def _names(reader: RowReader) -> tuple[str, str]:
    if Field.FULL_NAME in reader.at:
        surnames, given_names = reader.read(Field.FULL_NAME, cells.split_name, otherwise=("", ""))
        where_surnames = where_given = Field.FULL_NAME
    else:
        whole = Field.SURNAMES in reader.at
        where_surnames = Field.SURNAMES if whole else Field.FIRST_SURNAME
        where_given = Field.GIVEN_NAMES
        parts = [where_surnames] if whole else [Field.FIRST_SURNAME, Field.SECOND_SURNAME]
        surnames = " ".join(part for one in parts if (part := reader.read(one, cells.name)))
        given_names = reader.read(Field.GIVEN_NAMES, cells.name)
    if not reader.problems:
        if not surnames:
            reader.refuse(where_surnames, "surnames_missing")
        if not given_names:
            reader.refuse(where_given, "given_names_missing")
    return surnames, given_names


def _with_consents(reader: RowReader, entry: Entry, today: date) -> Entry:
    answers = []
    for which, purpose in _PURPOSES.items():
        answer = reader.read(which, cells.yes_or_no, otherwise=None)
        if answer is not None:
            answers.append((purpose, answer))
    already = len(reader.problems)
    on = reader.read(Field.CONSENT_ON, cells.past_day, today, otherwise=None)
    if answers and on is None and len(reader.problems) == already:
        reader.refuse(Field.CONSENT_ON, "consent_without_day")
    form = reader.read(Field.CONSENT_FORM, cells.consent_form)
    witness = _short(reader, Field.WITNESS, 60)
    if answers and form == "oral" and not witness:
        reader.refuse(Field.WITNESS if Field.WITNESS in reader.at else Field.CONSENT_FORM, "witness_missing")
    return replace(entry, consents=tuple(answers), consent_on=on, consent_form=form, witness=witness)


def _repeated(
    header: Sequence[str], rows: Sequence[tuple[int, Sequence[Cell]]], mapping: Mapping[int, Field]
) -> list[Problem]:
    """Rows that say the same in every mapped column as a row above: somebody was copied twice."""
    first: dict[tuple[str, ...], int] = {}
    problems = []
    column = header[min(mapping)] if mapping else ""
    for number, row in rows:
        said = tuple(cells.text(row[index]) for index in sorted(mapping))
        if number != first.setdefault(said, number) and any(said):
            problems.append(Problem(number, column, "same_as_row", {"other": first[said]}))
    return problems


def _repeated_external_ids(
    header: Sequence[str], entries: Sequence[Entry], mapping: Mapping[int, Field]
) -> list[Problem]:
    at = next((index for index, which in mapping.items() if which is Field.EXTERNAL_ID), None)
    if at is None:
        return []
    first: dict[str, Entry] = {}
    problems = []
    for entry in entries:
        other = first.setdefault(entry.external_id or f"row {entry.row}", entry)
        if other is not entry:
            problems.append(Problem(entry.row, header[at], "external_id_repeated", {"other": other.row}))
    return problems

"""What a page of answers shows: a row per person, a cell per question, who may not answer, what conflicts.

Reads the ledger, the consents and the names. No score is read here: whoever types answers never sees one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.utils import timezone

from assessments.access import policies
from assessments.access.models import Posting
from assessments.access.roles import TABLE, Action
from assessments.cohorts.models import Enrolment
from assessments.measures import about, consent, forms, keying, phrases, sheets
from assessments.measures.forms import Posted
from assessments.measures.parts import Item
from assessments.measures.sheets import Said, Sheet
from assessments.people import identity, likeness
from assessments.sessions import fold, ledger, ops
from assessments.sessions.ledger import Folded

MOST_FIELDS, MOST_ROWS = 850, 25


@dataclass(frozen=True)
class Choice:
    """One of the answers in a conflict."""

    button: str
    words: str
    who: str
    at: datetime


@dataclass
class Cell:
    """One question of one person."""

    column: int
    typed: str
    conflict: bool = False


@dataclass
class Row:
    """One person."""

    number: int
    target: UUID
    code: str
    name: str
    ended_on: date | None
    agrees: bool
    cells: list[Cell]
    heads: str
    how: dict[str, str]
    conflicts: list[tuple[str, list[Choice]]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell.typed)


@dataclass
class Grid:
    """The whole page."""

    sheet: Sheet
    replica: str
    opened_at: str
    page: Page
    rows: list[Row]
    how: dict[str, str]
    interviewers: list[tuple[str, str]]
    errors: list[dict[str, str]]
    saved: ledger.Writer | None

    @property
    def questions(self) -> list[tuple[int, str]]:
        return [(number, phrases.text(item.text)) for number, item in enumerate(self.sheet.items, start=1)]

    @property
    def keys(self) -> list[tuple[str, str]]:
        """The keys of the sheet's first question; a sheet is read with one row of keys above it."""
        found = {}
        for item in self.sheet.items:
            for key in keying.keys_of(self.sheet.definition, item):
                words = phrases.text(key.label) or phrases.REASONS.get(key.value, key.value)
                found.setdefault(key.typed, words)
        return list(found.items())

    @property
    def quick(self) -> str:
        """The keys that jump on by themselves; none where a question is a count."""
        counts = any(item.kind == "count" for item in self.sheet.items)
        return "" if counts else "".join(typed for typed, _words in self.keys)

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Those of the questionnaire, and whatever was said to have been spoken."""
        own = [code for code, _title in self.sheet.definition.title.entries]
        said = [row.how["language"] for row in self.rows]
        return phrases.language_choices(
            dict.fromkeys([*own, self.sheet.cohort.language, *filter(None, said)])
        )


def today_at(sheet: Sheet) -> date:
    """Today where the group meets."""
    return timezone.now().astimezone(ZoneInfo(sheet.cohort.facility.time_zone)).date()


@dataclass(frozen=True)
class _Seen:
    """What was read for the page, before it is laid out."""

    sheet: Sheet
    folded: Folded
    said: Mapping[str, Said]
    names: Mapping[UUID, str]
    agreeing: frozenset[UUID]


def grid(sheet: Sheet, user: Any, number: str, posted: Posted | None = None) -> Grid:
    """The page as it stands, or with what was typed if it came back with errors."""
    folded = ledger.read(sheet.book)
    members = _members(folded)
    names = _names(sheet, user, members)
    members.sort(key=lambda one: _sorted_by(one, names))
    page = Paginator(members, _rows_a_page(sheet)).get_page(number)
    agreeing = consent.agreeing(UUID(ledger.person_of(one, "")) for one in page.object_list)
    seen = _Seen(sheet, folded, sheets.said(folded), names, agreeing)
    found = Grid(
        sheet=sheet,
        replica=posted.form.replica if posted else ledger.mint(),
        opened_at=posted.form.opened_at if posted else timezone.now().isoformat(timespec="seconds"),
        page=page,
        rows=[_row(seen, one, place) for place, one in enumerate(page.object_list, start=1)],
        how=_defaults(sheet, user),
        interviewers=_interviewers(sheet, user, seen.said.values()),
        errors=[],
        saved=max(folded.writers.values(), key=lambda writer: writer.received_at, default=None),
    )
    return _typed(found, posted) if posted else found


def _rows_a_page(sheet: Sheet) -> int:
    """So many people that the browser sends fewer fields than Django takes."""
    return max(1, min(MOST_ROWS, MOST_FIELDS // (len(sheet.items) + len(forms.HOW) + 2)))


def _members(folded: Folded) -> list[Enrolment]:
    """Everybody who was ever in the group, once; paper may be typed in after somebody has left."""
    chosen: dict[str, Enrolment] = {}
    for target, one in folded.enrolments.items():
        if one.ends_on is None or one.ends_on > one.starts_on:
            chosen[folded.person_of(target)] = one
    return list(chosen.values())


def _names(sheet: Sheet, user: Any, members: list[Enrolment]) -> dict[UUID, str]:
    facility = sheet.cohort.facility
    if facility.codes_only or not policies.may(user, Action.SEE_IDENTITY, facility.pk):
        return {}
    found = identity.names_of([one.participant_id for one in members], user=user, purpose="answers")
    return {person: name.preferred for person, name in found.items()}


def _sorted_by(one: Enrolment, names: Mapping[UUID, str]) -> tuple[str, str]:
    return likeness.folded(names.get(one.participant_id, "~")), one.participant.code


def _row(seen: _Seen, one: Enrolment, number: int) -> Row:
    person = ledger.person_of(one, "")
    agrees = UUID(person) in seen.agreeing
    links = [about.CELL, *(item.link_id for item in seen.sheet.items)]
    found = {column: seen.folded.cell(person, seen.sheet.field(link)) for column, link in enumerate(links)}
    open_ = {column: cell for column, cell in found.items() if cell and (agrees or column == 0)}
    said = seen.said.get(person) or Said()
    return Row(
        number=number,
        target=one.pk,
        code=one.participant.code,
        name=seen.names.get(one.participant_id, ""),
        ended_on=one.ends_on,
        agrees=agrees,
        cells=[
            _cell(seen.sheet, column, item, open_.get(column))
            for column, item in enumerate(seen.sheet.items, start=1)
        ],
        heads=forms.pack_heads({column: cell.base for column, cell in open_.items()}),
        how=_how(said),
        conflicts=[
            (_question(column), [_choice(seen, number, column, head) for head in cell.heads])
            for column, cell in open_.items()
            if cell.conflict
        ],
    )


def _cell(sheet: Sheet, column: int, item: Item, cell: fold.Cell | None) -> Cell:
    value = cell.value if cell else None
    return Cell(column, keying.typed(sheet.definition, item, value), bool(cell and cell.conflict))


def _how(said: Said) -> dict[str, str]:
    if said.about is None:
        return {"outcome": about.ANSWERED, **dict.fromkeys(forms.HOW[1:], "")}
    return about.to_value(said.about)


def _question(column: int) -> str:
    return str(phrases.QUESTION % {"number": column}) if column else str(phrases.HOW_IT_WAS_ASKED)


def _choice(seen: _Seen, number: int, column: int, head: fold.Head) -> Choice:
    writer = seen.folded.writers[head.id]
    words = _words(seen.sheet, column, head.value)
    return Choice(f"{number}|{column}|{head.id}", words, str(writer.user), writer.received_at)


def _words(sheet: Sheet, column: int, value: ops.Value) -> str:
    """A value in words: the key and what it stands for."""
    if value is None:
        return str(phrases.TAKEN_BACK)
    if column == 0:
        how = about.read(value)
        return ", ".join(map(str, phrases.how(how))) if how else ""
    item = sheet.items[column - 1]
    typed = keying.typed(sheet.definition, item, value)
    for key in keying.keys_of(sheet.definition, item):
        if key.typed == typed:
            return f"{typed} {phrases.text(key.label) or phrases.REASONS.get(key.value, '')}".strip()
    return typed


def _defaults(sheet: Sheet, user: Any) -> dict[str, str]:
    """What holds for the page unless a row says otherwise."""
    today = today_at(sheet)
    on = min(sheet.cohort.starts_on, today) if sheet.occasion == sheets.Occasion.BASELINE else today
    return {
        "mode": "paper_keyed",
        "language": sheet.cohort.language,
        "on": on.isoformat(),
        "interviewer": str(user.pk),
    }


def _interviewers(sheet: Sheet, user: Any, said: Iterable[Said]) -> list[tuple[str, str]]:
    """Who may have asked: whoever is posted here today and may type answers in, and whoever did ask."""
    roles = [role.value for role, actions in TABLE.items() if Action.RECORD_ANSWERS in actions]
    here = Posting.objects.active_on(today_at(sheet)).filter(facility=sheet.cohort.facility, role__in=roles)
    people = {str(row.user_id): str(row.user) for row in here.select_related("user")}
    named = {one.about.interviewer for one in said if one.about}
    people |= {key: str(one) for key, one in sheets.accounts(named).items()}
    return sorted((people | {str(user.pk): str(user)}).items(), key=lambda choice: choice[1])


def _typed(found: Grid, posted: Posted) -> Grid:
    """Put back what was typed, row by row, with the messages beside it."""
    values = posted.values
    found.how |= {name: values.get(name, "") for name in found.how}
    numbers = {target: number for number, target in posted.rows.items()}
    found.errors = [{"target": "", "text": text} for text in posted.errors.get(0, [])]
    for row in found.rows:
        number = numbers.get(str(row.target))
        if number is None:
            continue
        row.errors = list(map(str, posted.errors.get(number, [])))
        found.errors += [
            {"target": f"r{row.number}", "text": f"{row.name or row.code}: {text}"} for text in row.errors
        ]
        row.how |= {name: values.get(f"{name}-{number}", row.how[name]) for name in forms.HOW}
        if row.agrees:
            row.heads = values.get(f"heads-{number}", row.heads)
            for cell in row.cells:
                cell.typed = values.get(f"a-{number}-{cell.column}", cell.typed)
    return found

"""Fills the database with what years of work leave behind: people, names, cohorts, sessions, marks.

Rows go straight into their tables, with every column as the application would have written it: a million of
them take a minute or two, where building each as an object would take most of an hour.
"""

import json
import secrets
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice, product

from django.db import connections, transaction

from assessments import scope, vault
from assessments.models import (
    Attendance,
    Cohort,
    Enrolment,
    Identity,
    Op,
    Participant,
    Replica,
    Session,
    Stay,
)
from assessments.people import codes, identity
from assessments.sessions import ledger, marks, ops
from tests.builders import make_cohort, make_user

PRESENT = marks.mark_value(marks.Mark(marks.Status.PRESENT))
THEN = datetime(2026, 1, 5, 14, tzinfo=UTC)
SINCE = date(2020, 1, 1)
FIRST_ROW = 5
GIVEN = ("Rosa", "Julián", "Ñusta", "Ángel", "Killa", "Saturnino", "Yoni", "Óscar", "Wayra", "Benigna")
SURNAMES = ("Quispe", "Ccori", "Ñahui", "Sulca", "Ayala", "Huamán", "Palomino", "Yupanqui", "Cusi", "Rimachi")


def fill(facilities: Sequence, *, cohorts: int, sessions: int, people: int, named: bool = False) -> int:
    """So many cohorts, by turns at each facility, everybody marked every time; how many marks that made."""
    user, places = make_user(), cycle(facilities)
    with scope.use(scope.system("builders")):
        with transaction.atomic():
            for _ in range(cohorts):
                cohort = make_cohort(next(places))
                _mark(cohort, user, _sessions(cohort, sessions), add_members(cohort, people, named=named))
        settle()
    return cohorts * sessions * people


def settle() -> None:
    """Let the planner count the rows, as a database in service does by itself from time to time."""
    with connections["default"].cursor() as cursor:
        cursor.execute("ANALYZE")


def add_members(cohort: Cohort, people: int, *, named: bool) -> list[uuid.UUID]:
    """Invented people who stay at the cohort's facility and are enrolled in it: their enrolments."""
    persons = [(uuid.uuid4(), code) for code in _free_codes(people)]
    _insert(
        Participant,
        ("id", "code", "sex", "language", "reading_support", "birth_band", "created_at"),
        ((person, code, "female", "es", "none", "", THEN) for person, code in persons),
    )
    stays = ((person, cohort.facility_id, SINCE) for person, _code in persons)
    _insert(Stay, ("participant", "facility", "from_on"), stays)
    if named:
        _insert(Identity, ("participant", "key_id", "sealed"), _sealed(person for person, _code in persons))
    members = [(uuid.uuid4(), person) for person, _code in persons]
    _insert(
        Enrolment,
        ("id", "facility", "cohort", "participant", "starts_on", "end_reason", "created_at"),
        (
            (member, cohort.facility_id, cohort.pk, person, cohort.starts_on, "", THEN)
            for member, person in members
        ),
    )
    return members


def _sealed(persons: Iterable[uuid.UUID]) -> Iterator[tuple[uuid.UUID, str, bytes]]:
    vault.ensure_key_file()
    names = list(product(GIVEN, SURNAMES, SURNAMES))
    for person in persons:
        given, *surnames = secrets.choice(names)
        yield (person, *identity.seal_name(person, identity.Name(given, " ".join(surnames))))


def _free_codes(people: int) -> list[str]:
    """Codes that nobody has, as registering would find them."""
    drawn = {codes.new_code(secrets.randbelow) for _ in range(people + people // 10 + 5)}
    drawn -= set(Participant.objects.filter(code__in=drawn).values_list("code", flat=True))
    return list(islice(drawn, people))


def _sessions(cohort: Cohort, sessions: int) -> list[Session]:
    rows = [
        Session(
            facility=cohort.facility,
            cohort=cohort,
            number=number,
            on=cohort.starts_on + timedelta(days=15 * number),
            at=cohort.at,
            zone=cohort.facility.time_zone,
            minutes_planned=90,
            minutes_delivered=90,
            status="held",
            lesson_key=uuid.uuid4(),
            lesson_number=number,
            lesson_title=f"Tema {number}",
            lesson_language="es",
            content_sha256="0" * 64,
        )
        for number in range(1, sessions + 1)
    ]
    return Session.objects.bulk_create(rows)


OP_COLUMNS = (
    *("facility", "replica", "seq", "cohort", "session", "received_at"),
    *("target", "field", "p", "digest"),
)
ATTENDANCE_COLUMNS = (
    *("facility", "session", "participant", "enrolment"),
    *("status", "reason", "in_conflict", "heads"),
)


def _mark(cohort: Cohort, user, sessions: Sequence[Session], members: Sequence) -> None:
    """Everybody was there, every time: an op and an attendance for each."""
    facility = cohort.facility_id
    forms = [(ledger.mint(), session.pk) for session in sessions]
    marked = [
        (form, seq, session, member, person)
        for form, session in forms
        for seq, (member, person) in enumerate(members, FIRST_ROW)
    ]
    _insert(
        Replica,
        ("id", "facility", "user", "created_at"),
        ((form, facility, user.pk, THEN) for form, _session in forms),
    )
    _insert(
        Op,
        OP_COLUMNS,
        (
            (facility, form, seq, cohort.pk, session, THEN, *_texts(session, member))
            for form, seq, session, member, _person in marked
        ),
    )
    _insert(
        Attendance,
        ATTENDANCE_COLUMNS,
        (
            (facility, session, person, member, "present", "", False, [f"{form}:{seq}"])
            for form, seq, session, member, person in marked
        ),
    )


def _texts(session: uuid.UUID, member: uuid.UUID) -> tuple[str, str, str, str]:
    """Target, field, text and digest of one mark, as ``ops.compose`` would write them."""
    target = ops.enrolment_target(member)
    said = {"session": str(session), "target": target, "field": ops.Field.MARK, "value": PRESENT}
    text = json.dumps({**said, "base": [], "at": THEN.isoformat()}, separators=(",", ":"))
    return target, ops.Field.MARK, text, ops.digest(text)


def _insert(model, names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Values of these fields, a row at a time, prepared as the model's own fields prepare them."""
    connection = connections["default"]
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks_of_values = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    prepared = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks_of_values})", prepared)  # noqa: S608

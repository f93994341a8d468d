"""Fills the database with what years of work leave in one facility: people, sessions, marks, journal."""

import secrets
import uuid
from datetime import date, timedelta

from django.db import connection, transaction

from assessments import scope
from assessments.models import Attendance, Enrolment, Op, Participant, Replica, Session, Stay
from assessments.people import codes
from assessments.sessions import ledger, marks, ops
from tests.builders import make_cohort, make_user

BATCH = 400
PRESENT = marks.mark_value(marks.Mark(marks.Status.PRESENT))


def fill(facility, *, cohorts: int, sessions: int, people: int) -> int:
    """So many cohorts with every session marked for everybody; returns how many marks that made."""
    user = make_user()
    with scope.use(scope.system("builders")):
        for _ in range(cohorts):
            with transaction.atomic():
                _fill_cohort(make_cohort(facility), user, sessions, people)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return cohorts * sessions * people


def _fill_cohort(cohort, user, sessions: int, people: int) -> None:
    members = _members(cohort, people)
    held = _sessions(cohort, sessions)
    forms = [
        Replica(id=ledger.mint(), user=user, facility_id=cohort.facility_id, created_at=None) for _ in held
    ]
    Replica.objects.bulk_create(forms)
    Op.objects.bulk_create(
        (
            _op(cohort, session, form, seq, member)
            for session, form in zip(held, forms, strict=True)
            for seq, member in enumerate(members, 5)
        ),
        batch_size=BATCH,
    )
    Attendance.objects.bulk_create(
        (
            Attendance(
                facility=cohort.facility,
                session=session,
                participant=member.participant,
                enrolment=member,
                status="present",
                heads=[f"{form.pk}:{seq}"],
            )
            for session, form in zip(held, forms, strict=True)
            for seq, member in enumerate(members, 5)
        ),
        batch_size=BATCH,
    )


def _members(cohort, people: int) -> list[Enrolment]:
    persons = [Participant(code=code, sex="female") for code in _free_codes(people)]
    Participant.objects.bulk_create(persons)
    Stay.objects.bulk_create(
        Stay(participant=person, facility=cohort.facility, from_on=date(2020, 1, 1)) for person in persons
    )
    members = [
        Enrolment(facility=cohort.facility, cohort=cohort, participant=person, starts_on=cohort.starts_on)
        for person in persons
    ]
    return Enrolment.objects.bulk_create(members)


def _free_codes(people: int) -> list[str]:
    """Codes that nobody has, as registering would find them."""
    found = {codes.new_code(secrets.randbelow) for _ in range(2 * people)}
    found -= set(Participant.objects.filter(code__in=found).values_list("code", flat=True))
    return sorted(found)[:people]


def _sessions(cohort, sessions: int) -> list[Session]:
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


def _op(cohort, session, form, seq: int, member) -> Op:
    target = ops.enrolment_target(member.pk)
    text = ops.compose(
        target=target,
        field=ops.Field.MARK,
        value=PRESENT,
        session=str(session.pk),
        base=(),
        at="2026-01-05T14:00:00+00:00",
    )
    return Op(
        facility=cohort.facility,
        replica=form,
        seq=seq,
        p=text,
        digest=ops.digest(text),
        cohort=cohort,
        session=session,
        target=target,
        field=ops.Field.MARK,
    )

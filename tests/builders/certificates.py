"""Builders of groups that finished: a frozen programme, held sessions, marks, names and wishes."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from assessments import scope
from assessments.certificates import operations
from assessments.certificates.operations import issuing
from assessments.models import (
    Attendance,
    Certificate,
    Cohort,
    Consent,
    Enrolment,
    Identity,
    Participant,
    Posting,
    Session,
    Stay,
)
from curriculum.canonical import LessonOutline, ModuleOutline, ProgrammeOutline, sha256_of, to_json
from curriculum.models import ProgrammeVersion
from tests.builders.people import make_consent, make_participant
from tests.builders.places import make_facility, make_posting, make_unit
from tests.builders.registers import make_identity
from tests.builders.workshops import make_cohort, make_enrolment, make_session

NAMES = (("María Elena", "Quispe Huamán"), ("José Luis", "Ñahui Ccorahua"), ("Rosa", "Tito de la Cruz"))


@dataclass(frozen=True)
class Graduates:
    """A group whose people attended everything, and the coordinator of its facility."""

    cohort: Cohort
    sessions: list[Session]
    enrolments: list[Enrolment]
    posting: Posting

    @property
    def coordinator(self):
        return self.posting.user

    @property
    def people(self) -> list[Participant]:
        return [one.participant for one in self.enrolments]

    @property
    def ids(self) -> list[uuid.UUID]:
        return [one.pk for one in self.enrolments]

    def scope(self) -> scope.Scope:
        return scope.of_facilities([self.cohort.facility_id])


def make_programme_version(lessons=4, title="Crianza con ternura", language="es"):
    """A frozen programme of so many lessons, without pages behind it."""
    outlines = tuple(
        LessonOutline(uuid.uuid4(), number, f"Tema {number}", language, 90, secrets.token_hex(32))
        for number in range(1, lessons + 1)
    )
    module = ModuleOutline(uuid.uuid4(), 1, "Vínculo", outlines)
    outline = ProgrammeOutline(uuid.uuid4(), title, language, (module,))
    content = to_json(outline)
    row = ProgrammeVersion.objects.create(
        programme_key=outline.key,
        language=language,
        number=1,
        title=title,
        content=content,
        sha256=sha256_of(content),
    )
    return row, outline


def make_lesson_cohort(facility=None, *, lessons=4, title="Crianza con ternura", **overrides):
    """A cohort of a frozen programme, with one held session for each lesson."""
    version, outline = make_programme_version(lessons, title)
    cohort = make_cohort(
        facility,
        programme_key=version.programme_key,
        programme_sha256=version.sha256,
        programme_title=title,
        lessons_total=lessons,
        **overrides,
    )
    return cohort, make_held_sessions(cohort, outline)


def make_held_sessions(cohort, outline):
    return [
        make_session(
            cohort,
            on=cohort.starts_on + timedelta(days=15 * (lesson.number - 1)),
            status="held",
            minutes_delivered=90,
            lesson_key=lesson.key,
            lesson_number=lesson.number,
            lesson_title=lesson.title,
        )
        for lesson in outline.lessons
    ]


def make_attendance(session, enrolment, status="present", **overrides):
    fields = {
        "facility": session.facility,
        "session": session,
        "participant": enrolment.participant,
        "enrolment": enrolment,
        "status": status,
        **overrides,
    }
    with scope.use(scope.system("builders")):
        return Attendance.objects.create(**fields)


def make_graduate(cohort, sessions, name=None, *, consent=True, unit=None):
    """A member who attended all these sessions and wants a certificate."""
    person = make_participant(cohort.facility, unit=unit)
    make_identity(person, *(name or NAMES[0]))
    if consent is not None:
        make_consent(person, "certificate", given=consent)
    enrolment = make_enrolment(cohort, person)
    for session in sessions:
        make_attendance(session, enrolment)
    return enrolment


def make_graduates(people=3, *, facility=None, names=NAMES, **cohort):
    facility = facility or make_facility(name="Recinto Cóndor Azul")
    group, sessions = make_lesson_cohort(facility, **cohort)
    unit = make_unit(facility, name="Ala Vicuña")
    enrolments = [
        make_graduate(group, sessions, names[number % len(names)], unit=unit) for number in range(people)
    ]
    return Graduates(group, sessions, enrolments, make_posting("coordinator", facility))


def make_certificates(graduates: Graduates) -> list[Certificate]:
    """Issue to everybody through the operation, under the coordinator's scope."""
    with scope.use(graduates.scope()):
        issued = operations.issue(
            user=graduates.coordinator, cohort=graduates.cohort, enrolments=graduates.ids
        )
        assert not issued.refused, issued.refused
    return list(issued.certificates)


def make_unprinted(graduates: Graduates) -> list[Certificate]:
    """Issued and numbered, and then the worker died before it printed."""
    who = {"user": graduates.coordinator, "cohort": graduates.cohort}
    with scope.use(graduates.scope()), transaction.atomic():
        drafts, _refused = issuing.check(**who, enrolments=graduates.ids)
        return [issuing.number(**who, draft=draft) for draft in drafts]


def change(row, **fields):
    """Set columns of a row, as an operation of its room would have left them."""
    with scope.use(scope.system("builders")):
        type(row).objects.filter(pk=row.pk).update(**fields)


def move_away(person, day=date(2026, 2, 20)):
    """The person left every facility on that day."""
    with scope.use(scope.system("builders")):
        Stay.objects.filter(participant=person, until_on__isnull=True).update(until_on=day)


def withdraw(person, purpose="certificate"):
    with scope.use(scope.system("builders")):
        Consent.objects.filter(participant=person, purpose=purpose).update(withdrawn_on=date(2026, 2, 1))


def forget_name(person):
    with scope.use(scope.system("builders")):
        Identity.objects.filter(pk=person.pk).delete()


def break_name(person):
    """The sealed name was damaged on the disk: it opens no more."""
    with scope.use(scope.system("builders")):
        Identity.objects.filter(pk=person.pk).update(sealed=b"x" * 40)


def end_posting(posting, day=date(2026, 1, 1)):
    with scope.use(scope.system("builders")):
        Posting.objects.filter(pk=posting.pk).update(until_on=day)
    posting.user.__dict__.pop("_posted_roles", None)

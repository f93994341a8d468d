"""Builders of cohorts, enrolments and sessions; lessons are keys and titles, as assessments keeps them."""

import uuid
from datetime import date, time
from itertools import count

from assessments import scope
from assessments.models import Cohort, Enrolment, Session, VersionMove
from tests.builders.people import make_participant
from tests.builders.places import make_facility

_numbers = count(1)


def make_cohort(facility=None, **overrides):
    """A cohort of four lessons that starts on 5 January 2026, without a programme behind its keys."""
    number = next(_numbers)
    fields = {
        "facility": facility or make_facility(),
        "code": f"GRUPO-{number}",
        "name": f"Grupo {number}",
        "programme_key": uuid.uuid4(),
        "programme_title": "Crianza con ternura",
        "programme_sha256": "0" * 64,
        "programme_version": 1,
        "language": "es",
        "lessons_total": 4,
        "starts_on": date(2026, 1, 5),
        "at": time(9, 0),
        **overrides,
    }
    with scope.use(scope.system("builders")):
        return Cohort.objects.create(**fields)


def make_enrolment(cohort=None, participant=None, **overrides):
    cohort = cohort or make_cohort()
    fields = {
        "facility": cohort.facility,
        "cohort": cohort,
        "participant": participant or make_participant(cohort.facility),
        "starts_on": cohort.starts_on,
        **overrides,
    }
    with scope.use(scope.system("builders")):
        return Enrolment.objects.create(**fields)


def make_session(cohort=None, **overrides):
    cohort = cohort or make_cohort()
    with scope.use(scope.system("builders")):
        number = cohort.sessions.count() + 1
        fields = {
            "facility": cohort.facility,
            "cohort": cohort,
            "number": number,
            "on": date(2026, 1, 5),
            "at": cohort.at,
            "zone": cohort.facility.time_zone,
            "minutes_planned": cohort.minutes,
            "lesson_key": uuid.uuid4(),
            "lesson_number": number,
            "lesson_title": f"Tema {number}",
            "lesson_language": "es",
            "content_sha256": "0" * 64,
            **overrides,
        }
        return Session.objects.create(**fields)


def make_version_move(cohort, user, **overrides):
    """A move that changed no session and ended where it began."""
    pinned = {"from_sha256": cohort.programme_sha256, "to_sha256": cohort.programme_sha256}
    fields = {"facility": cohort.facility, "cohort": cohort, "moved_by": user, **pinned, **overrides}
    with scope.use(scope.system("builders")):
        return VersionMove.objects.create(**fields)

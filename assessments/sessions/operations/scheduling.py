"""Lays out a cohort's meetings: lesson k on session k, closed days skipped, local time of the facility."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments.cohorts import operations as cohorts
from assessments.cohorts.models import Cohort
from assessments.facilities.models import Facility
from assessments.journal import operations as journal
from assessments.sessions import moves, recurrence
from assessments.sessions.models import Session
from curriculum import outline


class BadSeries(ValueError):
    """The series cannot be laid out; ``refusals`` are the codes of ``recurrence``."""

    def __init__(self, refusals: Collection[recurrence.Refusal]):
        super().__init__(", ".join(refusals))
        self.refusals = tuple(refusals)


def schedule(
    *,
    user: Any,
    cohort: Cohort,
    meetings: Sequence[recurrence.Meeting],
    lessons: Sequence[outline.LessonOutline],
) -> list[Session]:
    """Write a session for each meeting; the k-th delivers the k-th lesson, those beyond deliver none."""
    by_number = {lesson.number: lesson for lesson in lessons}
    rows = [_session(cohort, meeting, by_number.get(meeting.number)) for meeting in meetings]
    with transaction.atomic():
        Session.objects.bulk_create(rows)
        journal.write(user=user, verb="sessions.scheduled", subject=cohort, detail={"sessions": len(rows)})
    return rows


def _session(cohort: Cohort, meeting: recurrence.Meeting, lesson: outline.LessonOutline | None) -> Session:
    return Session(
        facility=cohort.facility,
        cohort=cohort,
        number=meeting.number,
        on=meeting.on,
        at=cohort.at,
        zone=cohort.facility.time_zone,
        minutes_planned=cohort.minutes,
        **moves.lesson_columns(lesson),
    )


def open_with_sessions(
    *,
    user: Any,
    facility: Facility,
    opening: cohorts.Opening,
    key: UUID,
    count: int,
    closed: Collection[date],
) -> Cohort:
    """Open a cohort and lay out its meetings in one transaction; the same key again changes nothing."""
    refusals = recurrence.check_series(opening.starts_on, count, opening.every_days)
    if refusals:
        raise BadSeries(refusals)
    meetings = recurrence.meeting_dates(opening.starts_on, count, opening.every_days, closed_days=closed)
    with transaction.atomic():
        cohort = cohorts.open_cohort(user=user, facility=facility, opening=opening, key=key)
        if not Session.objects.filter(cohort=cohort).exists():
            lessons = outline.version(cohort.programme_sha256).outline.lessons
            schedule(user=user, cohort=cohort, meetings=meetings, lessons=lessons)
    return cohort

"""What a report is made of: people, their consent, their two scores; a constant number of queries (QUERIES).

Answers of people who do not agree to questionnaires are left out here, so that nothing above can show them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from assessments.cohorts.models import Cohort, Enrolment
from assessments.measures import consent, sheets
from assessments.measures.models import (
    Administration,
    AssessmentPlan,
    InstrumentVersion,
    ItemResponse,
    ScaleScore,
)
from assessments.measures.parts import Definition
from assessments.reports.indicators import Person, Taken
from assessments.sessions import marks
from assessments.sessions.models import Attendance


@dataclass(frozen=True)
class Asked:
    """What was asked: a version and the scale the report is about."""

    version: InstrumentVersion
    definition: Definition
    scale: str


@dataclass(frozen=True)
class CohortRows:
    """One cohort's people; ``asked`` is None where the programme asks nothing."""

    cohort: Cohort
    asked: Asked | None
    people: tuple[Person, ...] = ()
    baselines_of_version: int = 0


@dataclass(frozen=True)
class _Loaded:
    """Everything that was read, to be put together by person."""

    enrolments: Sequence[Enrolment]
    agreeing: frozenset[UUID]
    administrations: Mapping[UUID, Sequence[Administration]]
    scores: Mapping[UUID, Mapping[str, float | None]]
    days: Mapping[UUID, Sequence[date]]


def of_cohort(cohort: Cohort) -> CohortRows:
    """One cohort's report, in the scope at hand."""
    asked = asked_of(cohort)
    if asked is None:
        return CohortRows(cohort, None)
    found = _load([cohort], lambda people: _reported(cohort, asked, people))
    baselines = Administration.objects.answered().filter(version=asked.version, occasion="baseline").count()
    return CohortRows(cohort, asked, _people(cohort, found), baselines)


def asked_of(cohort: Cohort) -> Asked | None:
    """The version a cohort is pinned to, and the scale its programme named."""
    plan = sheets.plan_of(cohort.programme_key)
    version = sheets.version_of(cohort, plan)
    return _asked(version, plan) if version else None


def of_all(cohorts: Iterable[Cohort]) -> list[CohortRows]:
    """Many cohorts at once, each with the version its people answered; the same queries for any number."""
    cohorts = list(cohorts)
    plans = {
        plan.programme_key: plan
        for plan in AssessmentPlan.objects.filter(
            programme_key__in={one.programme_key for one in cohorts}
        ).select_related("version__instrument")
    }
    cohorts = [one for one in cohorts if one.programme_key in plans]
    found = _load(cohorts, lambda people: _administrations().filter(enrolment__cohort__in=cohorts))
    return [
        CohortRows(one, asked, _people(one, found, asked.version.pk))
        for one in cohorts
        for asked in [_pinned(one, plans[one.programme_key], found)]
    ]


def answers_of(people: Sequence[Taken]) -> dict[UUID, dict[str, str]]:
    """The answers of some administrations, item by item; a reason where there is none."""
    answers: dict[UUID, dict[str, str]] = defaultdict(dict)
    ids = [taken.administration for taken in people]
    for row in ItemResponse.objects.filter(administration__in=ids):
        answers[row.administration_id][row.link_id] = row.value or row.missing
    return answers


def _asked(version: InstrumentVersion, plan: AssessmentPlan | None) -> Asked:
    definition = sheets.definition_of(version)
    named = plan.primary_scale if plan else ""
    scale = named if named in definition.scale_by_id else next(iter(definition.scale_by_id), "")
    return Asked(version, definition, scale)


def _pinned(cohort: Cohort, plan: AssessmentPlan, found: _Loaded) -> Asked:
    own = [
        row
        for rows in found.administrations.values()
        for row in rows
        if row.enrolment.cohort_id == cohort.pk and row.occasion == "baseline"
    ]
    first = min(own, key=lambda row: (row.on, row.pk), default=None)
    return _asked(first.version if first else plan.version, plan)


def _administrations() -> Any:
    return Administration.objects.select_related("enrolment__participant", "version")


def _reported(cohort: Cohort, asked: Asked, people: Iterable[UUID]) -> Any:
    return _administrations().reported_for(cohort, asked.version, people)


def _load(cohorts: Sequence[Cohort], administrations: Any) -> _Loaded:
    enrolments = list(
        Enrolment.objects.filter(cohort__in=cohorts).select_related("participant").order_by("starts_on", "pk")
    )
    people = {person_of(one) for one in enrolments}
    agreeing = consent.agreeing(people)
    rows: dict[UUID, list[Administration]] = defaultdict(list)
    for row in administrations(people | {one.participant_id for one in enrolments}).order_by("on", "pk"):
        if person_of(row.enrolment) in agreeing:
            rows[person_of(row.enrolment)].append(row)
    scores: dict[UUID, dict[str, float | None]] = defaultdict(dict)
    used = [row.pk for found in rows.values() for row in found]
    for administration, scale, value in ScaleScore.objects.filter(administration__in=used).values_list(
        "administration_id", "scale", "value"
    ):
        scores[administration][scale] = value
    return _Loaded(enrolments, agreeing, rows, scores, _days(cohorts))


def _days(cohorts: Sequence[Cohort]) -> dict[UUID, list[date]]:
    came = Attendance.objects.filter(session__cohort__in=cohorts, status__in=list(marks.ATTENDED))
    days: dict[UUID, list[date]] = defaultdict(list)
    for participant, merged_into, on in came.values_list(
        "participant_id", "participant__merged_into_id", "session__on"
    ):
        days[merged_into or participant].append(on)
    return days


def person_of(enrolment: Enrolment) -> UUID:
    """The canonical participant."""
    return enrolment.participant.merged_into_id or enrolment.participant_id


def _people(cohort: Cohort, found: _Loaded, version: int | None = None) -> tuple[Person, ...]:
    """Everybody who was ever in the cohort, once; an enrolment taken back on its first day is none."""
    last: dict[UUID, Enrolment] = {}
    for one in found.enrolments:
        if one.cohort_id == cohort.pk and (one.ends_on is None or one.ends_on > one.starts_on):
            last[person_of(one)] = one
    return tuple(_person(one, person, found, version) for person, one in last.items())


def _person(one: Enrolment, person: UUID, found: _Loaded, version: int | None) -> Person:
    rows = [
        row
        for row in found.administrations.get(person, ())
        if version is None or (row.version_id == version and row.enrolment.cohort_id == one.cohort_id)
    ]
    return Person(
        key=person,
        enrolment=one.pk,
        code=one.participant.code,
        agrees=person in found.agreeing,
        end_reason=one.end_reason,
        baseline=_taken(_best(rows, "baseline", one), person, found),
        endline=_taken(_best(rows, "endline", one), person, found),
    )


def _best(rows: Sequence[Administration], occasion: str, one: Enrolment) -> Administration | None:
    """The cohort's own before one from an earlier cohort; an answered one before a refused one."""
    wanted = [row for row in rows if row.occasion == occasion]

    def rank(row: Administration) -> tuple[bool, bool, date]:
        return row.outcome != "answered", row.enrolment.cohort_id != one.cohort_id, row.on

    return min(wanted, key=rank, default=None)


def _taken(row: Administration | None, person: UUID, found: _Loaded) -> Taken | None:
    if row is None:
        return None
    return Taken(
        administration=row.pk,
        on=row.on,
        form=row.form,
        mode=row.mode,
        language=row.language,
        outcome=row.outcome,
        in_conflict=row.in_conflict,
        sessions_before=sum(day < row.on for day in found.days.get(person, ())),
        scores=dict(found.scores.get(row.pk, {})),
    )

"""What everybody in a cohort has done of its programme, in two queries whatever the size of the group.

Counted within the cohort's own facility, so that the board, a job and the shell answer alike whoever asks.
Credit of other facilities is no part of it: it arrives with the passport.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from assessments import scope
from assessments.cohorts.models import Cohort, Enrolment
from assessments.completion import eligibility
from assessments.completion.models import CompletionRule
from assessments.measures.models import Administration
from assessments.people.models import Consent, Participant, Stay
from assessments.sessions import marks
from assessments.sessions.models import Attendance
from curriculum import outline

#: What is asked while a programme has no rule of its own. The endline is asked only where somebody
#: decided so: its absence is the team's omission, not the person's.
DEFAULT_RULE = eligibility.Rule(share_of_lessons=Fraction(3, 4))


@dataclass(frozen=True)
class Standing:
    """One person of a cohort: what was done, and the answer of the rule."""

    person: Participant
    enrolment: Enrolment
    enrolments: frozenset[UUID]
    progress: eligibility.Progress
    decision: eligibility.Decision
    first_on: date | None
    last_on: date | None
    is_here: bool


@dataclass
class _Work:
    """What one person's marks add up to."""

    credited: set[str] = field(default_factory=set)
    pending: set[str] = field(default_factory=set)
    days: list[date] = field(default_factory=list)
    minutes: int = 0

    def add(self, row: dict[str, Any], partial_share: Fraction) -> None:
        lesson = str(row["session__lesson_key"]) if row["session__lesson_key"] else None
        if row["in_conflict"]:
            self.pending |= {lesson} - {None}
            return
        delivered = row["session__minutes_delivered"] or 0
        mark = marks.Mark(marks.Status(row["status"]), row["minutes"])
        attended = marks.minutes_attended(mark, delivered)
        if attended:
            self.minutes += attended
            self.days.append(row["session__on"])
        if lesson and marks.credits_lesson(mark, delivered, partial_share):
            self.credited.add(lesson)


def rule_of(programme_key: UUID) -> eligibility.Rule:
    """The programme's rule, or the default one."""
    row = CompletionRule.objects.filter(programme_key=programme_key).first()
    if row is None:
        return DEFAULT_RULE
    return eligibility.Rule(
        share_of_lessons=Fraction(row.share_percent, 100),
        minimum_minutes=row.minimum_minutes,
        partial_share=Fraction(row.partial_percent, 100),
        endline_offered=row.endline_offered,
        key_lessons=frozenset(str(key.lesson_key) for key in row.key_lessons.all()),
    )


def lessons_of(cohort: Cohort) -> tuple[outline.LessonOutline, ...]:
    """The lessons of the version that the cohort takes, in teaching order."""
    found = outline.versions({cohort.programme_sha256}).get(cohort.programme_sha256)
    return found.outline.lessons if found else ()


def standings(cohort: Cohort, enrolments: Collection[UUID] | None = None) -> tuple[Standing, ...]:
    """Everybody of the cohort once (or those with these enrolments), records of one person united."""
    with _inside(cohort):
        rule = rule_of(cohort.programme_key)
        lessons = tuple(str(lesson.key) for lesson in lessons_of(cohort))
        rows = _united(_members(cohort, enrolments))
        work = _work(cohort, rows, rule.partial_share)
        return tuple(
            _standing(many, work.get(person, _Work()), lessons, rule) for person, many in rows.items()
        )


@contextmanager
def _inside(cohort: Cohort) -> Iterator[None]:
    if not scope.current().includes(cohort.facility_id):
        raise scope.OutOfScope("The cohort is outside the scope.")
    with scope.use(scope.of_facilities([cohort.facility_id])):
        yield


def _members(cohort: Cohort, enrolments: Collection[UUID] | None) -> Iterable[Enrolment]:
    """Each membership with its canonical person and what only the person can say."""
    rows = Enrolment.objects.filter(cohort=cohort)
    if enrolments is not None:
        people = rows.filter(pk__in=enrolments).annotate(who=_canonical()).values("who")
        rows = rows.annotate(who=_canonical()).filter(who__in=people)
    else:
        rows = rows.annotate(who=_canonical())
    person = Q(participant__in=Participant.objects.records_of_one(OuterRef(OuterRef("who"))))
    asked = Consent.objects.filter(person, purpose=Consent.Purpose.CERTIFICATE)
    endline = Administration.objects.filter(
        person, programme_key=cohort.programme_key, occasion=Administration.Occasion.ENDLINE
    )
    return (
        rows.annotate(
            consented=Subquery(asked.filter(withdrawn_on__isnull=True).order_by("given").values("given")[:1]),
            withdrew=Exists(asked.filter(withdrawn_on__isnull=False)),
            endline_offered=Exists(endline),
            is_here=Exists(Stay.objects.filter(person, facility=cohort.facility_id).current()),
        )
        .select_related("participant__merged_into")
        .order_by("starts_on", "created_at")
    )


def _canonical() -> Coalesce:
    return Coalesce(F("participant__merged_into_id"), F("participant_id"))


def _united(members: Iterable[Enrolment]) -> dict[UUID, list[Enrolment]]:
    rows: dict[UUID, list[Enrolment]] = {}
    for member in members:
        rows.setdefault(member.who, []).append(member)
    return rows


def _work(cohort: Cohort, people: Collection[UUID], partial_share: Fraction) -> dict[UUID, _Work]:
    """What the marks of these people in sessions of the programme add up to; one query."""
    found: dict[UUID, _Work] = {}
    marked = Attendance.objects.filter(
        participant__in=Participant.objects.records_of(people),
        session__cohort__programme_key=cohort.programme_key,
        session__status__in=[str(status) for status in marks.DELIVERED],
    ).annotate(who=_canonical())
    for row in marked.values(
        "who",
        "status",
        "minutes",
        "in_conflict",
        "session__on",
        "session__minutes_delivered",
        "session__lesson_key",
    ):
        found.setdefault(row["who"], _Work()).add(row, partial_share)
    return found


def _standing(
    many: list[Enrolment], work: _Work, lessons: tuple[str, ...], rule: eligibility.Rule
) -> Standing:
    latest = many[-1]
    progress = eligibility.Progress(
        lessons=lessons,
        credited=frozenset(work.credited),
        minutes=work.minutes,
        pending=frozenset(work.pending),
        endline_offered=latest.endline_offered,
        consent_certificate=_consent(latest),
    )
    return Standing(
        person=latest.participant.merged_into or latest.participant,
        enrolment=latest,
        enrolments=frozenset(row.pk for row in many),
        progress=progress,
        decision=eligibility.decide(progress, rule),
        first_on=min(work.days, default=None),
        last_on=max(work.days, default=None),
        is_here=latest.is_here,
    )


def _consent(member: Enrolment) -> bool | None:
    """The standing answer; who took a yes back and gave no new answer has refused."""
    if member.consented is None and member.withdrew:
        return False
    return member.consented

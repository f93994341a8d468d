"""What a cohort's page shows: its sessions in order and its people, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from assessments.access import policies
from assessments.access.roles import Action
from assessments.cohorts import candidates, standing
from assessments.cohorts import phrases as cohort_phrases
from assessments.cohorts.models import Cohort, Enrolment
from assessments.people import identity, likeness
from assessments.sessions import moves
from assessments.sessions import phrases as session_phrases
from assessments.sessions.models import Session


@dataclass(frozen=True)
class Member:
    """One enrolment as the list shows it."""

    enrolment: Enrolment
    code: str
    name: str
    standing: str
    standing_words: str
    reason: str


@dataclass(frozen=True)
class Meeting:
    """One session as the list shows it."""

    session: Session
    words: str
    tone: str
    came: int
    conflicts: int
    is_late: bool


def page(cohort: Cohort, user: Any) -> dict[str, Any]:
    """Everything the template prints."""
    today = candidates.today_at(cohort)
    members = _members(cohort, user, today)
    meetings = _meetings(cohort, today)
    can_plan = policies.may(user, Action.PLAN, cohort.facility_id)
    return {
        "cohort": cohort,
        "members": [member for member in members if member.standing != standing.Standing.ENDED],
        "left": [member for member in members if member.standing == standing.Standing.ENDED],
        "meetings": meetings,
        "next": next((one for one in meetings if one.session.status == Session.Status.PLANNED), None),
        "can_plan": can_plan,
        "move": moves.undoable(cohort) if can_plan and cohort.closed_on is None else None,
        "can_record": policies.may(user, Action.RECORD, cohort.facility_id),
    }


def _meetings(cohort: Cohort, today: date) -> list[Meeting]:
    came = Q(attendances__status__in=["present", "partial"])
    rows = cohort.sessions.annotate(
        came=Count("attendances", filter=came),
        conflicts=Count("attendances", filter=Q(attendances__in_conflict=True)),
    ).order_by("on", "number")
    return [
        Meeting(
            session=row,
            words=str(session_phrases.OUTCOMES[row.status]),
            tone=session_phrases.OUTCOME_TONES[row.status],
            came=row.came,
            conflicts=row.conflicts,
            is_late=row.status == Session.Status.PLANNED and row.on < today,
        )
        for row in rows
    ]


def _members(cohort: Cohort, user: Any, today: date) -> list[Member]:
    rows = list(cohort.enrolments.select_related("participant").order_by("participant__code", "starts_on"))
    names = {}
    if policies.may(user, Action.SEE_IDENTITY, cohort.facility_id) and not cohort.facility.codes_only:
        names = identity.names_of([row.participant_id for row in rows], user=user, purpose="cohort")
    found = [_member(row, names.get(row.participant_id), today) for row in rows]
    return sorted(found, key=lambda member: (likeness.folded(member.name) or "~", member.code))


def _member(row: Enrolment, name: identity.Name | None, today: date) -> Member:
    stands = standing.standing_on(row.starts_on, row.ends_on, today)
    return Member(
        enrolment=row,
        code=row.participant.code,
        name=name.full if name else "",
        standing=stands,
        standing_words=str(cohort_phrases.STANDINGS[stands]),
        reason=str(cohort_phrases.END_REASONS.get(row.end_reason, row.end_reason)),
    )

"""Who still has to fill in a questionnaire at a session: people by code, five questions at most (QUERIES)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from assessments.cohorts.models import Enrolment
from assessments.measures import consent, phrases, sheets
from assessments.measures.models import Administration
from assessments.sessions import ledger
from assessments.sessions.models import Session

BASELINE, ENDLINE = Administration.Occasion.BASELINE, Administration.Occasion.ENDLINE


@dataclass(frozen=True)
class Due:
    """One occasion, and the codes of those whose answers are missing."""

    title: str
    codes: tuple[str, ...]


def due_at(session: Session, members: Iterable[Enrolment]) -> Due | None:
    """The questionnaire of this session; nothing where none is planned or everybody was asked.

    At the last session it is that of the end, at every other one that of the beginning. Whoever does not
    agree to questionnaires, refused this one or could not answer it is not asked again.
    """
    occasion = BASELINE if _goes_on(session) else ENDLINE
    sheet = sheets.sheet_of(session.cohort, occasion)
    people = {UUID(ledger.person_of(one, "")): one.participant.code for one in members}
    if sheet is None or not people:
        return None
    rows = Administration.objects.reported_for(session.cohort, sheet.version, people).filter(
        occasion=occasion
    )
    asked = {into or own for own, into in rows.values_list("participant_id", "participant__merged_into_id")}
    missing = consent.agreeing(people) - asked
    if not missing:
        return None
    return Due(str(phrases.OCCASIONS[occasion]), tuple(sorted(people[person] for person in missing)))


def _goes_on(session: Session) -> bool:
    """Whether the group meets again."""
    later = Q(on__gt=session.on) | Q(on=session.on, number__gt=session.number)
    off = (Session.Status.CANCELLED, Session.Status.POSTPONED)
    return Session.objects.filter(later, cohort=session.cohort).exclude(status__in=off).exists()

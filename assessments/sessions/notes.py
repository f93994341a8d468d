"""What facilitators noted about their sessions, by lesson and in the scope in force (QUERIES).

Notes are ops like marks: nothing is overwritten, and two different notes of one session are both shown.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assessments.sessions import fold, ops
from assessments.sessions.models import Op, Session


@dataclass(frozen=True)
class Written:
    """One text, who wrote it and when it arrived."""

    text: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Note:
    """What was noted about one session; more than one text is a conflict that nobody settled yet."""

    session: Session
    texts: tuple[Written, ...]


def noted(lesson: UUID | None = None, cohort: UUID | None = None):
    """Sessions with notes, the last ones first; of one lesson, of one group, or all of the scope."""
    found = Session.objects.with_notes().select_related("cohort", "facility")
    if lesson:
        found = found.filter(lesson_key=lesson)
    if cohort:
        found = found.filter(cohort_id=cohort)
    return found.order_by("-on", "-number", "pk")


def lessons() -> list[tuple[UUID, str]]:
    """The lessons that have notes in this scope, by number and title as last taught."""
    rows = Session.objects.with_notes().exclude(lesson_key=None).order_by("on")
    titles = {key: (number or 0, title) for key, number, title in rows.values_list(*_NAMED)}
    return [(key, title) for key, (_number, title) in sorted(titles.items(), key=lambda one: one[1])]


_NAMED = ("lesson_key", "lesson_number", "lesson_title")


def read(sessions: Iterable[Session]) -> list[Note]:
    """The notes of these sessions as they stand now, in the same order; one query."""
    sessions = list(sessions)
    kept = defaultdict(list)
    for row in Op.objects.notes_of(sessions).select_related("replica__user").order_by("received_at", "pk"):
        kept[row.session_id].append(row)
    found = (Note(session, _texts(session, kept[session.pk])) for session in sessions)
    return [note for note in found if note.texts]


def _texts(session: Session, rows: list[Op]) -> tuple[Written, ...]:
    parsed = [found for row in rows if isinstance(found := ops.parse(str(row), row.p), ops.ParsedOp)]
    lead = {row.replica_id for row in rows if row.replica.user_id == session.cohort.lead_id}
    cell = fold.fold(parsed, lead_replicas=lead).get((ops.SESSION_TARGET, ops.Field.NOTES))
    by_id = {str(row): row for row in rows}
    different = {head.value: head for head in (cell.heads if cell else ()) if head.value}
    return tuple(_written(str(head.value), by_id[head.id]) for head in different.values())


def _written(text: str, row: Op) -> Written:
    user = row.replica.user
    return Written(text, user.get_full_name() or user.get_username(), row.received_at)

"""Records a register: ops are kept, folded and projected to attendance in one transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments import signals
from assessments.cohorts import standing
from assessments.cohorts.models import Enrolment
from assessments.conf import conf
from assessments.sessions import ledger, marks, ops, projection
from assessments.sessions.ledger import Entry, Folded, Form, Ledger, Sent
from assessments.sessions.models import Attendance, Session
from assessments.sessions.operations import keeping
from assessments.sessions.operations.keeping import Kept


def record(*, user: Any, session: Session, replica: str, sent: Sequence[Sent]) -> Kept:
    """Record raw ops of one session, as a tablet or a paper entry sends them."""
    longest = _longest(session, (op for op in map(_read, sent) if op is not None))
    with transaction.atomic():
        kept = keeping.keep(
            user=user, book=_book(session), replica=replica, sent=sent, accepts=_judge(session, longest)
        )
        _project(user, session, kept)
    return kept


def save_register(*, user: Any, session: Session, form: Form) -> Kept:
    """Save a rendered register as it came back: what was changed is written, the rest writes nothing."""
    claimed = [entry.value for entry in form.entries if entry.field == ops.Field.MINUTES]
    longest = max([session.minutes_planned, *(value for value in claimed if type(value) is int)])
    with transaction.atomic():
        kept = keeping.keep_form(user=user, book=_book(session), form=form, accepts=_judge(session, longest))
        _project(user, session, kept)
    return kept


def settle(*, user: Any, session: Session, form: Form, target: str, head: str) -> Kept:
    """Settle one conflict by naming the head that holds; the form says which heads its reader saw."""
    base = next((entry.base for entry in form.entries if entry.target == target), ())
    seq = next((entry.seq for entry in form.entries if entry.target == target), 1)
    entry = Entry(seq=seq, target=target, field=ops.Field.MARK, value=None, base=base, choose=head)
    return save_register(user=user, session=session, form=Form(form.replica, form.opened_at, (entry,)))


def rebuild(*, session: Session) -> int:
    """Write the projection of one session anew from its ops; returns how many rows were wrong."""
    with transaction.atomic():
        folded = ledger.read(_book(session))
        present = {
            str(row.participant_id): {name: getattr(row, name) for name in projection.COLUMNS}
            for row in Attendance.objects.filter(session=session)
        }
        write, gone = projection.changed(present, projection.attendances(folded))
        _write(session, folded, write, gone)
        after = projection.outcome(folded, session.minutes_planned)
        differs = projection.has_outcome(folded) and after != projection.stored(session)
        if differs:
            _write_outcome(session, after)
    return len(write) + len(gone) + differs


def _book(session: Session) -> Ledger:
    return Ledger(session.cohort, session)


def _read(sent: Sent) -> ops.ParsedOp | None:
    found = ops.parse("", sent.p)
    return None if isinstance(found, ops.Unreadable) else found


def _longest(session: Session, arriving) -> int:
    """The most minutes that anybody says the session had: order of arrival decides nothing."""
    said = [op.value for op in arriving if op.target == ops.SESSION_TARGET and op.field == ops.Field.MINUTES]
    return max([session.minutes_planned, *(value for value in said if type(value) is int)])


def _judge(session: Session, longest: int) -> keeping.Judge:
    """Marks belong to people of that day and to the minutes of that session."""

    def accepts(op: ops.ParsedOp, enrolment: Enrolment | None, before: Folded) -> str:
        if op.field != ops.Field.MARK or enrolment is None or op.value is None:
            return ""
        mark = marks.read_mark(op.value)
        limit = max(longest, _longest(session, before.history))
        refusals = marks.check_mark(mark, limit, conf.EXTRA_ABSENCE_REASONS) if mark else ()
        if refusals:
            return str(refusals[0])
        is_known = before.cell(before.person_of(op.target), ops.Field.MARK) is not None
        inside = standing.active_on(enrolment.starts_on, enrolment.ends_on, session.on)
        return "" if inside or is_known else "outside_enrolment"

    return accepts


def _project(user: Any, session: Session, kept: Kept) -> None:
    before, after = (projection.attendances(state) for state in (kept.before, kept.folded))
    write, gone = projection.changed(before, after)
    _write(session, kept.folded, write, gone)
    minutes = session.minutes_planned
    result = projection.outcome(kept.folded, minutes)
    if result != projection.outcome(kept.before, minutes):
        _write_outcome(session, result)
    if kept.stored:
        transaction.on_commit(
            lambda: signals.register_recorded.send_robust(
                sender=Session, session=session, user=user, changed=kept.stored
            )
        )


def _write(session: Session, folded: Folded, write: dict[str, dict[str, Any]], gone: set[str]) -> None:
    enrolments = {row.pk: row for row in folded.enrolments.values()}
    rows = [
        Attendance(
            facility_id=session.facility_id,
            session=session,
            participant_id=UUID(person),
            enrolment=enrolments.get(columns["enrolment_id"]),
            **{name: columns[name] for name in projection.COLUMNS if name != "enrolment_id"},
        )
        for person, columns in write.items()
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["session", "participant"],
        update_fields=["enrolment", "status", "minutes", "reason", "in_conflict", "heads"],
    )
    if gone:
        Attendance.objects.filter(session=session, participant_id__in=gone).delete()


def _write_outcome(session: Session, result: projection.Outcome) -> None:
    columns = asdict(result)
    Session.objects.filter(pk=session.pk).update(**columns)
    for name, value in columns.items():
        setattr(session, name, value)

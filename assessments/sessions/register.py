"""What the register page shows: one row a person of that date, the state of each cell, and its conflicts.

Reads the ledger and the names; decides nothing that is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from assessments.access import policies
from assessments.access.roles import Action
from assessments.cohorts import standing
from assessments.cohorts.models import Enrolment
from assessments.people import identity, likeness
from assessments.sessions import fold, forms, ledger, marks, ops, phrases
from assessments.sessions.ledger import Folded, Ledger
from assessments.sessions.models import Session


@dataclass(frozen=True)
class Choice:
    """One of the answers in a conflict: what it says, who wrote it and when."""

    head: str
    words: str
    who: str
    at: datetime | None


@dataclass
class Row:
    """One person in the register."""

    seq: int
    target: UUID
    code: str
    name: str
    status: str
    minutes: str
    reason: str
    heads: str
    outside: bool
    conflict: list[Choice] = field(default_factory=list)
    error: str = ""


@dataclass
class Page:
    """The whole register."""

    session: Session
    replica: str
    opened_at: str
    rows: list[Row]
    outcome: dict[str, Any]
    conflicts: list[tuple[int, str, list[Choice]]]
    errors: list[dict[str, str]]
    saved: ledger.Writer | None

    @property
    def marked(self) -> int:
        return sum(1 for row in self.rows if row.status)

    @property
    def came(self) -> int:
        return sum(1 for row in self.rows if row.status in marks.ATTENDED)

    @property
    def mismatch(self) -> bool:
        """Whether another number of signatures was counted than people marked as there."""
        counted = self.outcome["counted"]
        return counted != "" and counted != str(self.came)


def today_at(session: Session) -> Any:
    """Today's date where the session is held."""
    return timezone.now().astimezone(ZoneInfo(session.zone)).date()


def page(session: Session, user: Any, posted: forms.Posted | None = None) -> Page:
    """The register as it stands, or with what was typed if the form came back with errors."""
    folded = ledger.read(Ledger(session.cohort, session))
    members = roster(session, folded)
    names = names_of(session, user, members)
    rows = [_row(session, folded, enrolment, names) for enrolment in members]
    rows.sort(key=lambda row: (likeness.folded(row.name) or "~", row.code))
    for seq, row in enumerate(rows, forms.FIRST_ROW):
        row.seq = seq
    found = Page(
        session=session,
        replica=posted.form.replica if posted else ledger.mint(),
        opened_at=posted.form.opened_at if posted else timezone.now().isoformat(timespec="seconds"),
        rows=rows,
        outcome=_outcome(session, folded),
        conflicts=_outcome_conflicts(folded),
        errors=[],
        saved=max(folded.writers.values(), key=lambda writer: writer.received_at, default=None),
    )
    return _typed(found, posted) if posted else found


def roster(session: Session, folded: Folded) -> list[Enrolment]:
    """Who belongs to the session: enrolled on its day, or marked in it before the enrolment changed."""
    chosen: dict[str, Enrolment] = {}
    for target, enrolment in folded.enrolments.items():
        person = folded.person_of(target)
        active = standing.active_on(enrolment.starts_on, enrolment.ends_on, session.on)
        if active or (folded.cell(person, ops.Field.MARK) and person not in chosen):
            chosen[person] = enrolment
    return list(chosen.values())


def names_of(session: Session, user: Any, members: list[Enrolment]) -> dict[UUID, str]:
    """Preferred names where the user may read them and the facility shows them; one journalled read."""
    allowed = policies.may(user, Action.SEE_IDENTITY, session.facility_id)
    if session.facility.codes_only or not allowed:
        return {}
    found = identity.names_of(
        [enrolment.participant_id for enrolment in members], user=user, purpose="register"
    )
    return {person: name.preferred for person, name in found.items()}


def _row(session: Session, folded: Folded, enrolment: Enrolment, names: Mapping[UUID, str]) -> Row:
    cell = folded.cell(ledger.person_of(enrolment, ""), ops.Field.MARK)
    mark = marks.read_mark(cell.value) if cell else None
    minutes = mark.minutes if mark and mark.minutes is not None else None
    return Row(
        seq=0,
        target=enrolment.pk,
        code=enrolment.participant.code,
        name=names.get(enrolment.participant_id, ""),
        status=str(mark.status) if mark else "",
        minutes=str(minutes or marks.default_partial_minutes(_minutes_of(session))),
        reason=(mark.reason or "") if mark else "",
        heads=" ".join(cell.base) if cell else "",
        conflict=_choices(folded, cell),
        outside=not standing.active_on(enrolment.starts_on, enrolment.ends_on, session.on),
    )


def _minutes_of(session: Session) -> int:
    return session.minutes_delivered or session.minutes_planned


def _choices(folded: Folded, cell: fold.Cell | None) -> list[Choice]:
    if cell is None or not cell.conflict:
        return []
    return [_choice(folded, head) for head in cell.heads]


def _choice(folded: Folded, head: fold.Head) -> Choice:
    op, writer = folded.by_id[head.id], folded.writers[head.id]
    is_mark = op.field == ops.Field.MARK
    words = phrases.mark_words(head.value) if is_mark else phrases.outcome_words(op.field, head.value)
    return Choice(head.id, words, writer.name, writer.received_at)


def _outcome(session: Session, folded: Folded) -> dict[str, Any]:
    """The session's own cells as the form shows them; a past session is offered as held."""
    status = session.status
    if status == marks.SessionStatus.PLANNED and session.on <= today_at(session):
        status = str(marks.SessionStatus.HELD)
    heads = {}
    for name, seq in forms.OUTCOME_SEQ.items():
        cell = folded.cell(ops.SESSION_TARGET, name)
        heads[seq] = " ".join(cell.base) if cell else ""
    return {
        "status": status,
        "minutes": str(_minutes_of(session)),
        "reason": session.reason,
        "counted": "" if session.counted is None else str(session.counted),
        "notes": _notes(folded),
        "heads": heads,
        "errors": {},
    }


def _notes(folded: Folded) -> str:
    cell = folded.cell(ops.SESSION_TARGET, ops.Field.NOTES)
    return str(cell.value or "") if cell else ""


def _outcome_conflicts(folded: Folded) -> list[tuple[int, str, list[Choice]]]:
    found = []
    for name, seq in forms.OUTCOME_SEQ.items():
        choices = _choices(folded, folded.cell(ops.SESSION_TARGET, name))
        if choices:
            found.append((seq, phrases.SESSION_FIELDS[name], choices))
    return found


def _typed(found: Page, posted: forms.Posted) -> Page:
    """Put back what was typed, row by row, with the message beside it."""
    values = posted.values
    sent = {entry.target: entry for entry in posted.form.entries if entry.seq >= forms.FIRST_ROW}
    for row in found.rows:
        entry = sent.get(ops.enrolment_target(row.target))
        if entry is None:
            continue
        seq = row.seq = entry.seq
        row.status, row.reason = values.get(f"mark-{seq}", ""), values.get(f"reason-{seq}", "")
        row.minutes, row.heads = values.get(f"minutes-{seq}", ""), " ".join(entry.base)
        row.error = posted.errors.get(row.seq, "")
        if row.error:
            found.errors.append({"target": f"r{seq}", "text": f"{row.name or row.code}: {row.error}"})
    typed = ("status", "minutes", "reason", "counted", "notes")
    found.outcome |= {name: values.get(name, "") for name in typed}
    found.outcome["heads"] = {seq: values.get(f"heads-{seq}", "") for seq in forms.OUTCOME_SEQ.values()}
    found.outcome["errors"] = {
        str(name): posted.errors.get(seq, "") for name, seq in forms.OUTCOME_SEQ.items()
    }
    asked = {0, *forms.OUTCOME_SEQ.values()}
    own = [(seq, text) for seq, text in sorted(posted.errors.items()) if seq in asked]
    found.errors[:0] = [{"target": f"outcome-{seq}" if seq else "", "text": text} for seq, text in own]
    return found

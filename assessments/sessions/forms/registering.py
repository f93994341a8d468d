"""Reads a register that came back: typed values for the operation, a message beside each row that errs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from assessments.conf import conf
from assessments.sessions import ledger, marks, ops, phrases
from assessments.sessions.ledger import Entry
from assessments.sessions.marks import SessionStatus
from assessments.sessions.models import Session

#: Row numbers are the ops' numbers: the session's own cells first, then one a person, then the notes.
FIRST_ROW = 5
MAX_ROWS = 600
OUTCOME_SEQ = {
    ops.Field.STATUS: 1,
    ops.Field.MINUTES: 2,
    ops.Field.REASON: 3,
    ops.Field.COUNTED: 4,
    ops.Field.NOTES: FIRST_ROW + MAX_ROWS,
}
MAX_NOTES = 2000
_ROW = re.compile(r"row-([1-9][0-9]{0,5})")
_OFF = (SessionStatus.CANCELLED, SessionStatus.POSTPONED)


@dataclass
class Posted:
    """A register as it came back; ``errors`` by row number, ``values`` as typed, to show them again."""

    form: ledger.Form
    errors: dict[int, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


def read(post: QueryDict, session: Session) -> Posted:
    """Read the whole form; every row is read even if another errs."""
    reading = _Reading(post, session)
    entries = [*reading.outcome(), *reading.rows()]
    settled = _settle(post.get("settle", ""), entries)
    replica = post.get("replica", "")
    if not replica.startswith("web:") or ops.split_op_id(f"{replica}:1") is None:
        reading.errors[0] = phrases.FORM_BROKEN
    form = ledger.Form(replica, post.get("opened_at", "")[: ops.MAX_AT], tuple(settled))
    return Posted(form, reading.errors, post.dict())


def _settle(choice: str, entries: list[Entry]) -> list[Entry]:
    """The button of a conflict was pressed: its row says what the chosen head says."""
    seq, _, head = choice.partition("|")
    return [
        Entry(one.seq, one.target, one.field, one.value, one.base, choose=head)
        if str(one.seq) == seq
        else one
        for one in entries
    ]


class _Reading:
    def __init__(self, post: QueryDict, session: Session) -> None:
        self.post, self.session = post, session
        self.errors: dict[int, Any] = {}
        self.status = post.get("status", "")
        self.minutes = session.minutes_planned

    def outcome(self) -> list[Entry]:
        """The session's own cells: what became of it, minutes, reason, signatures."""
        if self.status not in set(SessionStatus):
            self.errors[OUTCOME_SEQ[ops.Field.STATUS]] = phrases.OUTCOME_UNKNOWN
            return []
        found = [self._outcome_entry(ops.Field.STATUS, self.status)]
        if self.status == SessionStatus.PLANNED and not found[0].base:
            found = []
        found += [*self._minutes(), *self._reason(), *self._counted(), *self._notes()]
        return found

    def _outcome_entry(self, name: ops.Field, value: ops.Value) -> Entry:
        seq = OUTCOME_SEQ[name]
        return Entry(seq, ops.SESSION_TARGET, str(name), value, self._heads(seq))

    def _heads(self, seq: int) -> tuple[str, ...]:
        return tuple(self.post.get(f"heads-{seq}", "").split())

    def _minutes(self) -> list[Entry]:
        if self.status != SessionStatus.SHORTENED:
            return []
        minutes = _number(self.post.get("minutes", ""))
        if minutes is None or not 1 <= minutes < self.session.minutes_planned:
            self.errors[OUTCOME_SEQ[ops.Field.MINUTES]] = phrases.SHORTENED_NEEDS_MINUTES
            return []
        self.minutes = minutes
        return [self._outcome_entry(ops.Field.MINUTES, minutes)]

    def _reason(self) -> list[Entry]:
        if self.status not in (*_OFF, SessionStatus.SHORTENED):
            return []
        reason = self.post.get("reason", "") or None
        missing = reason is None and self.status in _OFF
        if missing or (reason and reason not in dict(phrases.cancel_reasons())):
            self.errors[OUTCOME_SEQ[ops.Field.REASON]] = phrases.REASON_NEEDED
            return []
        return [self._outcome_entry(ops.Field.REASON, reason)]

    def _counted(self) -> list[Entry]:
        typed = self.post.get("counted", "").strip()
        counted = _number(typed)
        if typed and (counted is None or counted > ops.MAX_COUNT):
            self.errors[OUTCOME_SEQ[ops.Field.COUNTED]] = phrases.COUNT_NO_NUMBER
            return []
        return [self._outcome_entry(ops.Field.COUNTED, counted)]

    def _notes(self) -> list[Entry]:
        """A form that had no place for notes says nothing about them."""
        if "notes" not in self.post:
            return []
        typed = "\n".join(self.post["notes"].split("\r\n")).strip()
        if len(typed) > MAX_NOTES:
            self.errors[OUTCOME_SEQ[ops.Field.NOTES]] = phrases.NOTES_TOO_LONG
            return []
        return [self._outcome_entry(ops.Field.NOTES, typed or None)]

    def rows(self) -> list[Entry]:
        """One cell a person, in the order of the page."""
        numbers = sorted(int(found[1]) for name in self.post if (found := _ROW.fullmatch(name)))
        return [self._row(seq) for seq in numbers[:MAX_ROWS]]

    def _row(self, seq: int) -> Entry:
        person, *heads = self.post.get(f"row-{seq}", "").split() or [""]
        return Entry(seq, ops.enrolment_target(person), str(ops.Field.MARK), self._mark(seq), tuple(heads))

    def _mark(self, seq: int) -> ops.Value:
        status = self.post.get(f"mark-{seq}", "")
        if status not in set(marks.Status):
            return None
        mark = marks.Mark(marks.Status(status), self._own_minutes(seq, status), self._own_reason(seq, status))
        refusals = marks.check_mark(mark, self.minutes, conf.EXTRA_ABSENCE_REASONS)
        if refusals and seq not in self.errors:
            self.errors[seq] = phrases.REFUSALS[refusals[0]]
        return marks.mark_value(mark)

    def _own_minutes(self, seq: int, status: str) -> int | None:
        if status != marks.Status.PARTIAL:
            return None
        typed = self.post.get(f"minutes-{seq}", "").strip()
        if typed and _number(typed) is None:
            self.errors[seq] = phrases.MINUTES_NO_NUMBER
        return _number(typed)

    def _own_reason(self, seq: int, status: str) -> str | None:
        if status not in (marks.Status.ABSENT, marks.Status.EXCUSED):
            return None
        return self.post.get(f"reason-{seq}", "") or None


def _number(typed: str) -> int | None:
    typed = typed.strip()
    return int(typed) if re.fullmatch(r"[0-9]{1,5}", typed) else None

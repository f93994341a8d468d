"""What the folded state of a register means as rows: one attendance a person, and what became of the session.

Values in, values out; ``operations`` writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.sessions import fold, marks, ops
from assessments.sessions.ledger import Folded
from assessments.sessions.models import Session

COLUMNS = ("enrolment_id", "status", "minutes", "reason", "in_conflict", "heads")


@dataclass(frozen=True)
class Outcome:
    """What became of a session; a value of its own for every field that ops speak about."""

    status: str = marks.SessionStatus.PLANNED
    minutes_delivered: int | None = None
    reason: str = ""
    counted: int | None = None


def outcome(folded: Folded, planned_minutes: int) -> Outcome:
    """The session's own cells, made to agree: held has minutes, cancelled has a reason."""

    def value(name: str) -> Any:
        cell = folded.cell(ops.SESSION_TARGET, name)
        return cell.value if cell else None

    status = marks.SessionStatus(value(ops.Field.STATUS) or marks.SessionStatus.PLANNED)
    delivered = status in marks.DELIVERED
    reason = "" if status is marks.SessionStatus.HELD else (value(ops.Field.REASON) or "")
    off = status in (marks.SessionStatus.CANCELLED, marks.SessionStatus.POSTPONED)
    minutes = value(ops.Field.MINUTES) if status is marks.SessionStatus.SHORTENED else None
    return Outcome(
        status=str(status),
        minutes_delivered=(planned_minutes if minutes is None else minutes) if delivered else None,
        reason=(reason or str(marks.CancelReason.OTHER))[:20] if off else reason[:20],
        counted=value(ops.Field.COUNTED),
    )


def has_outcome(folded: Folded) -> bool:
    """Whether anybody said what became of the session."""
    return folded.cell(ops.SESSION_TARGET, ops.Field.STATUS) is not None


def attendances(folded: Folded) -> dict[str, dict[str, Any]]:
    """The columns of each person's attendance; people whose mark was taken back are missing."""
    found = {}
    for (person, name), cell in folded.cells.items():
        head = _head(cell) if name == ops.Field.MARK and person != ops.SESSION_TARGET else None
        if head is not None:
            found[person] = _columns(head, cell, folded)
    return found


def _head(cell: fold.Cell) -> fold.Head | None:
    """The head that is shown: the chosen one, or in a conflict one that holds a mark at all."""
    leading = [head for head in cell.heads if head.id == cell.chosen]
    return next((head for head in [*leading, *cell.heads] if head.value is not None), None)


def _columns(head: fold.Head, cell: fold.Cell, folded: Folded) -> dict[str, Any]:
    mark = marks.read_mark(head.value)
    if mark is None:
        raise ValueError(f"{head.id} holds no mark")
    enrolment = folded.enrolments.get(head.target)
    return {
        "enrolment_id": enrolment.pk if enrolment else None,
        "status": str(mark.status),
        "minutes": mark.minutes if mark.status is marks.Status.PARTIAL else None,
        "reason": mark.reason or "",
        "in_conflict": cell.conflict,
        "heads": list(cell.base),
    }


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """What to write and whom to take out."""
    write = {person: columns for person, columns in after.items() if before.get(person) != columns}
    return write, before.keys() - after.keys()


def stored(session: Session) -> Outcome:
    """What the session's row says now."""
    return Outcome(session.status, session.minutes_delivered, session.reason, session.counted)

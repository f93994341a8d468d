"""What a register row may say, and what it is worth: statuses, reasons, minutes, credit and denominator."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assessments.cohorts import standing


class Status(StrEnum):
    """The five marks. Settings may add reasons, never statuses (DOMAIN rule 5)."""

    PRESENT = "present"
    PARTIAL = "partial"
    EXCUSED = "excused"
    ABSENT = "absent"
    NOT_EXPECTED = "not_expected"


class SessionStatus(StrEnum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    SHORTENED = "shortened"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class CancelReason(StrEnum):
    """Why a session was cancelled, postponed or shortened."""

    LOCKDOWN = "lockdown"
    COUNT = "count"
    NO_CUSTODY_STAFF = "no_custody_staff"
    NO_FACILITATOR = "no_facilitator"
    VENUE = "venue"
    HOLIDAY = "holiday"
    SECURITY = "security"
    OTHER = "other"


class AbsenceReason(StrEnum):
    """Why a person missed a session or a part of it."""

    HEALTH = "health"
    COURT_OR_LAWYER = "court_or_lawyer"
    WORK = "work"
    VISIT = "visit"
    SEGREGATION = "segregation"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    OTHER = "other"


class Refusal(StrEnum):
    """Why a mark cannot stand as it is."""

    MINUTES_MISSING = "minutes_missing"
    MINUTES_TOO_FEW = "minutes_too_few"
    MINUTES_TOO_MANY = "minutes_too_many"
    MINUTES_NOT_ALLOWED = "minutes_not_allowed"
    REASON_NOT_ALLOWED = "reason_not_allowed"
    REASON_UNKNOWN = "reason_unknown"


# Truth shared with the register's script: tests/vectors/register_keys.json.
KEYS = {
    "1": Status.PRESENT,
    "2": Status.PARTIAL,
    "3": Status.ABSENT,
    "4": Status.EXCUSED,
    "5": Status.NOT_EXPECTED,
}
DELIVERED = frozenset({SessionStatus.HELD, SessionStatus.SHORTENED})
ATTENDED = frozenset({Status.PRESENT, Status.PARTIAL})
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Mark:
    """One person's mark in one session; minutes belong to `partial` alone."""

    status: Status
    minutes: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SessionDay:
    """A session as the denominator sees it."""

    key: str
    on: date
    status: SessionStatus


@dataclass(frozen=True, slots=True)
class Tally:
    """Which sessions count for a person. `attended` is cut out of `expected`, so it is never more."""

    expected: frozenset[str]
    attended: frozenset[str]
    unmarked: frozenset[str]
    outside: frozenset[str]


def exact_share(share: Fraction | Decimal | float | int) -> Fraction:
    """A share as people mean it: 0.8 is 4/5, not the nearest binary number."""
    return Fraction(share).limit_denominator(10_000)


def default_partial_minutes(session_minutes: int) -> int:
    """Half of the session, rounded up so that the prefilled half earns the lesson."""
    return max(1, (session_minutes + 1) // 2)


def check_mark(mark: Mark, session_minutes: int, extra_reasons: Collection[str] = ()) -> tuple[Refusal, ...]:
    """Why this mark cannot stand in a session of so many minutes; empty when it can."""
    return _check_minutes(mark, session_minutes) + _check_reason(mark, extra_reasons)


def _check_minutes(mark: Mark, session_minutes: int) -> tuple[Refusal, ...]:
    if mark.status is not Status.PARTIAL:
        return () if mark.minutes is None else (Refusal.MINUTES_NOT_ALLOWED,)
    if mark.minutes is None:
        return (Refusal.MINUTES_MISSING,)
    if mark.minutes < 1:
        return (Refusal.MINUTES_TOO_FEW,)
    return (Refusal.MINUTES_TOO_MANY,) if mark.minutes > session_minutes else ()


def _check_reason(mark: Mark, extra_reasons: Collection[str]) -> tuple[Refusal, ...]:
    if mark.reason is None:
        return ()
    if mark.status is Status.PRESENT:
        return (Refusal.REASON_NOT_ALLOWED,)
    known = mark.reason in set(AbsenceReason) or mark.reason in extra_reasons
    return () if known else (Refusal.REASON_UNKNOWN,)


def minutes_attended(mark: Mark, delivered_minutes: int) -> int:
    """The dose: all delivered minutes when present, one's own when partial, never more than delivered."""
    delivered = max(0, delivered_minutes)
    if mark.status is Status.PRESENT:
        return delivered
    if mark.status is Status.PARTIAL:
        return min(max(0, mark.minutes or 0), delivered)
    return 0


def credits_lesson(
    mark: Mark, delivered_minutes: int, share: Fraction | Decimal | float | int = HALF
) -> bool:
    """Whether the mark earns the session's lesson: present, or partial with the share of what was given."""
    attended = minutes_attended(mark, delivered_minutes)
    if mark.status is Status.PRESENT:
        return attended > 0
    return attended > 0 and attended >= exact_share(share) * delivered_minutes


def expected(
    days: Iterable[SessionDay], spells: Collection[standing.Spell], marks: Mapping[str, Mark]
) -> Tally:
    """DOMAIN rule 6: held or shortened sessions on days of active enrolment, minus `not expected`.

    Excused stays in. Leave marks in conflict out of `marks`: they are expected and not yet attended.
    A mark outside the enrolment is never lost: it stands in `outside` for a person to look at.
    """
    delivered = [day for day in days if day.status in DELIVERED]
    inside = {day.key for day in delivered if any(spell.covers(day.on) for spell in spells)}
    came = {day.key for day in delivered if day.key in marks and marks[day.key].status in ATTENDED}
    freed = {key for key in inside if key in marks and marks[key].status is Status.NOT_EXPECTED}
    counted = frozenset(inside - freed)
    return Tally(
        expected=counted,
        attended=counted & came,
        unmarked=counted - frozenset(marks),
        outside=frozenset(came - inside),
    )


def mark_value(mark: Mark) -> dict[str, str | int | None]:
    """The mark as the value of an op's cell."""
    return {"status": str(mark.status), "minutes": mark.minutes, "reason": mark.reason}


def read_mark(value: object) -> Mark | None:
    """The mark that a cell's value holds, or None when it holds none."""
    if not isinstance(value, dict) or set(value) != {"status", "minutes", "reason"}:
        return None
    status, minutes, reason = value["status"], value["minutes"], value["reason"]
    if not isinstance(status, str) or status not in set(Status):
        return None
    if not (minutes is None or type(minutes) is int) or not (reason is None or isinstance(reason, str)):
        return None
    return Mark(Status(status), minutes, reason)

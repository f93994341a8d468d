"""The dates of a series of meetings, and the one moment in the world that a local date and time name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MAX_COUNT = 400
MAX_EVERY_DAYS = 366
FIRST_YEAR, LAST_YEAR = 1970, 2200
FORTNIGHT = 15


class Refusal(StrEnum):
    """Why a series cannot be laid out."""

    COUNT_OUT_OF_RANGE = "count_out_of_range"
    EVERY_DAYS_OUT_OF_RANGE = "every_days_out_of_range"
    START_OUT_OF_RANGE = "start_out_of_range"
    WEEKDAY_UNKNOWN = "weekday_unknown"


class ClockCase(StrEnum):
    """How a local time stands on its day."""

    ORDINARY = "ordinary"
    SKIPPED = "skipped"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One planned meeting; `moved_from` is the day the rhythm gave when that day was not open."""

    number: int
    on: date
    moved_from: date | None = None


def check_series(
    start: date, count: int, every_days: int = FORTNIGHT, weekdays: Collection[int] = ()
) -> tuple[Refusal, ...]:
    """Why `meeting_dates` would not lay out this series; empty when it would."""
    looks = (
        (1 <= count <= MAX_COUNT, Refusal.COUNT_OUT_OF_RANGE),
        (1 <= every_days <= MAX_EVERY_DAYS, Refusal.EVERY_DAYS_OUT_OF_RANGE),
        (FIRST_YEAR <= start.year <= LAST_YEAR, Refusal.START_OUT_OF_RANGE),
        (all(0 <= weekday <= 6 for weekday in weekdays), Refusal.WEEKDAY_UNKNOWN),
    )
    return tuple(refusal for fine, refusal in looks if not fine)


def meeting_dates(
    start: date,
    count: int,
    every_days: int = FORTNIGHT,
    weekdays: Collection[int] = (),
    closed_days: Collection[date] = frozenset(),
    first_number: int = 1,
) -> tuple[Meeting, ...]:
    """`count` meetings, one each `every_days` from `start`; none is ever dropped.

    A day that is closed, or not among `weekdays` (Monday is 0; none named = every day), moves to the next
    open day; the meetings after it keep the rhythm of `start`. Two never share a day. Raises ValueError
    for a series that `check_series` refuses. To lay out the rest of a series anew, pass `first_number`.
    """
    refusals = check_series(start, count, every_days, weekdays)
    if refusals:
        raise ValueError(*refusals)
    closed, open_weekdays = frozenset(closed_days), frozenset(weekdays) or frozenset(range(7))
    meetings: list[Meeting] = []
    for step in range(count):
        due = start + timedelta(days=every_days * step)
        on = max(due, meetings[-1].on + timedelta(days=1)) if meetings else due
        while on in closed or on.weekday() not in open_weekdays:
            on += timedelta(days=1)
        meetings.append(Meeting(first_number + step, on, None if on == due else due))
    return tuple(meetings)


def is_zone(name: str) -> bool:
    """Whether the name is an IANA zone that this machine knows."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def clock_case(on: date, at: time, zone: str) -> ClockCase:
    """Whether the local time is ordinary, skipped by a clock change, or comes twice that day."""
    early, late = _readings(on, at, zone)
    if early.utcoffset() == late.utcoffset():
        return ClockCase.ORDINARY
    return ClockCase.TWICE if _there_and_back(early) == _wall(on, at) else ClockCase.SKIPPED


def moment(on: date, at: time, zone: str) -> datetime:
    """The moment in UTC of a local date and time.

    A time that comes twice means the first one. A skipped time moves forward by the gap, as clocks on the
    wall do; if that would leave the day, it moves back by the gap, so that the meeting keeps its date. Only
    a day that the zone skipped whole (Samoa, 30 December 2011) lands on the day after.
    """
    early, late = _readings(on, at, zone)
    if _there_and_back(early).date() != on and _there_and_back(late).date() == on:
        return late.astimezone(UTC)
    return early.astimezone(UTC)


def _wall(on: date, at: time) -> datetime:
    if at.tzinfo is not None:
        raise ValueError("a local time carries no zone of its own")
    return datetime.combine(on, at.replace(fold=0))


def _readings(on: date, at: time, zone: str) -> tuple[datetime, datetime]:
    """The wall time read with the offset before a change of clocks, and with the one after it."""
    local = _wall(on, at).replace(tzinfo=ZoneInfo(zone))
    return local, local.replace(fold=1)


def _there_and_back(local: datetime) -> datetime:
    """What the wall clock shows at that moment."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None, fold=0)

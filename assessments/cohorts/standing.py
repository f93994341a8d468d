"""Where an enrolment and a cohort stand on a day: always computed from dates, never kept as a column."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """An enrolment on a day."""

    WAITING = "waiting"
    ACTIVE = "active"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why an enrolment ended (DOMAIN rule 5)."""

    COMPLETED = "completed"
    RELEASED = "released"
    TRANSFERRED = "transferred"
    SEGREGATED = "segregated"
    WITHDREW = "withdrew"
    REMOVED = "removed"
    HEALTH = "health"
    DIED = "died"
    OTHER = "other"


class CohortState(StrEnum):
    """A cohort on a day."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"


class Refusal(StrEnum):
    """Why the dates of an enrolment cannot stand."""

    START_MISSING = "start_missing"
    ENDS_BEFORE_START = "ends_before_start"
    STARTS_BEFORE_COHORT = "starts_before_cohort"
    END_REASON_MISSING = "end_reason_missing"
    END_REASON_UNKNOWN = "end_reason_unknown"
    END_REASON_WITHOUT_END = "end_reason_without_end"


@dataclass(frozen=True, slots=True)
class Spell:
    """A dated membership, half-open: starts_on included, ends_on not; no start is still waiting."""

    starts_on: date | None
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the membership is active on the day."""
        return active_on(self.starts_on, self.ends_on, day)


def active_on(starts_on: date | None, ends_on: date | None, day: date) -> bool:
    """Whether somebody with these dates belongs to the roster of the day."""
    return standing_on(starts_on, ends_on, day) is Standing.ACTIVE


def standing_on(starts_on: date | None, ends_on: date | None, day: date) -> Standing:
    """Waiting before the start, active from it, ended from the end on."""
    if ends_on is not None and day >= ends_on:
        return Standing.ENDED
    if starts_on is None or day < starts_on:
        return Standing.WAITING
    return Standing.ACTIVE


def overlaps(one: Spell, other: Spell) -> bool:
    """Whether some day is active in both; a person may not be twice in one cohort."""
    if one.starts_on is None or other.starts_on is None:
        return False
    first_day = max(one.starts_on, other.starts_on)
    return one.covers(first_day) and other.covers(first_day)


def check_dates(
    starts_on: date | None,
    ends_on: date | None,
    end_reason: str | None,
    *,
    cohort_starts_on: date | None = None,
    extra_reasons: Iterable[str] = (),
) -> tuple[Refusal, ...]:
    """Why these dates and this reason cannot stand together; empty when they can.

    An end on the day of the start is allowed: somebody enrolled by mistake was never active.
    """
    known = {*EndReason, *extra_reasons}
    looks = (
        (ends_on is not None and starts_on is None, Refusal.START_MISSING),
        (bool(ends_on and starts_on and ends_on < starts_on), Refusal.ENDS_BEFORE_START),
        (
            bool(starts_on and cohort_starts_on and starts_on < cohort_starts_on),
            Refusal.STARTS_BEFORE_COHORT,
        ),
        (ends_on is not None and not end_reason, Refusal.END_REASON_MISSING),
        (bool(end_reason) and end_reason not in known, Refusal.END_REASON_UNKNOWN),
        (ends_on is None and bool(end_reason), Refusal.END_REASON_WITHOUT_END),
    )
    return tuple(refusal for broken, refusal in looks if broken)


def cohort_state(
    starts_on: date | None, ends_on: date | None, day: date, standings: Iterable[Standing] = ()
) -> CohortState:
    """Planned before the start, finished from the end on or when everybody who was in it has left."""
    if ends_on is not None and day >= ends_on:
        return CohortState.FINISHED
    if starts_on is None or day < starts_on:
        return CohortState.PLANNED
    seen = set(standings)
    return CohortState.FINISHED if seen == {Standing.ENDED} else CohortState.RUNNING

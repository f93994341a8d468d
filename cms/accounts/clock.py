"""How long a sign-in lasts: idle and absolute limits on a session's clock. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

#: The clock is written at most this often, so that reading a page costs no write each time.
GRAIN_SECONDS = 60


@dataclass(frozen=True)
class Limits:
    """In seconds."""

    idle: int
    absolute: int


def started(now: int) -> list[int]:
    """The clock of a new sign-in: signed in at, last seen at."""
    return [now, now]


def has_run_out(clock: Sequence[int], now: int, limits: Limits) -> bool:
    """Whether the sign-in is over; an unreadable clock or one from the future is."""
    if len(clock) != 2:
        return True
    signed_in_at, seen_at = clock
    if signed_in_at > now + GRAIN_SECONDS:
        return True
    return now - seen_at >= limits.idle or now - signed_in_at >= limits.absolute


def is_due(clock: Sequence[int], now: int) -> bool:
    """Whether "last seen" should be written again."""
    return now - clock[1] >= GRAIN_SECONDS

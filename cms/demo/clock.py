"""The demo's clock: what happens in its history happens at its own moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONE = "America/Lima"


def moment(day: date, at: time = time(18, 0)) -> datetime:
    """A local hour of the demo's places as a moment."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


@contextmanager
def standing_at(now: datetime) -> Iterator[None]:
    """Let ``timezone.now()`` answer ``now``; for a command that has the process to itself."""
    real = timezone.now
    timezone.now = lambda: now
    try:
        yield
    finally:
        timezone.now = real

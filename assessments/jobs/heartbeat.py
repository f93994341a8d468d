"""The minute's housekeeping leaves its time on a private file, so that its silence is noticed.

Not a row: a restored database must not look alive, and health is asked also when nothing can be written.
"""

from datetime import UTC, datetime, timedelta

from assessments.conf import conf

FILE = "tick"
PATIENCE = timedelta(minutes=10)


def beat(now: datetime) -> None:
    """Remember that everything was done at ``now``."""
    path = conf.private(FILE)
    draft = path.with_suffix(".new")
    draft.write_text(now.astimezone(UTC).isoformat())
    draft.replace(path)


def last_at() -> datetime | None:
    """When everything was last done; None when it never was."""
    try:
        return datetime.fromtimestamp(conf.private(FILE).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def is_silent(now: datetime) -> bool:
    """Whether it never came, or came too long ago."""
    at = last_at()
    return at is None or now - at > PATIENCE

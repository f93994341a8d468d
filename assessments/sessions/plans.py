"""The dates of a cohort that is about to open, as a person checks them before they count."""

import uuid
from dataclasses import dataclass
from datetime import date

from assessments.sessions import recurrence


@dataclass(frozen=True)
class PlannedMeeting:
    """One date of the preview and the lesson it delivers."""

    number: int
    on: date
    moved_from: date | None
    lesson: str


def preview(form) -> list[PlannedMeeting]:
    """Every meeting with its lesson; lessons without a session come last, without a date."""
    typed = form.cleaned_data
    meetings = recurrence.meeting_dates(
        typed["starts_on"], form.session_count(), typed["every_days"], closed_days=form.closed_days()
    )
    titles = {lesson.number: lesson.title for lesson in form.programmes[typed["programme"]].lessons}
    return [
        PlannedMeeting(one.number, one.on, one.moved_from, titles.get(one.number, "")) for one in meetings
    ]


def key_of(post) -> uuid.UUID:
    """The key that the preview carried; a broken one is a new one."""
    try:
        return uuid.UUID(post.get("key", ""))
    except ValueError:
        return uuid.uuid4()

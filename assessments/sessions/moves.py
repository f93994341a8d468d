"""What moving a cohort to the programme as it is today would do to its sessions (QUERIES).

Nothing is written here; `operations.move_cohort` reads the same preview again before it writes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.cohorts import candidates
from assessments.cohorts.models import Cohort
from assessments.sessions import rearrangement
from assessments.sessions.models import Op, Session, VersionMove
from assessments.sessions.rearrangement import Effect, Hold, Slot
from curriculum import outline

COLUMNS = ("lesson_key", "lesson_number", "lesson_title", "lesson_language", "content_sha256")


@dataclass(frozen=True)
class Planned:
    """One session in the preview: as it is, why it stays so, and its lesson afterwards."""

    session: Session
    hold: Hold | None
    lesson: outline.LessonOutline | None
    effect: Effect


@dataclass(frozen=True)
class Preview:
    """Everything a person sees before a cohort moves."""

    newer: outline.Newer
    sessions: tuple[Planned, ...]
    unplanned: tuple[outline.LessonOutline, ...]

    @property
    def fingerprint(self) -> str:
        """Names exactly what was seen: another version or another outcome of a session is another one."""
        seen = [
            self.newer.pinned.sha256,
            self.newer.sha256,
            [(str(one.session.pk), one.hold, one.lesson and str(one.lesson.key)) for one in self.sessions],
        ]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def lesson_columns(lesson: outline.LessonOutline | None) -> dict[str, Any]:
    """What a session keeps of the lesson it delivers."""
    if lesson is None:
        return {
            "lesson_key": None,
            "lesson_number": None,
            "lesson_title": "",
            "lesson_language": "",
            "content_sha256": "",
        }
    return {
        "lesson_key": lesson.key,
        "lesson_number": lesson.number,
        "lesson_title": lesson.title[:160],
        "lesson_language": lesson.language[:8],
        "content_sha256": lesson.content_sha256,
    }


def columns_of(session: Session) -> dict[str, Any]:
    """What a session keeps of its lesson now."""
    return {name: getattr(session, name) for name in COLUMNS}


def preview(cohort: Cohort) -> Preview | None:
    """What a move would change; nothing when the cohort takes what is live.

    Raises as `outline.newer` does: the version was never frozen, or the programme is not live any more.
    """
    newer = outline.newer(cohort.programme_sha256)
    if newer is None:
        return None
    today = candidates.today_at(cohort)
    rows = list(cohort.sessions.with_recorded().order_by("on", "number"))
    holds = {row.pk: rearrangement.hold_of(row.status, row.on, today, row.is_recorded) for row in rows}
    lessons = {lesson.key: lesson for lesson in newer.live.lessons}
    found = rearrangement.rearrange(
        [Slot(row.pk, row.lesson_key, holds[row.pk]) for row in rows],
        list(lessons),
        added=_keys(newer, outline.Change.ADDED),
        moved=_keys(newer, outline.Change.MOVED),
    )
    return Preview(
        newer=newer,
        sessions=tuple(_planned(row, holds[row.pk], found.lessons, lessons) for row in rows),
        unplanned=tuple(lessons[key] for key in found.unplanned),
    )


def _keys(newer: outline.Newer, kind: outline.Change) -> list[UUID]:
    return [change.key for change in newer.lessons if kind in change.kinds]


def _planned(
    row: Session,
    hold: Hold | None,
    given: Mapping[UUID, UUID | None],
    lessons: Mapping[UUID, outline.LessonOutline],
) -> Planned:
    key = given.get(row.pk)
    lesson = lessons[key] if key else None
    becomes = (lesson.key, lesson.content_sha256) if lesson else (None, "")
    effect = rearrangement.effect_of(hold, (row.lesson_key, row.content_sha256), becomes)
    return Planned(row, hold, lesson, effect)


def undoable(cohort: Cohort) -> VersionMove | None:
    """The cohort's last move, if it stands and nothing was recorded since."""
    rows = VersionMove.objects.standing().filter(cohort=cohort).with_recorded_since(Op.objects.all())
    last = rows.select_related("moved_by").order_by("-moved_at").first()
    if last is None or last.is_recorded_since or last.to_sha256 != cohort.programme_sha256:
        return None
    return last

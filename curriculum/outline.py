"""The front door for `assessments`: programmes as frozen values, named by key and never by row.

Ask `programmes()` or `programme(key)` for what is live now, `freeze(key, language)` when the first
cohort opens, `version(sha256)` for what a cohort takes and `newer(sha256)` for what was published since.
`sheets(content_sha256, choice)` prints a lesson as it was taught; `document` puts sheets into one HTML.
Lessons are told apart by `key` (the translation key) and by `content_sha256` (the text as taught).
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from curriculum import live_outline, operations, revisions, syllabus
from curriculum.canonical import (
    ActivityOutline,
    ChecklistItem,
    LessonOutline,
    MaterialOutline,
    ModuleOutline,
    ProgrammeOutline,
    compose_lesson,
    from_json,
    sha256_of,
    to_json,
)
from curriculum.changes import Change, LessonChange, lesson_changes
from curriculum.models import LessonVersion, ProgrammeVersion
from curriculum.packs import pictures, rendering
from curriculum.packs.choice import Choice
from curriculum.packs.rendering import Sheets, document
from curriculum.revisions import Comparison

__all__ = [
    "ActivityOutline",
    "Change",
    "ChecklistItem",
    "Choice",
    "Comparison",
    "LessonChange",
    "LessonOutline",
    "MaterialOutline",
    "ModuleOutline",
    "Newer",
    "ProgrammeOutline",
    "Sheets",
    "UnknownProgramme",
    "UnknownVersion",
    "VersionOutline",
    "comparisons",
    "document",
    "freeze",
    "from_json",
    "lesson",
    "lesson_content",
    "newer",
    "programme",
    "programmes",
    "sheets",
    "to_json",
    "version",
    "versions",
]

UnknownProgramme = operations.UnknownProgramme


class UnknownVersion(LookupError):
    """No programme or lesson was frozen under this sha256."""


@dataclass(frozen=True)
class VersionOutline:
    """A frozen programme: what a cohort takes, whatever happens to the pages later."""

    version_id: int
    number: int
    sha256: str
    created_at: datetime
    outline: ProgrammeOutline


@dataclass(frozen=True)
class Newer:
    """What is live beside a frozen programme that differs from it; `sha256` is that of `live`.

    `lessons` is empty when only the titles or the modules are others.
    """

    pinned: VersionOutline
    live: ProgrammeOutline
    sha256: str
    lessons: tuple[LessonChange, ...]


def programmes(language: str | None = None) -> tuple[ProgrammeOutline, ...]:
    """Every live programme, in one language or in all of them."""
    pages = syllabus.live_programmes(language=language)
    return tuple(taught.outline for taught in syllabus.taught(pages))


def programme(key: UUID, language: str | None = None) -> ProgrammeOutline:
    """The live programme with this key; without a language, the site's own or else the first."""
    pages = syllabus.live_programmes(key=key, language=language)
    if not pages:
        raise UnknownProgramme(f"No live programme {key} in {language or 'any language'}.")
    return syllabus.taught(pages[:1])[0].outline


def freeze(programme_key: UUID, language: str, *, user: Any = None) -> VersionOutline:
    """Return the frozen form of what is live; a new version is made only when its content is new."""
    return _outlined(operations.freeze_programme(key=programme_key, language=language, user=user))


def version(sha256: str) -> VersionOutline:
    """The frozen programme with this hash."""
    row = ProgrammeVersion.objects.filter(sha256=sha256).first()
    if row is None:
        raise UnknownVersion(sha256)
    return _outlined(row)


def versions(sha256s: set[str]) -> dict[str, VersionOutline]:
    """Many frozen programmes in one query, by hash; unknown hashes are left out."""
    rows = ProgrammeVersion.objects.filter(sha256__in=sha256s)
    return {row.sha256: _outlined(row) for row in rows}


def newer(sha256: str) -> Newer | None:
    """What was published since this version was frozen, in its language; nothing when it is still live."""
    row = ProgrammeVersion.objects.filter(sha256=sha256).first()
    if row is None:
        raise UnknownVersion(sha256)
    content = live_outline.as_json(row.programme_key, row.language)
    if content is None:
        raise UnknownProgramme(f"No live programme {row.programme_key} in {row.language}.")
    now = sha256_of(content)
    if now == sha256:
        return None
    pinned, live = _outlined(row), from_json(content)
    return Newer(pinned, live, now, lesson_changes(pinned.outline, live))


def comparisons(found: Newer, user: Any) -> dict[UUID, Comparison]:
    """Where Wagtail compares each changed lesson, for the lessons whose pages this user may edit."""
    changed = [one for one in found.lessons if Change.CHANGED in one.kinds]
    return revisions.comparisons(changed, found.live.language, user)


def lesson(content_sha256: str) -> LessonOutline:
    """The frozen lesson with this hash, numbered within its own versions."""
    row = _lesson_row(content_sha256)
    return compose_lesson(json.loads(row.content), row.number)


def lesson_content(content_sha256: str) -> dict[str, Any]:
    """The whole text of a frozen lesson as plain values, as it was taught."""
    return json.loads(_lesson_row(content_sha256).content)


def sheets(content_sha256: str, choice: Choice, *, wanted_language: str = "") -> Sheets:
    """The chosen sheets of a frozen lesson: the same bytes for ever, whatever became of its page.

    Where its text is not in the wanted language, each sheet says so.
    """
    content = lesson_content(content_sha256)
    return rendering.sheets(content, choice, pictures.frozen, wanted_language=wanted_language)


def _lesson_row(sha256: str) -> LessonVersion:
    row = LessonVersion.objects.filter(sha256=sha256).first()
    if row is None:
        raise UnknownVersion(sha256)
    return row


def _outlined(row: ProgrammeVersion) -> VersionOutline:
    return VersionOutline(row.pk, row.number, row.sha256, row.created_at, from_json(row.content))

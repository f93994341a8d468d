"""The front door for `assessments`: programmes as frozen values, named by key and never by row.

Ask `programmes()` or `programme(key)` for what is live now, `freeze(key, language)` when the first
cohort opens, and `version(sha256)` for what a cohort takes. Lessons are told apart by `key` (the
translation key) and by `content_sha256` (the text as taught).
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from curriculum import operations, syllabus
from curriculum.canonical import (
    ActivityOutline,
    ChecklistItem,
    LessonOutline,
    MaterialOutline,
    ModuleOutline,
    ProgrammeOutline,
    compose_lesson,
    from_json,
    to_json,
)
from curriculum.models import LessonVersion, ProgrammeVersion

__all__ = [
    "ActivityOutline",
    "ChecklistItem",
    "LessonOutline",
    "MaterialOutline",
    "ModuleOutline",
    "ProgrammeOutline",
    "UnknownProgramme",
    "UnknownVersion",
    "VersionOutline",
    "freeze",
    "from_json",
    "lesson",
    "lesson_content",
    "programme",
    "programmes",
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


def lesson(content_sha256: str) -> LessonOutline:
    """The frozen lesson with this hash, numbered within its own versions."""
    row = _lesson_row(content_sha256)
    return compose_lesson(json.loads(row.content), row.number)


def lesson_content(content_sha256: str) -> dict[str, Any]:
    """The whole text of a frozen lesson as plain values, as it was taught."""
    return json.loads(_lesson_row(content_sha256).content)


def _lesson_row(sha256: str) -> LessonVersion:
    row = LessonVersion.objects.filter(sha256=sha256).first()
    if row is None:
        raise UnknownVersion(sha256)
    return row


def _outlined(row: ProgrammeVersion) -> VersionOutline:
    return VersionOutline(row.pk, row.number, row.sha256, row.created_at, from_json(row.content))

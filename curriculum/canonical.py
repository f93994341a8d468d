"""The outline of a programme as plain values, its JSON form and its sha256. PURE.

`curriculum.outline` is the door for everybody else.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from curriculum import kinds

SCHEMA = 1


@dataclass(frozen=True)
class ActivityOutline:
    """One timed part of a session plan: an opening, an activity, a role play or a discussion."""

    key: UUID
    kind: str
    heading: str
    minutes: int
    stage: str
    keep: str
    group: str


@dataclass(frozen=True)
class MaterialOutline:
    """Something the facilitator takes along."""

    key: UUID
    name: str
    quantity: str
    note: str


@dataclass(frozen=True)
class ChecklistItem:
    """One observable sentence of the fidelity checklist; the key is its activity's key."""

    key: UUID
    text: str


@dataclass(frozen=True)
class LessonOutline:
    """What a session needs to know of its lesson; `content_sha256` names the whole text as taught."""

    key: UUID
    number: int
    title: str
    language: str
    minutes: int
    content_sha256: str
    goals: tuple[str, ...] = ()
    activities: tuple[ActivityOutline, ...] = ()
    materials: tuple[MaterialOutline, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()


@dataclass(frozen=True)
class ModuleOutline:
    """A group of lessons in teaching order."""

    key: UUID
    number: int
    title: str
    lessons: tuple[LessonOutline, ...] = ()


@dataclass(frozen=True)
class ProgrammeOutline:
    """A programme in one language; lessons are numbered from 1 across its modules."""

    key: UUID
    title: str
    language: str
    modules: tuple[ModuleOutline, ...] = ()

    @property
    def lessons(self) -> tuple[LessonOutline, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    def lesson(self, key: UUID) -> LessonOutline | None:
        """Return the lesson with this key, or nothing."""
        return next((lesson for lesson in self.lessons if lesson.key == key), None)


def canonical_json(value: object) -> str:
    """Write plain values as JSON with one spelling: sorted keys, no spaces, UTF-8, UUIDs as text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def sha256_of(text: str) -> str:
    """Return the sha256 of a text's UTF-8 bytes in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def to_json(outline: ProgrammeOutline) -> str:
    """Return the canonical JSON of an outline."""
    return canonical_json({"schema": SCHEMA, **asdict(outline)})


def from_json(text: str) -> ProgrammeOutline:
    """Read an outline back; `from_json(to_json(outline)) == outline`."""
    data = json.loads(text)
    if data.pop("schema", None) != SCHEMA:
        raise ValueError("This outline was written by another version of the programme.")
    modules = tuple(_module(module) for module in data.pop("modules"))
    return ProgrammeOutline(key=UUID(data.pop("key")), modules=modules, **data)


def _module(data: dict[str, Any]) -> ModuleOutline:
    lessons = tuple(_lesson(lesson) for lesson in data.pop("lessons"))
    return ModuleOutline(key=UUID(data.pop("key")), lessons=lessons, **data)


def _lesson(data: dict[str, Any]) -> LessonOutline:
    return LessonOutline(
        key=UUID(data.pop("key")),
        goals=tuple(data.pop("goals")),
        activities=tuple(ActivityOutline(**_keyed(entry)) for entry in data.pop("activities")),
        materials=tuple(MaterialOutline(**_keyed(entry)) for entry in data.pop("materials")),
        checklist=tuple(ChecklistItem(**_keyed(entry)) for entry in data.pop("checklist")),
        **data,
    )


def _keyed(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "key": UUID(entry["key"])}


def without_marks(entry: Any) -> Any:
    """Return a stored value without the editor's own marks: the items of lists as plain values."""
    if isinstance(entry, list):
        return [without_marks(item["value"] if _is_item(item) else item) for item in entry]
    if isinstance(entry, Mapping):
        return {name: without_marks(value) for name, value in entry.items()}
    return entry


def _is_item(item: object) -> bool:
    return isinstance(item, Mapping) and item.keys() == {"type", "id", "value"}


def compose_lesson(content: Mapping[str, Any], number: int) -> LessonOutline:
    """Make the outline of a lesson from its whole content, as `syllabus.lesson_content` returns it."""
    timed = [block for block in content["body"] if block["type"] in kinds.TIMED]
    return LessonOutline(
        key=UUID(content["key"]),
        number=number,
        title=content["title"],
        language=content["language"],
        minutes=content["minutes"],
        content_sha256=sha256_of(canonical_json(content)),
        goals=tuple(content["goals"]),
        activities=tuple(_activity(block) for block in timed),
        materials=tuple(MaterialOutline(**_keyed(entry)) for entry in content["materials"]),
        checklist=_checklist(timed),
    )


def _activity(block: Mapping[str, Any]) -> ActivityOutline:
    value = block["value"]
    return ActivityOutline(
        key=UUID(block["id"]),
        kind=block["type"],
        heading=value.get("heading", ""),
        minutes=value.get("minutes") or 0,
        stage=kinds.stage_of(block["type"], value),
        keep=value.get("keep", "may"),
        group=value.get("group", "whole"),
    )


def _checklist(timed: Sequence[Mapping[str, Any]]) -> tuple[ChecklistItem, ...]:
    sentences = ((block["id"], (block["value"].get("checklist") or "").strip()) for block in timed)
    return tuple(ChecklistItem(key=UUID(key), text=text) for key, text in sentences if text)

"""What differs between two outlines of one programme, lesson by lesson. PURE."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from curriculum.canonical import LessonOutline, ProgrammeOutline


class Change(StrEnum):
    """What became of a lesson."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class LessonChange:
    """A lesson that is not as it was: what became of it, how it stood and how it stands now."""

    key: UUID
    kinds: tuple[Change, ...]
    was: LessonOutline | None
    now: LessonOutline | None

    @property
    def title(self) -> str:
        """The title by which it is known now; of a removed lesson, the last one it had."""
        known = self.now or self.was
        return known.title if known else ""


def lesson_changes(pinned: ProgrammeOutline, live: ProgrammeOutline) -> tuple[LessonChange, ...]:
    """Every lesson that differs, once: in the order of `live`, then what is no longer taught.

    A lesson counts as moved when it stands in another module, or when it is one of the fewest that have
    to be moved to explain the new order. That others come before it or are gone moves nothing.
    """
    before = {lesson.key: lesson for lesson in pinned.lessons}
    after = {lesson.key: lesson for lesson in live.lessons}
    moved = moved_keys(pinned, live)
    known = (_change(now, before.get(key), key in moved) for key, now in after.items())
    gone = (
        LessonChange(key, (Change.REMOVED,), was, None) for key, was in before.items() if key not in after
    )
    return (*(change for change in known if change.kinds), *gone)


def moved_keys(pinned: ProgrammeOutline, live: ProgrammeOutline) -> frozenset[UUID]:
    """The lessons of both outlines that stand elsewhere."""
    before, after = _modules(pinned), _modules(live)
    elsewhere = {key for key in after if key in before and after[key] != before[key]}
    place = {lesson.key: number for number, lesson in enumerate(pinned.lessons)}
    stayed = [key for key in after if key in before and key not in elsewhere]
    in_order = {stayed[index] for index in _rising([place[key] for key in stayed])}
    return frozenset(elsewhere.union(stayed) - in_order)


def _change(now: LessonOutline, was: LessonOutline | None, has_moved: bool) -> LessonChange:
    return LessonChange(now.key, tuple(_kinds(now, was, has_moved)), was, now)


def _kinds(now: LessonOutline, was: LessonOutline | None, has_moved: bool) -> Iterator[Change]:
    if was is None:
        yield Change.ADDED
        return
    if was.content_sha256 != now.content_sha256:
        yield Change.CHANGED
    if has_moved:
        yield Change.MOVED


def _modules(outline: ProgrammeOutline) -> dict[UUID, UUID]:
    return {lesson.key: module.key for module in outline.modules for lesson in module.lessons}


def _rising(places: Sequence[int]) -> list[int]:
    """The indexes of a longest run of rising places, which need not stand side by side."""
    lowest: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        length = bisect_left(lowest, place)
        before.append(ends[length - 1] if length else None)
        lowest[length:] = [place, *lowest[length + 1 :]]
        ends[length:] = [index, *ends[length + 1 :]]
    run: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        run.append(last)
        last = before[last]
    return run

"""Which planned session delivers which lesson when a group takes a newer version of its programme. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Hold(StrEnum):
    """Why a session keeps the lesson it has, whatever the new version says."""

    DELIVERED = "delivered"
    CALLED_OFF = "called_off"
    MARKED = "marked"
    DAY_HAS_COME = "day_has_come"


class Effect(StrEnum):
    """What a move does to one session."""

    KEPT = "kept"
    SAME = "same"
    NEW_TEXT = "new_text"
    OTHER_LESSON = "other_lesson"
    NO_LESSON = "no_lesson"


_OUTCOMES = {
    "held": Hold.DELIVERED,
    "shortened": Hold.DELIVERED,
    "cancelled": Hold.CALLED_OFF,
    "postponed": Hold.CALLED_OFF,
}


@dataclass(frozen=True)
class Slot:
    """One session: the lesson it has, and why it keeps it (None: it may get another)."""

    id: UUID
    lesson: UUID | None
    hold: Hold | None = None


@dataclass(frozen=True)
class Arrangement:
    """The lesson of each session that may get one, and the lessons that no session delivers."""

    lessons: Mapping[UUID, UUID | None]
    unplanned: tuple[UUID, ...]


def hold_of(status: str, on: date, today: date, is_marked: bool) -> Hold | None:
    """Why a session keeps its lesson.

    From its own day on a session may have been held with the old pack, even if nobody said so yet.
    """
    if status in _OUTCOMES:
        return _OUTCOMES[status]
    if is_marked:
        return Hold.MARKED
    return Hold.DAY_HAS_COME if on <= today else None


def effect_of(hold: Hold | None, was: tuple[UUID | None, str], becomes: tuple[UUID | None, str]) -> Effect:
    """What happens to a session, from its lesson and content before and after."""
    if hold is not None:
        return Effect.KEPT
    if was == becomes:
        return Effect.SAME
    if was[0] == becomes[0]:
        return Effect.NEW_TEXT
    return Effect.OTHER_LESSON if becomes[0] else Effect.NO_LESSON


def rearrange(
    slots: Sequence[Slot], lessons: Sequence[UUID], *, added: Collection[UUID], moved: Collection[UUID]
) -> Arrangement:
    """Lay the lessons still to come over the sessions still open, both in their order.

    Lessons that stayed in the programme keep the order in which the sessions have them. Those that moved
    or are new come before the first that follows them in the programme. Sessions without a lesson get one
    only when there are more lessons than sessions that had one.
    """
    place = {key: number for number, key in enumerate(lessons)}
    free = [slot for slot in slots if slot.hold is None]
    kept = (slot.lesson for slot in free if slot.lesson is not None and slot.lesson not in moved)
    queue = [key for key in kept if key in place]
    for key in sorted(_loose(slots, place, added, moved), key=place.__getitem__):
        queue.insert(_before_followers(queue, place, key), key)
    chosen = _chosen(free, len(queue))
    given = dict(zip(chosen, queue, strict=False))
    standing = {slot.lesson for slot in slots if slot.hold not in (None, Hold.CALLED_OFF)}
    planned = standing | set(given.values())
    return Arrangement(
        lessons={slot.id: given.get(slot.id) for slot in free},
        unplanned=tuple(key for key in lessons if key not in planned),
    )


def _loose(
    slots: Sequence[Slot], place: Mapping[UUID, int], added: Collection[UUID], moved: Collection[UUID]
) -> Iterator[UUID]:
    """Lessons that need a new place: the moved ones of open sessions, and new ones nobody has had."""
    standing = {slot.lesson for slot in slots if slot.hold is not Hold.CALLED_OFF}
    planned = [slot.lesson for slot in slots if slot.hold is None and slot.lesson is not None]
    yield from (key for key in planned if key in moved and key in place)
    yield from (key for key in added if key in place and key not in standing)


def _before_followers(queue: Sequence[UUID], place: Mapping[UUID, int], key: UUID) -> int:
    followers = (index for index, other in enumerate(queue) if place[other] > place[key])
    return next(followers, len(queue))


def _chosen(free: Sequence[Slot], count: int) -> list[UUID]:
    """The sessions that get a lesson: those that had one first, all in the order of their days."""
    had_one = [slot.id for slot in free if slot.lesson is not None]
    empty = [slot.id for slot in free if slot.lesson is None]
    taken = {*had_one[:count], *empty[: max(0, count - len(had_one))]}
    return [slot.id for slot in free if slot.id in taken]

"""How far a translation is and what it waits for, from dates and counts (PURE)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where the page of a translation stands."""

    ABSENT = "absent"
    DRAFT = "draft"
    LIVE = "live"


@dataclass(frozen=True)
class Facts:
    """What is known of one translation; moments are None where nothing happened yet."""

    texts: int
    translated: int
    state: State
    source_published_at: datetime | None = None
    taken_up_at: datetime | None = None
    last_words_at: datetime | None = None
    published_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """``percent`` is 100 only when nothing is missing."""

    percent: int
    state: State
    #: The source was published again since its texts were taken up.
    needs_sync: bool
    #: Words were translated that the published page does not show yet.
    has_new_words: bool
    last_words_at: datetime | None


def standing(facts: Facts) -> Standing:
    """Where one translation stands."""
    percent = facts.translated * 100 // facts.texts if facts.texts else 0
    live = facts.state is State.LIVE
    return Standing(
        percent=percent,
        state=facts.state,
        needs_sync=_later(facts.source_published_at, facts.taken_up_at),
        has_new_words=live and _later(facts.last_words_at, facts.published_at),
        last_words_at=facts.last_words_at,
    )


def _later(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one > other

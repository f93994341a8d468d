"""What was published since a cohort took its version, as its page says it (QUERIES)."""

from dataclasses import dataclass
from typing import Any

from assessments.cohorts import phrases
from assessments.cohorts.models import Cohort
from curriculum import outline


@dataclass(frozen=True)
class Changed:
    """One lesson that is not as the cohort took it; the comparison is for people who may edit its page."""

    title: str
    words: str
    compare_url: str
    is_gone: bool


@dataclass(frozen=True)
class News:
    """What differs; without lessons, only titles do. `text` says why nothing can be compared."""

    language: str
    lessons: tuple[Changed, ...] = ()
    text: str = ""


def of_cohort(cohort: Cohort, user: Any) -> News | None:
    """What the cohort's page says; nothing for a closed cohort, or one that takes what is live."""
    if cohort.closed_on is not None:
        return None
    try:
        found = outline.newer(cohort.programme_sha256)
    except outline.UnknownVersion:
        return None
    except outline.UnknownProgramme:
        return News(cohort.language, text=phrases.PROGRAMME_GONE)
    return news(found, user) if found else None


def news(found: outline.Newer, user: Any) -> News:
    """Each lesson that differs with its words and, for editors, where it is compared."""
    pages = outline.comparisons(found, user)
    return News(found.live.language, tuple(_changed(one, pages.get(one.key)) for one in found.lessons))


def _changed(one: outline.LessonChange, comparison: outline.Comparison | None) -> Changed:
    return Changed(
        title=one.title,
        words=", ".join(str(phrases.CHANGES[kind]) for kind in one.kinds),
        compare_url=comparison.url if comparison else "",
        is_gone=comparison is not None and comparison.is_gone,
    )

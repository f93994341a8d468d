"""What a person sees before a cohort moves to a newer version: lessons, sessions and people (QUERIES)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assessments.cohorts import phrases as cohort_phrases
from assessments.cohorts.models import Cohort
from assessments.completion import eligibility, progress
from assessments.completion import phrases as completion_phrases
from assessments.sessions import moves, phrases
from assessments.sessions.rearrangement import Effect
from assessments.workspace import newer
from curriculum import outline

TONES = {Effect.SAME: "", Effect.NEW_TEXT: "info", Effect.OTHER_LESSON: "warn", Effect.NO_LESSON: "bad"}


@dataclass(frozen=True)
class Row:
    """One session: what it was to deliver and what it will."""

    number: int
    on: date
    was: str
    becomes: str
    words: str
    tone: str


@dataclass(frozen=True)
class Person:
    """Somebody for whom the answer, or what counts towards it, changes."""

    code: str
    before: str
    after: str
    had_earned: bool
    has_earned: bool


@dataclass(frozen=True)
class People:
    """What a certificate asks for before and after, and for whom that changes something."""

    needed_before: int
    total_before: int
    needed_after: int
    total_after: int
    delivered: int
    changed: tuple[Person, ...]

    @property
    def is_out_of_reach(self) -> bool:
        """Whether the sessions of the cohort deliver fewer lessons than a certificate would ask for."""
        return self.delivered < self.needed_after


def page(cohort: Cohort, user: Any) -> dict[str, Any]:
    """Everything the template prints; `why` says it when there is nothing to move to."""
    plan, why = _plan(cohort)
    if plan is None:
        return {"cohort": cohort, "why": why}
    return {
        "cohort": cohort,
        "news": newer.news(plan.newer, user),
        "rows": [_row(one) for one in plan.sessions],
        "unplanned": plan.unplanned,
        "people": _people(cohort, plan),
        "seen": plan.fingerprint,
    }


def _plan(cohort: Cohort) -> tuple[moves.Preview | None, str]:
    if cohort.closed_on is not None:
        return None, cohort_phrases.STAYS_CLOSED
    try:
        plan = moves.preview(cohort)
    except outline.UnknownVersion:
        return None, cohort_phrases.VERSION_UNKNOWN
    except outline.UnknownProgramme:
        return None, cohort_phrases.PROGRAMME_GONE
    if plan is not None and not plan.newer.live.lessons:
        return None, cohort_phrases.NO_LESSONS_LEFT
    return plan, cohort_phrases.NOTHING_NEWER


def _row(one: moves.Planned) -> Row:
    words = phrases.HOLDS[one.hold] if one.hold else phrases.EFFECTS[one.effect]
    kept = one.hold is not None
    becomes = one.session.lesson_title if kept else (one.lesson.title if one.lesson else "")
    return Row(
        number=one.session.number,
        on=one.session.on,
        was=one.session.lesson_title,
        becomes=becomes,
        words=str(words),
        tone="" if kept else TONES[one.effect],
    )


def _people(cohort: Cohort, plan: moves.Preview) -> People:
    """Credit stays with the lesson; the share divides by the lessons of the version a cohort has."""
    rule = progress.rule_of(cohort.programme_key)
    before, after = (
        tuple(str(one.key) for one in side)
        for side in (plan.newer.pinned.outline.lessons, plan.newer.live.lessons)
    )
    people = (_person(standing, after, rule) for standing in progress.standings(cohort))
    return People(
        needed_before=eligibility.lessons_needed(len(before), rule.share_of_lessons),
        total_before=len(before),
        needed_after=eligibility.lessons_needed(len(after), rule.share_of_lessons),
        total_after=len(after),
        delivered=len(after) - len(plan.unplanned),
        changed=tuple(sorted((one for one in people if one is not None), key=lambda one: one.code)),
    )


def _person(standing: progress.Standing, lessons: tuple[str, ...], rule: eligibility.Rule) -> Person | None:
    now, then = standing.progress, replace(standing.progress, lessons=lessons)
    decision = eligibility.decide(then, rule)
    if decision.eligible == standing.decision.eligible and now.earned <= then.earned:
        return None
    return Person(
        code=standing.person.code,
        before=completion_phrases.lessons(now),
        after=completion_phrases.lessons(then),
        had_earned=standing.decision.eligible,
        has_earned=decision.eligible,
    )

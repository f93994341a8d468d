"""Says what a lesson still lacks before it can be taught. PURE; the sentences stand in `phrases`."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

SHORT_SESSION = 60


class Gap(StrEnum):
    NO_GOALS = "no_goals"
    NO_RIGHTS = "no_rights"
    NO_CHILD_AGES = "no_child_ages"
    NO_ACTIVITY = "no_activity"
    NO_OPENING = "no_opening"
    NO_CLOSING = "no_closing"
    MINUTES_DIFFER = "minutes_differ"
    SHORT_FORM_TOO_LONG = "short_form_too_long"
    NO_CHECKLIST = "no_checklist"
    NOTHING_FOR_PARTICIPANTS = "nothing_for_participants"
    NO_TRANSCRIPT = "no_transcript"


@dataclass(frozen=True)
class Part:
    """What readiness needs to know of one block."""

    kind: str
    audience: str
    minutes: int = 0
    stage: str = ""
    keep: str = ""
    has_checklist: bool = False
    has_transcript: bool = True


@dataclass(frozen=True)
class Plan:
    """What readiness needs to know of one lesson."""

    minutes: int
    goals: int
    rights: int
    child_ages: int
    parts: Sequence[Part] = ()


@dataclass(frozen=True)
class Missing:
    """A gap and the numbers that its sentence names."""

    gap: Gap
    found: int = 0
    wanted: int = 0


def missing(plan: Plan) -> tuple[Missing, ...]:
    """Return everything the lesson lacks, in the order a writer meets it; empty means ready."""
    timed = [part for part in plan.parts if part.kind in ("activity", "discussion")]
    return (*_frame(plan), *_timing(plan, timed), *_readers(plan, timed))


def _frame(plan: Plan) -> list[Missing]:
    counted = ((Gap.NO_GOALS, plan.goals), (Gap.NO_RIGHTS, plan.rights), (Gap.NO_CHILD_AGES, plan.child_ages))
    return [Missing(gap) for gap, number in counted if not number]


def _timing(plan: Plan, timed: Sequence[Part]) -> list[Missing]:
    if not timed:
        return [Missing(Gap.NO_ACTIVITY)]
    stages = {part.stage for part in timed}
    gaps = [
        Missing(gap)
        for gap, stage in ((Gap.NO_OPENING, "opening"), (Gap.NO_CLOSING, "closing"))
        if stage not in stages
    ]
    total = sum(part.minutes for part in timed)
    if total != plan.minutes:
        gaps.append(Missing(Gap.MINUTES_DIFFER, found=total, wanted=plan.minutes))
    short = sum(part.minutes for part in timed if part.keep == "must")
    if short > SHORT_SESSION:
        gaps.append(Missing(Gap.SHORT_FORM_TOO_LONG, found=short, wanted=SHORT_SESSION))
    return gaps


def _readers(plan: Plan, timed: Sequence[Part]) -> list[Missing]:
    gaps = []
    if timed and not any(part.has_checklist for part in timed):
        gaps.append(Missing(Gap.NO_CHECKLIST))
    if not any(part.audience in ("participant", "both") for part in plan.parts):
        gaps.append(Missing(Gap.NOTHING_FOR_PARTICIPANTS))
    silent = sum(not part.has_transcript for part in plan.parts)
    if silent:
        gaps.append(Missing(Gap.NO_TRANSCRIPT, found=silent))
    return gaps

"""Says what a lesson still lacks before it can be taught. PURE; the sentences stand in `phrases`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from curriculum import kinds
from curriculum.reading_ease import word_count

SHORT_SESSION = 60
CHECKLIST_SENTENCES = 5
HANDOUT_WORDS = 170


class Gap(StrEnum):
    NO_GOALS = "no_goals"
    NO_RIGHTS = "no_rights"
    NO_CHILD_AGES = "no_child_ages"
    NO_ACTIVITY = "no_activity"
    NO_OPENING = "no_opening"
    NO_CLOSING = "no_closing"
    MINUTES_DIFFER = "minutes_differ"
    SHORT_FORM_TOO_LONG = "short_form_too_long"
    CHECKLIST_DIFFERS = "checklist_differs"
    NO_VARIANT_WITHOUT_PAPER = "no_variant_without_paper"
    NO_VARIANT_FOR_FEW_READERS = "no_variant_for_few_readers"
    NO_HOMEWORK = "no_homework"
    NO_SAFEGUARDING = "no_safeguarding"
    SIGN_MISSING = "sign_missing"
    NOTHING_FOR_PARTICIPANTS = "nothing_for_participants"
    HANDOUT_TOO_LONG = "handout_too_long"
    NO_ALT_TEXT = "no_alt_text"
    NO_TRANSCRIPT = "no_transcript"
    NO_SOURCES = "no_sources"


@dataclass(frozen=True)
class Part:
    """One block as plain values, as `syllabus` and the manuscript have them."""

    kind: str
    fields: Mapping[str, Any]

    @property
    def minutes(self) -> int:
        return int(self.fields.get("minutes") or 0)

    @property
    def heading(self) -> str:
        return str(self.fields.get("heading") or "")

    @property
    def stage(self) -> str:
        return kinds.stage_of(self.kind, self.fields) if self.kind in kinds.STAGED else ""

    def has(self, name: str) -> bool:
        """Whether something is written in this field."""
        return bool(str(self.fields.get(name) or "").strip())


@dataclass(frozen=True)
class Plan:
    """What readiness needs to know of one lesson."""

    minutes: int
    goals: int
    rights: int
    child_ages: int
    parts: Sequence[Part] = ()

    @property
    def timed(self) -> list[Part]:
        return [part for part in self.parts if part.kind in kinds.TIMED]

    def of_kind(self, *names: str) -> list[Part]:
        """The parts of these kinds, in their order."""
        return [part for part in self.parts if part.kind in names]


@dataclass(frozen=True)
class Missing:
    """A gap, the numbers that its sentence names, and the part or sign that it is about."""

    gap: Gap
    found: int = 0
    wanted: int = 0
    about: str = ""


def missing(plan: Plan) -> tuple[Missing, ...]:
    """Return everything the lesson lacks, in the order a writer meets it; empty means ready."""
    rules = (_frame, _timing, _checklist, _variants, _homework, _safeguarding, _readers, _media, _sources)
    return tuple(gap for rule in rules for gap in rule(plan))


def _frame(plan: Plan) -> list[Missing]:
    counted = ((Gap.NO_GOALS, plan.goals), (Gap.NO_RIGHTS, plan.rights), (Gap.NO_CHILD_AGES, plan.child_ages))
    return [Missing(gap) for gap, number in counted if not number]


def _timing(plan: Plan) -> list[Missing]:
    if not plan.timed:
        return [Missing(Gap.NO_ACTIVITY)]
    stages = {part.stage for part in plan.timed}
    wanted = ((Gap.NO_OPENING, "opening"), (Gap.NO_CLOSING, "closing"))
    gaps = [Missing(gap) for gap, stage in wanted if stage not in stages]
    total = sum(part.minutes for part in plan.timed)
    if total != plan.minutes:
        gaps.append(Missing(Gap.MINUTES_DIFFER, found=total, wanted=plan.minutes))
    short = sum(part.minutes for part in plan.timed if part.fields.get("keep") == "must")
    if short > SHORT_SESSION:
        gaps.append(Missing(Gap.SHORT_FORM_TOO_LONG, found=short, wanted=SHORT_SESSION))
    return gaps


def _checklist(plan: Plan) -> list[Missing]:
    found = sum(part.has("checklist") for part in plan.timed)
    if not plan.timed or found == CHECKLIST_SENTENCES:
        return []
    return [Missing(Gap.CHECKLIST_DIFFERS, found=found, wanted=CHECKLIST_SENTENCES)]


def _variants(plan: Plan) -> list[Missing]:
    variants = (
        ("without_paper", Gap.NO_VARIANT_WITHOUT_PAPER),
        ("few_readers", Gap.NO_VARIANT_FOR_FEW_READERS),
    )
    return [
        Missing(gap, about=part.heading)
        for part in plan.of_kind(*kinds.STAGED)
        for name, gap in variants
        if not part.has(name)
    ]


def _homework(plan: Plan) -> list[Missing]:
    return [] if plan.of_kind("homework") else [Missing(Gap.NO_HOMEWORK)]


def _safeguarding(plan: Plan) -> list[Missing]:
    notes = plan.of_kind("safeguarding")
    if not notes:
        return [Missing(Gap.NO_SAFEGUARDING)]
    said = {situation.get("sign") for note in notes for situation in note.fields.get("situations") or ()}
    return [Missing(Gap.SIGN_MISSING, about=sign) for sign in kinds.NEEDED_SIGNS if sign not in said]


def _readers(plan: Plan) -> list[Missing]:
    gaps = []
    if not any(part.fields.get("audience") in ("participant", "both") for part in plan.parts):
        gaps.append(Missing(Gap.NOTHING_FOR_PARTICIPANTS))
    for part in plan.of_kind("handout"):
        words = word_count(part.fields.get("text") or "")
        if words > HANDOUT_WORDS:
            gaps.append(Missing(Gap.HANDOUT_TOO_LONG, words, HANDOUT_WORDS, part.heading))
    return gaps


def _media(plan: Plan) -> list[Missing]:
    shown = plan.of_kind("media")
    blind = sum(bool(part.fields.get("image")) and not part.has("alt_text") for part in shown)
    silent = sum(bool(part.fields.get("file")) and not part.has("transcript") for part in shown)
    counted = ((Gap.NO_ALT_TEXT, blind), (Gap.NO_TRANSCRIPT, silent))
    return [Missing(gap, found=number) for gap, number in counted if number]


def _sources(plan: Plan) -> list[Missing]:
    return [] if plan.of_kind("sources") else [Missing(Gap.NO_SOURCES)]

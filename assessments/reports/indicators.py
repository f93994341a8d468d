"""What the people of a report add up to: flow, losses, change, cautions; numbers and codes alone (PURE).

Every figure of change is taken from `measures.change`; nothing is computed a second time.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from statistics import fmean, median
from uuid import UUID

from assessments.measures import cautions, change, scoring
from assessments.measures.cautions import Caution, NoVerdict, Part
from assessments.measures.change import PairedChange
from assessments.measures.parts import Definition, Evidence

ANSWERED, REFUSED, NOT_POSSIBLE, COMPLETED = "answered", "refused", "not_possible", "completed"
NO_EVIDENCE = Evidence("", None, None, None, "", "")


class Loss(StrEnum):
    """Why somebody with a baseline has no endline; the reasons of an enrolment's end are added to these."""

    REFUSED = "refused"
    NOT_POSSIBLE = "not_possible"
    INCOMPLETE = "incomplete"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Taken:
    """One administration."""

    administration: UUID
    on: date
    form: str
    mode: str
    language: str
    outcome: str
    in_conflict: bool = False
    sessions_before: int = 0
    scores: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def occasion(self) -> cautions.Occasion:
        return cautions.Occasion(self.form, self.mode, self.language, self.sessions_before)


@dataclass(frozen=True)
class Person:
    """One person of a cohort; without consent there are no administrations here."""

    key: UUID
    enrolment: UUID
    code: str
    agrees: bool
    end_reason: str = ""
    baseline: Taken | None = None
    endline: Taken | None = None

    def scores(self, scale: str) -> tuple[float | None, float | None]:
        """Both scores on a scale."""
        return _score(self.baseline, scale), _score(self.endline, scale)


@dataclass(frozen=True)
class Flow:
    """How many came how far; ``losses`` of those with a baseline, the most frequent first."""

    enrolled: int
    consented: int
    baseline: int
    endline: int
    both: int
    losses: tuple[tuple[str, int], ...] = ()

    @property
    def lost(self) -> int:
        return self.baseline - self.both


@dataclass(frozen=True)
class Spread:
    """Middle and ends of some scores."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Verdicts:
    """Counts of reliable change with Wilson intervals, or why there are none."""

    refusal: NoVerdict | None
    counts: tuple[tuple[str, int, float | None, float | None], ...] = ()


@dataclass(frozen=True)
class Summary:
    """A cohort's report; what its number of pairs does not allow is None or empty."""

    flow: Flow
    parts: frozenset[Part]
    cautions: tuple[Caution, ...]
    least: float
    most: float
    conflicts: int
    sha256: str
    spreads: tuple[tuple[str, Spread], ...] = ()
    stayers_and_leavers: tuple[float, float] | None = None
    verdicts: Verdicts | None = None
    change: PairedChange | None = None
    dots: tuple[tuple[float, float], ...] = ()


def summarise(
    definition: Definition, scale: str, people: Sequence[Person], baselines_of_version: int = 0
) -> Summary:
    """Everything a cohort's psychologist may see of these people."""
    pairs = paired(people, scale)
    flow = flow_of(people, scale)
    parts = cautions.parts_shown(len(pairs), flow.baseline)
    least, most = scoring.score_range(definition, scale)
    dots = _dots(pairs, scale) if Part.MEDIAN_AND_RANGE in parts else ()
    return Summary(
        flow=flow,
        parts=parts,
        cautions=cautions_of(pairs, flow) if dots else (),
        least=least,
        most=most,
        conflicts=sum(any(one and one.in_conflict for one in (p.baseline, p.endline)) for p in people),
        sha256=digest(definition, scale, people),
        spreads=_spreads(dots),
        stayers_and_leavers=_side_by_side(people, scale) if dots else None,
        verdicts=_verdicts(definition, scale, dots, baselines_of_version) if dots else None,
        change=_change(dots) if Part.MEAN_CHANGE in parts else None,
        dots=dots,
    )


def paired(people: Sequence[Person], scale: str) -> list[Person]:
    """Those with a score on both occasions."""
    return [person for person in people if None not in person.scores(scale)]


def flow_of(people: Sequence[Person], scale: str) -> Flow:
    """How many people came how far."""
    scores = [(person, *person.scores(scale)) for person in people]
    lost = Counter(_loss(person) for person, pre, post in scores if pre is not None and post is None)
    return Flow(
        enrolled=len(people),
        consented=sum(person.agrees for person in people),
        baseline=sum(pre is not None for _, pre, _ in scores),
        endline=sum(post is not None for *_, post in scores),
        both=sum(None not in (pre, post) for _, pre, post in scores),
        losses=tuple(sorted(lost.items(), key=lambda loss: (-loss[1], loss[0]))),
    )


def cautions_of(pairs: Sequence[Person], flow: Flow) -> tuple[Caution, ...]:
    """What a reader of these pairs must be warned of."""
    taken = [(one.baseline.occasion, one.endline.occasion) for one in pairs if one.baseline and one.endline]
    return cautions.cautions(taken, flow.baseline)


def change_of(pairs: Sequence[Person], scale: str) -> PairedChange:
    """The change of these pairs."""
    return _change(_dots(pairs, scale))


def digest(definition: Definition, scale: str, people: Sequence[Person]) -> str:
    """One hash of everything that went in: the same hash is the same report."""
    content = {
        "definition": f"{definition.slug} {definition.version}",
        "scale": scale,
        "scoring": scoring.SCORING_VERSION,
        "people": sorted(json.dumps(asdict(person), default=str, sort_keys=True) for person in people),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _dots(pairs: Sequence[Person], scale: str) -> tuple[tuple[float, float], ...]:
    scores = [one.scores(scale) for one in pairs]
    return tuple(sorted((pre, post) for pre, post in scores if pre is not None and post is not None))


def _score(taken: Taken | None, scale: str) -> float | None:
    return taken.scores.get(scale) if taken is not None and taken.outcome == ANSWERED else None


def _loss(person: Person) -> str:
    outcome = person.endline.outcome if person.endline else ""
    if outcome == REFUSED:
        return Loss.REFUSED
    if person.end_reason and person.end_reason != COMPLETED:
        return person.end_reason
    if outcome == NOT_POSSIBLE:
        return Loss.NOT_POSSIBLE
    return Loss.INCOMPLETE if outcome == ANSWERED else Loss.NOT_YET


def _spreads(dots: Sequence[tuple[float, float]]) -> tuple[tuple[str, Spread], ...]:
    if not dots:
        return ()
    columns = {
        "baseline": [pre for pre, _ in dots],
        "endline": [post for _, post in dots],
        "change": [post - pre for pre, post in dots],
    }
    return tuple((name, Spread(median(found), min(found), max(found))) for name, found in columns.items())


def _side_by_side(people: Sequence[Person], scale: str) -> tuple[float, float] | None:
    """The mean baseline of those who answered twice and of those who did not, where both are enough."""
    scores = [person.scores(scale) for person in people]
    stayed = [pre for pre, post in scores if pre is not None and post is not None]
    left = [pre for pre, post in scores if pre is not None and post is None]
    if min(len(stayed), len(left)) < cautions.MEDIAN_FROM:
        return None
    return fmean(stayed), fmean(left)


def _verdicts(
    definition: Definition, scale: str, dots: Sequence[tuple[float, float]], baselines: int
) -> Verdicts:
    known = next((one for one in definition.evidence if one.scale == scale), NO_EVIDENCE)
    refusal = cautions.verdict_refusal(known.reliability, known.sd, definition.validated, baselines)
    if refusal:
        return Verdicts(refusal)
    pre, post = zip(*dots, strict=True)
    direction = definition.scale_by_id[scale].direction
    found = change.reliable_change(pre, post, known.reliability, known.sd, direction)
    counted = Counter(one.category for one in found)
    names = ("improved", "unchanged", "deteriorated")
    return Verdicts(None, tuple((n, counted[n], *change.wilson(counted[n], len(dots))) for n in names))


def _change(dots: Sequence[tuple[float, float]]) -> PairedChange:
    pre, post = zip(*dots, strict=True)
    return change.paired(pre, post)

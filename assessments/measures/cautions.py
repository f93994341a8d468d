"""What a reader must be warned of, and how much of a report so few people allow: codes only, no sentences.

Inside the house only; what leaves it is decided by the rules of disclosure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MEDIAN_FROM, MEAN_FROM, DOSE_FROM = 5, 10, 20
ALPHA_FROM_BASELINES = 30
OWN_VERDICTS_FROM_BASELINES = 100
LEAST_RELIABILITY = 0.70
LOSS_ABOVE_PERCENT = 20
EDGE_ABOVE_PERCENT = 15


class Code(StrEnum):
    """The automatic cautions, in the order in which a report names them."""

    NO_CONTROL_GROUP = "no_control_group"
    REGRESSION_TO_MEAN = "regression_to_mean"
    SAME_FORM_TWICE = "same_form_twice"
    BASELINE_AFTER_FIRST_SESSION = "baseline_after_first_session"
    ENDLINES_MISSING = "endlines_missing"
    MODE_CHANGED = "mode_changed"
    LANGUAGE_CHANGED = "language_changed"
    FORM_CHANGED = "form_changed"


class Part(StrEnum):
    """The parts of a cohort report that depend on the number of pairs."""

    FLOW = "flow"
    AMBER_BANNER = "amber_banner"
    MEDIAN_AND_RANGE = "median_and_range"
    RELIABLE_CHANGE = "reliable_change"
    MEAN_CHANGE = "mean_change"
    EFFECT_SIZE = "effect_size"
    DOSE = "dose"
    ALPHA = "alpha"


class NoVerdict(StrEnum):
    """Why no reliable change may be reported for a scale."""

    NO_EVIDENCE = "no_evidence"
    LOW_RELIABILITY = "low_reliability"
    TOO_FEW_BASELINES = "too_few_baselines"


class Edge(StrEnum):
    FLOOR = "floor"
    CEILING = "ceiling"


@dataclass(frozen=True)
class Occasion:
    """How one administration came about; `form` is empty where an instrument has a single form."""

    form: str
    mode: str
    language: str
    sessions_before: int = 0


@dataclass(frozen=True)
class Caution:
    """A caution that applies to `count` of `total` people; both 0 where it is about the design."""

    code: Code
    count: int = 0
    total: int = 0


def cautions(
    pairs: Sequence[tuple[Occasion, Occasion]],
    n_baselines: int,
    low_scorers_chosen: bool = False,
    has_control_group: bool = False,
) -> tuple[Caution, ...]:
    """The cautions that apply to these pairs of occasions, out of `n_baselines` people with a baseline."""
    design = (
        (Code.NO_CONTROL_GROUP, not has_control_group),
        (Code.REGRESSION_TO_MEAN, low_scorers_chosen),
    )
    counted = (
        (Code.SAME_FORM_TWICE, sum(_same_form(*pair) for pair in pairs)),
        (Code.BASELINE_AFTER_FIRST_SESSION, sum(first.sessions_before > 0 for first, _ in pairs)),
        (Code.MODE_CHANGED, sum(first.mode != last.mode for first, last in pairs)),
        (Code.LANGUAGE_CHANGED, sum(first.language != last.language for first, last in pairs)),
        (Code.FORM_CHANGED, sum(first.form != last.form for first, last in pairs)),
    )
    found = [Caution(code) for code, applies in design if applies]
    found += [Caution(code, count, len(pairs)) for code, count in counted if count]
    lost = n_baselines - len(pairs)
    if 100 * lost > LOSS_ABOVE_PERCENT * n_baselines:
        found.append(Caution(Code.ENDLINES_MISSING, lost, n_baselines))
    order = list(Code)
    return tuple(sorted(found, key=lambda caution: order.index(caution.code)))


def parts_shown(n_pairs: int, n_baselines: int) -> frozenset[Part]:
    """The parts of a cohort's report that its psychologist may see."""
    shown = {Part.FLOW}
    if n_pairs >= MEDIAN_FROM:
        shown |= {Part.MEDIAN_AND_RANGE, Part.RELIABLE_CHANGE}
    if MEDIAN_FROM <= n_pairs < MEAN_FROM:
        shown |= {Part.AMBER_BANNER}
    if n_pairs >= MEAN_FROM:
        shown |= {Part.MEAN_CHANGE, Part.EFFECT_SIZE}
    if n_pairs >= DOSE_FROM:
        shown |= {Part.DOSE}
        shown |= {Part.ALPHA} if n_baselines >= ALPHA_FROM_BASELINES else set()
    return frozenset(shown)


def verdict_refusal(
    reliability: float | None, sd: float | None, validated: bool, n_baselines: int
) -> NoVerdict | None:
    """Why reliable change may not be judged on this scale, or None when it may."""
    if not validated and n_baselines < OWN_VERDICTS_FROM_BASELINES:
        return NoVerdict.TOO_FEW_BASELINES
    if reliability is None or sd is None or sd <= 0:
        return NoVerdict.NO_EVIDENCE
    return NoVerdict.LOW_RELIABILITY if reliability < LEAST_RELIABILITY else None


def edges_reached(scores: Iterable[float | None], lowest: float, highest: float) -> tuple[Edge, ...]:
    """Floor or ceiling, where more than 15 % of the scores stand on the edge of the scale."""
    present = [score for score in scores if score is not None]
    reached = (
        (Edge.FLOOR, sum(score <= lowest for score in present)),
        (Edge.CEILING, sum(score >= highest for score in present)),
    )
    return tuple(edge for edge, count in reached if 100 * count > EDGE_ABOVE_PERCENT * len(present))


def _same_form(first: Occasion, last: Occasion) -> bool:
    return bool(first.form) and first.form == last.form

"""Scores from answers: a definition and one person's answers in, one ScaleScore per scale out.

The rules are the scoring contract of the measures: reversal from the declared range, a score from 80 %
answered on (or what the scale demands), proration only where the scale allows it and never for knowledge,
nothing rounded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.measures.parts import Definition, Item, Missing, ResponseScale, Scale

SCORING_VERSION = "1"
_MISSING_CODES = frozenset(Missing)

Answer = int | float | str | None


@dataclass(frozen=True)
class ScaleScore:
    """A derived score; `value` is None when too few items were answered."""

    value: float | None
    n_answered: int
    n_items: int
    prorated: bool
    scoring_version: str = SCORING_VERSION


class InvalidAnswer(ValueError):
    """An answer that the instrument does not offer, or to an item that it does not have."""


class MixedForms(ValueError):
    """Answers to two forms in one administration."""


def score(definition: Definition, answers: Mapping[str, Answer]) -> dict[str, ScaleScore]:
    """Score every scale for the form these answers belong to.

    An answer is an option's value, its digits or its code; `None`, absence or a Missing code is no answer.
    """
    form = form_of(definition, answers)
    return {scale.id: _scale_score(definition, scale, form, answers) for scale in definition.scales}


def form_of(definition: Definition, answers: Mapping[str, Answer]) -> str:
    """The form that was answered; without any answer, the form asked about, else the first one."""
    _check(definition, answers)
    answered = {
        definition.item_by_id[link_id].form
        for link_id, answer in answers.items()
        if answer is not None and answer != Missing.NOT_ASKED
    }
    if len(answered) > 1:
        raise MixedForms(f"answers to the forms {', '.join(sorted(answered))} in one administration")
    mentioned = {definition.item_by_id[link_id].form for link_id in answers}
    for candidates in (answered, mentioned):
        if len(candidates) == 1:
            return candidates.pop()
    return definition.forms[0].id if definition.forms else ""


def item_scores(
    definition: Definition, scale_id: str, answers: Mapping[str, Answer]
) -> tuple[float | None, ...]:
    """The points of each item of a scale, reversed or keyed as declared: one row for Cronbach's alpha."""
    scale, form = definition.scale_by_id[scale_id], form_of(definition, answers)
    return tuple(
        _points(definition, item, answers.get(item.link_id), item.link_id in scale.reversed)
        for item in _items(definition, scale, form)
    )


def score_range(definition: Definition, scale_id: str, form: str = "") -> tuple[float, float]:
    """The lowest and highest score the scale can give."""
    scale = definition.scale_by_id[scale_id]
    form = form or (definition.forms[0].id if definition.forms else "")
    lows, highs = zip(
        *(_item_range(definition, item) for item in _items(definition, scale, form)), strict=True
    )
    if scale.method == "percent":
        return 0.0, 100.0
    share = len(lows) if scale.method == "mean" else 1
    return sum(lows) / share, sum(highs) / share


def reverse(value: float, minimum: float, maximum: float) -> float:
    """Turn a value round inside its declared range, never the observed one."""
    return minimum + maximum - value


def missing_code(definition: Definition, link_id: str, answer: Answer) -> Missing | None:
    """Why this answer does not count, or None when it does; on a knowledge item "don't know" does count."""
    item = definition.item_by_id[link_id]
    found = _found(definition, item, answer)
    if not isinstance(found, Missing) or (item.key is not None and found is Missing.DONT_KNOW):
        return None
    return found


def _check(definition: Definition, answers: Mapping[str, Answer]) -> None:
    if unknown := sorted(set(answers) - set(definition.item_by_id)):
        raise InvalidAnswer(f"no such item: {', '.join(unknown)}")
    for link_id, answer in answers.items():
        _found(definition, definition.item_by_id[link_id], answer)


def _scale_score(
    definition: Definition, scale: Scale, form: str, answers: Mapping[str, Answer]
) -> ScaleScore:
    items = _items(definition, scale, form)
    points = {
        item.link_id: _points(definition, item, answers.get(item.link_id), item.link_id in scale.reversed)
        for item in items
    }
    answered = [item for item in items if points[item.link_id] is not None]
    n_answered, n_items = len(answered), len(items)
    if not answered or 100 * n_answered < scale.minimum_answered_percent * n_items:
        return ScaleScore(None, n_answered, n_items, prorated=False)
    total = float(sum(found for found in points.values() if found is not None))
    counted = answered if scale.prorate else items
    value = _value(definition, scale, total, counted, n_items)
    return ScaleScore(value, n_answered, n_items, prorated=scale.prorate and n_answered < n_items)


def _value(
    definition: Definition, scale: Scale, total: float, counted: Iterable[Item], n_items: int
) -> float:
    """Put the points of the counted items on the scale's own measure."""
    ranges = [_item_range(definition, item) for item in counted]
    if scale.method == "percent":
        floor = sum(low for low, _ in ranges)
        return 100 * (total - floor) / (sum(high for _, high in ranges) - floor)
    if scale.method == "mean":
        return total / len(ranges)
    return total if len(ranges) == n_items else total * n_items / len(ranges)


def _items(definition: Definition, scale: Scale, form: str) -> list[Item]:
    items = (definition.item_by_id[link_id] for link_id in scale.items)
    return [item for item in items if item.form == form]


def _item_range(definition: Definition, item: Item) -> tuple[int, int]:
    if item.key is not None:
        return 0, 1
    return _responses(definition, item).declared_range


def _responses(definition: Definition, item: Item) -> ResponseScale:
    return definition.responses_by_id[item.response_scale or ""]


def _points(definition: Definition, item: Item, answer: Answer, is_reversed: bool) -> float | None:
    found = _found(definition, item, answer)
    if item.key is not None and found is Missing.DONT_KNOW:
        return 0.0
    if isinstance(found, Missing):
        return None
    if item.key is not None:
        return float(found == _responses(definition, item).by_code[item.key].value)
    low, high = _responses(definition, item).declared_range
    return float(reverse(found, low, high) if is_reversed else found)


def _found(definition: Definition, item: Item, answer: Answer) -> int | Missing:
    """The value that was chosen, or the reason why there is none."""
    if answer is None:
        return Missing.NOT_ASKED
    if answer in _MISSING_CODES:
        return Missing(str(answer))
    if item.kind == "count":
        return _count(item, answer)
    responses = _responses(definition, item)
    option = responses.by_code.get(answer) if isinstance(answer, str) else None
    number = _whole(answer)
    if option is None and number is not None:
        option = responses.by_value.get(number)
    if option is None:
        raise InvalidAnswer(f"{item.link_id} has no answer {answer!r}")
    return Missing.DONT_KNOW if option.dont_know else option.value


def _count(item: Item, answer: int | float | str) -> int:
    number = _whole(answer)
    if number is None or number < 0:
        raise InvalidAnswer(f"{item.link_id} is a count, not {answer!r}")
    return number


def _whole(answer: int | float | str) -> int | None:
    try:
        number = float(answer)
    except ValueError:
        return None
    return int(number) if number.is_integer() else None

"""What may leave the house: groups of ten or more, and nothing that gives a smaller one away (PURE)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_GROUP = 10
LEAST_COUNT = 5


@dataclass(frozen=True)
class Losses:
    """What may be said about those who are missing: ``count`` None is "not said", 0 is "nobody"."""

    count: int | None
    mostly: str = ""


def hidden(groups: Mapping[str, int], total_shown: bool = True) -> frozenset[str]:
    """The groups that must not be shown: the small ones, and others so that no total gives them away.

    Where the total is shown, what is hidden together must be nobody or a group of its own right.
    """
    gone = {name for name, size in groups.items() if size < LEAST_GROUP}
    if not total_shown:
        return frozenset(gone)
    left = sorted((name for name in groups if name not in gone), key=lambda name: (groups[name], name))
    for name in left:
        together = sum(groups[one] for one in gone)
        if together == 0 or together >= LEAST_GROUP:
            break
        gone.add(name)
    return frozenset(gone)


def steps(counts: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The steps of a flow that may be shown, in their order, from the last (the group itself) upwards.

    A step is left out when between it and a step that is shown there would be one to four people.
    """
    shown: list[tuple[str, int]] = []
    for name, count in reversed(counts):
        if count >= LEAST_GROUP and all(_apart(count, other) for _, other in shown):
            shown.append((name, count))
    return tuple(reversed(shown))


def losses(counts: Sequence[tuple[str, int]]) -> Losses:
    """How many are missing, if that may be said; small reasons melt together, a majority keeps its name."""
    total = sum(count for _, count in counts)
    if 0 < total < LEAST_COUNT:
        return Losses(None)
    majority = [name for name, count in counts if count >= LEAST_COUNT and 2 * count > total]
    return Losses(total, majority[0] if majority else "")


def _apart(one: int, other: int) -> bool:
    return one == other or abs(one - other) >= LEAST_COUNT

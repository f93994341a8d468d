"""A measured figure beside its target, and how a list of them is printed."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One line of the table; ``most`` is the target, None where the figure only explains others."""

    group: str
    name: str
    value: float
    unit: str
    most: float | None = None

    @property
    def is_met(self) -> bool:
        return self.most is None or self.value <= self.most


@dataclass(frozen=True)
class Taken:
    """What one call took: on the clock of the wall and on that of the processor."""

    wall: float
    cpu: float


def timed(act: Callable[[], Any]) -> tuple[Any, Taken]:
    """The answer, and the seconds it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = act()
    return answer, Taken(time.perf_counter() - wall, time.process_time() - cpu)


def median(times: Sequence[float]) -> float:
    """The value in the middle."""
    return statistics.median(times)


def late(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[18]


def as_json(figures: Sequence[Figure]) -> str:
    """The figures for a program that compares runs."""
    return json.dumps([{**asdict(one), "is_met": one.is_met} for one in figures], indent=2)


def as_table(figures: Sequence[Figure]) -> str:
    """The figures for people: name, value, target, whether it is held."""
    width = max(len(one.name) for one in figures)
    lines, group = [], ""
    for one in figures:
        if one.group != group:
            group = one.group
            lines += ["", group]
        target = "" if one.most is None else f"<= {one.most:g} {one.unit}"
        verdict = "" if one.most is None else "held" if one.is_met else "MISSED"
        lines.append(
            f"  {one.name:<{width}}  {one.value:>9.2f} {one.unit:<8} {target:<16} {verdict}".rstrip()
        )
    return "\n".join(lines)

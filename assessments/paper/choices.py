"""What somebody wants on paper for a session, what is usual, and what they usually take. PURE."""

import re
from dataclasses import dataclass

MOST_COPIES = 60
NONE = "x"
_HABIT = re.compile(r"(\d{1,2})\.(-?\d{1,2}|x)\.(-?\d{1,2}|x)\.(\d{1,2})\.([01])")


@dataclass(frozen=True)
class Expected:
    """How many people are expected: those who read alone, and those who get large print."""

    alone: int = 0
    helped: int = 0

    @property
    def people(self) -> int:
        return self.alone + self.helped


@dataclass(frozen=True)
class Choices:
    """How many of each; the register is printed once or not at all."""

    register: bool = True
    guide: int = 0
    handouts: int = 0
    large_print: int = 0
    fidelity: int = 0

    @property
    def are_empty(self) -> bool:
        return not self.register and not self.wants_lesson

    @property
    def wants_lesson(self) -> bool:
        return bool(self.guide or self.handouts or self.large_print or self.fidelity)


def usual(expected: Expected) -> Choices:
    """One guide and one form for whoever teaches, the register, and a handout for each person."""
    return Choices(
        register=True,
        guide=1,
        handouts=_within(expected.alone),
        large_print=_within(expected.helped),
        fidelity=1,
    )


def habit(choices: Choices, expected: Expected) -> str:
    """The choices in a form that fits another group: handouts as so many more than people, or none."""
    parts = (
        choices.guide,
        _spare(choices.handouts, expected.alone),
        _spare(choices.large_print, expected.helped),
        choices.fidelity,
        int(choices.register),
    )
    return ".".join(map(str, parts))


def by_habit(text: str, expected: Expected) -> Choices:
    """What this person usually takes, for the people of this session; without a habit what is usual."""
    found = _HABIT.fullmatch(text)
    if found is None:
        return usual(expected)
    guide, handouts, large_print, fidelity, register = found.groups()
    return Choices(
        register=register == "1",
        guide=_within(int(guide)),
        handouts=_with_spare(handouts, expected.alone),
        large_print=_with_spare(large_print, expected.helped),
        fidelity=_within(int(fidelity)),
    )


def _spare(copies: int, people: int) -> str:
    return NONE if people and not copies else str(copies - _within(people))


def _with_spare(spare: str, people: int) -> int:
    return 0 if spare == NONE else _within(_within(people) + int(spare))


def _within(copies: int) -> int:
    return max(0, min(MOST_COPIES, copies))

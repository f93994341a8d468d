"""How a sheet of answers came about: one value that is kept beside the answers (PURE)."""

from dataclasses import asdict, dataclass
from datetime import date

#: The cell of a sheet that holds this; no item can have this name.
CELL = "_about"
ANSWERED, REFUSED, NOT_POSSIBLE = "answered", "refused", "not_possible"
OUTCOMES = frozenset({ANSWERED, REFUSED, NOT_POSSIBLE})
MODES = frozenset({"self", "read_aloud", "paper_keyed"})


@dataclass(frozen=True)
class About:
    """When, how, in which language and by whom a person was asked, and what came of it.

    ``interviewer`` is the account's key as text; empty means whoever typed it in.
    """

    on: date
    outcome: str = ANSWERED
    mode: str = "paper_keyed"
    language: str = "es"
    interviewer: str = ""


def to_value(about: About) -> dict[str, str]:
    """As an op keeps it."""
    return {**asdict(about), "on": about.on.isoformat()}


def read(value: object) -> About | None:
    """What an op kept, or None when it is no such value."""
    names = set(About.__dataclass_fields__)
    if not isinstance(value, dict) or set(value) != names:
        return None
    if not all(isinstance(part, str) for part in value.values()):
        return None
    fits = value["outcome"] in OUTCOMES and value["mode"] in MODES and 2 <= len(value["language"]) <= 8
    try:
        on = date.fromisoformat(value["on"])
    except ValueError:
        return None
    return About(**{**value, "on": on}) if fits else None

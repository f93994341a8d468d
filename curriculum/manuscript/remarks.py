"""Says what the lessons of a manuscript still lack; nothing of it keeps them from being loaded. PURE."""

from collections.abc import Iterator

from curriculum.manuscript.entries import Entry, Manuscript
from curriculum.readiness import Missing, Part, Plan, missing


def remarks(script: Manuscript) -> Iterator[tuple[str, Missing]]:
    """Each gap of each lesson with its file, in every language."""
    for one in (script, *script.translations):
        for lesson in one.lessons:
            for gap in missing(plan_of(lesson)):
                yield lesson.file, gap


def plan_of(lesson: Entry) -> Plan:
    """Read from a lesson file what readiness asks for."""
    values = lesson.values
    return Plan(
        minutes=values["minutes"],
        goals=len(values["goals"]),
        rights=len(values["rights"]),
        child_ages=len(values["child_ages"]),
        parts=[Part(block["type"], block["value"]) for block in values["body"]],
    )

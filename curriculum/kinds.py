"""Names the kinds of a lesson's parts and the choices that blocks, files and rules share. PURE."""

from collections.abc import Mapping

STAGED = ("opening", "activity", "role_play")
"""Parts with steps, words to say and likely answers: one set of fields, three names."""
TIMED = (*STAGED, "discussion")
"""Parts that take minutes of the session; their sum is the length of the lesson."""

STAGES = ("main", "closing")
KEEPS = ("must", "may")
GROUPS = ("whole", "small", "pairs", "alone")
GROUP_SIZES = (2, 8)
CHANNELS = ("visit", "letter", "call", "here")
NEEDED_SIGNS = ("cries", "boasts", "leaves", "discloses")
SIGNS = (*NEEDED_SIGNS, "other")


def stage_of(kind: str, fields: Mapping[str, object]) -> str:
    """Where in the session a timed part stands; an opening says it by its kind."""
    return "opening" if kind == "opening" else str(fields.get("stage") or "main")

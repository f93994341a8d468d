"""Decides which fields of a block a reader may see. PURE; the only place that knows."""

from collections.abc import Mapping
from enum import StrEnum


class Audience(StrEnum):
    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"
    BOTH = "both"


class Reader(StrEnum):
    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"


FOR_PARTICIPANTS: Mapping[str, tuple[str, ...]] = {
    "prose": ("heading", "text"),
    "opening": ("heading", "minutes", "steps"),
    "activity": ("heading", "minutes", "steps"),
    "role_play": ("heading", "minutes", "scene", "roles", "steps"),
    "discussion": ("heading", "minutes", "question", "prompts"),
    "homework": ("heading", "task", "channels", "without_contact"),
    "media": ("heading", "image", "file", "alt_text", "transcript"),
    "handout": ("heading", "text"),
    "sources": ("heading", "sources"),
}
"""What a participant reads of a block meant for them; every other field stays with the facilitator.

Safeguarding notes are not here and have no audience to choose: nothing of them is ever for participants.
"""


def is_for(audience: str, reader: Reader) -> bool:
    """A facilitator reads everything; a participant reads what is not the facilitator's alone."""
    return reader is Reader.FACILITATOR or audience in (Audience.PARTICIPANT, Audience.BOTH)


def visible_fields(kind: str, fields: Mapping[str, object], reader: Reader) -> dict[str, object]:
    """Return the fields of one block that this reader may see; nothing when the block is not for them."""
    if not is_for(str(fields.get("audience", Audience.FACILITATOR)), reader):
        return {}
    if reader is Reader.FACILITATOR:
        return dict(fields)
    return {name: fields[name] for name in FOR_PARTICIPANTS.get(kind, ()) if name in fields}

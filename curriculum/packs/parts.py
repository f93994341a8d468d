"""Reads the parts of a lesson out of its content, as one reader may see them. PURE.

The content may be older than today's blocks: a value that is missing is not printed, a value of another
kind than today's is left out, and of a kind of part that nobody knows any more the words are printed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from curriculum import kinds
from curriculum.audience import FOR_PARTICIPANTS, Reader, visible_fields
from curriculum.packs.rich_text import rich

RICH = frozenset({"text", "task", "without_contact", "review", "scene", "say", "responses", "do"})
RICH_LISTS = frozenset({"steps"})
NUMBERS = frozenset({"minutes", "group_size"})
LISTS = frozenset({"steps", "roles", "debrief", "prompts", "channels", "situations", "sources"})
MEDIA = ("image", "file")
CODES = frozenset({"audience", "keep", "stage", "group", "channels", "sign", *MEDIA})
KNOWN = frozenset(FOR_PARTICIPANTS) | {"safeguarding"}
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Part:
    """One part of a lesson with the fields that its reader may see, ready to be printed."""

    kind: str
    fields: Mapping[str, Any]
    starts: int = 0
    ends: int = 0
    picture: str = ""
    recording: str = ""

    @property
    def template(self) -> str:
        return f"curriculum/parts/{self.kind}.html"

    @property
    def minutes(self) -> int:
        return self.ends - self.starts

    @property
    def stays(self) -> bool:
        """Whether a shortened session keeps it."""
        return self.fields.get("keep") == "must"

    def placed(self, addresses: Mapping[str, str]) -> "Part":
        """Return the part with the addresses of its picture and its recording instead of their hashes."""
        return replace(
            self, picture=addresses.get(self.picture, ""), recording=addresses.get(self.recording, "")
        )


@dataclass(frozen=True)
class Checked:
    """One sentence of the fidelity checklist and the part that it watches."""

    heading: str
    sentence: str


def parts_of(content: Mapping[str, Any], reader: Reader) -> tuple[Part, ...]:
    """Every part that this reader may see, in the order of the session."""
    parts, minute = [], 0
    for kind, value in _blocks(content):
        starts = ends = 0
        if kind in kinds.TIMED:
            starts, ends = minute, minute + _number(value.get("minutes"))
            minute = ends
        shown = visible_fields(kind, value, reader)
        if shown:
            parts.append(_part(kind, shown, starts, ends))
    return tuple(parts)


def handouts_of(content: Mapping[str, Any]) -> tuple[Part, ...]:
    """The parts that participants take along."""
    return tuple(part for part in parts_of(content, Reader.PARTICIPANT) if part.kind == "handout")


def checklist_of(content: Mapping[str, Any]) -> tuple[Checked, ...]:
    """The sentences that say what can be seen when the session goes as it was written."""
    parts = parts_of(content, Reader.FACILITATOR)
    return tuple(
        Checked(part.fields.get("heading", ""), part.fields["checklist"])
        for part in parts
        if part.kind in kinds.TIMED and part.fields.get("checklist")
    )


def _blocks(content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Kind and fields of each block; a block that is one text and no fields reads as a text."""
    for block in content.get("body") or []:
        value = block.get("value")
        yield str(block.get("type")), value if isinstance(value, Mapping) else {"text": value}


def _part(kind: str, shown: Mapping[str, Any], starts: int, ends: int) -> Part:
    if kind not in KNOWN:
        return Part(UNKNOWN, {"heading": _words(shown.get("heading")), "texts": _texts(shown)})
    values = {name: _value(name, value) for name, value in shown.items()}
    fields = {name: value for name, value in values.items() if value and name not in MEDIA}
    return Part(kind, fields, starts, ends, values.get("image", ""), values.get("file", ""))


def _value(name: str, value: Any) -> Any:
    if name in LISTS:
        items = value if isinstance(value, list) else []
        return [item for item in (_item(name, one) for one in items) if item]
    if name in NUMBERS:
        return _number(value)
    return rich(value) if name in RICH and isinstance(value, str) else _words(value)


def _item(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _value(key, inner) for key, inner in value.items()}
    return rich(value) if name in RICH_LISTS and isinstance(value, str) else _words(value)


def _texts(shown: Mapping[str, Any]) -> list[str]:
    """The words of a part of an unknown kind, in the order of its fields."""
    texts = [
        text for name, value in shown.items() if name != "heading" for text in _words_within(name, value)
    ]
    return [text for text in texts if text]


def _words_within(name: str, value: Any) -> list[str]:
    if name in CODES:
        return []
    if isinstance(value, Mapping):
        return [text for key, inner in value.items() for text in _words_within(key, inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _words_within(name, inner)]
    return [rich(value)] if isinstance(value, str) else []


def _words(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0

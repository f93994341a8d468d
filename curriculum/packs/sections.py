"""Says what stands on each sheet of a pack, as plain values for its template. PURE."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any

from curriculum.audience import Reader
from curriculum.ordering import in_the_convention
from curriculum.packs import parts
from curriculum.reading_ease import text_of

READERS = {
    "guide": Reader.FACILITATOR,
    "reading": Reader.PARTICIPANT,
    "handouts": Reader.PARTICIPANT,
    "large_print": Reader.PARTICIPANT,
    "fidelity": Reader.FACILITATOR,
}
LETTERS_IN_A_LINE, LINE_MM, GAP_MM = 86, 6.2, 2
NOTES_FIT_BELOW_MM = 150
"""Handouts in normal print that are taller leave no place on their page for one's own words."""


def shown(name: str, content: Mapping[str, Any], addresses: Mapping[str, str]) -> dict[str, Any]:
    """What the sheet of this name shows of a lesson."""
    return {"reader": READERS[name].value, **WRITERS[name](content, addresses)}


def pictures_of(content: Mapping[str, Any], names: Iterable[str]) -> set[str]:
    """The hashes of the pictures that these sheets show."""
    readers = {READERS[name] for name in names if name in ("guide", "reading")}
    return {part.picture for reader in readers for part in parts.parts_of(content, reader) if part.picture}


def _plan(content: Mapping[str, Any], addresses: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    rights = content.get("rights") or []
    return {
        "rights": sorted(rights, key=lambda right: in_the_convention(str(right.get("article", "")))),
        "parts": [part.placed(addresses) for part in parts.parts_of(content, reader)],
    }


def _guide(content: Mapping[str, Any], addresses: Mapping[str, str]) -> dict[str, Any]:
    plan = _plan(content, addresses, Reader.FACILITATOR)
    timed = [part for part in plan["parts"] if part.ends]
    return {
        **plan,
        "timed": timed,
        "total": sum(part.minutes for part in timed),
        "short": sum(part.minutes for part in timed if part.stays),
    }


def _reading(content: Mapping[str, Any], addresses: Mapping[str, str]) -> dict[str, Any]:
    return _plan(content, addresses, Reader.PARTICIPANT)


def _handouts(content: Mapping[str, Any], _addresses: Mapping[str, str]) -> dict[str, Any]:
    handouts = parts.handouts_of(content)
    tall = sum(_height(part.fields.get("text", "")) for part in handouts)
    return {"handouts": handouts, "notes_fit": bool(handouts) and tall <= NOTES_FIT_BELOW_MM}


def _height(markup: str) -> float:
    """About how many millimetres a text takes in normal print."""
    lines = [line for line in text_of(markup).splitlines() if line.strip()]
    return sum(ceil(len(line) / LETTERS_IN_A_LINE) * LINE_MM + GAP_MM for line in lines)


def _fidelity(content: Mapping[str, Any], _addresses: Mapping[str, str]) -> dict[str, Any]:
    return {"checklist": parts.checklist_of(content)}


WRITERS = {
    "guide": _guide,
    "reading": _reading,
    "handouts": _handouts,
    "large_print": _handouts,
    "fidelity": _fidelity,
}

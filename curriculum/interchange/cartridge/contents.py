"""Renders the lessons of a cartridge: for participants, and apart from them for the facilitator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curriculum import syllabus
from curriculum.audience import Reader, visible_fields
from curriculum.interchange import media
from curriculum.interchange.bodies import Chosen
from curriculum.packs import rendering
from curriculum.packs.choice import Choice

PLANS = {Reader.PARTICIPANT: Choice(reading=1), Reader.FACILITATOR: Choice(guide=1)}
FOLDERS = {Reader.PARTICIPANT: "lessons", Reader.FACILITATOR: "guides"}


@dataclass(frozen=True)
class Sheet:
    """A rendered lesson with the pictures and recordings that it shows, by their place in the cartridge."""

    href: str
    html: bytes
    shown: Mapping[str, Any]


def sheet(page, number: int, reader: Reader, rows: Mapping[tuple[str, int], Any]) -> Sheet:
    """Render a lesson for one reader; only what this reader may see is named, and so packed."""
    shown = {key: rows[key] for key in _shown(page, reader) if key in rows}
    places = {key: place(row) for key, row in shown.items()}
    addresses = {media.hash_of(row): f"../{places[key]}" for key, row in shown.items()}
    plan = rendering.sections_html(syllabus.content_of(page), PLANS[reader], addresses)
    html = rendering.document(page.title, page.locale.language_code, plan)
    href = f"{FOLDERS[reader]}/{number:02}.html"
    return Sheet(href, html.encode(), {places[key]: row for key, row in shown.items()})


def place(row) -> str:
    """Where a picture or recording stands in the cartridge."""
    return f"media/{media.hash_of(row)}{media.suffix_of(row.file.name)}"


def _shown(page, reader: Reader) -> list[tuple[str, int]]:
    """The pictures and recordings of the blocks that this reader may see, as (kind, primary key)."""
    walk = Chosen()
    for part in page.body.get_prep_value():
        block = page.body.stream_block.child_blocks[part["type"]]
        fields = block.child_blocks
        if isinstance(part["value"], dict):
            visible = visible_fields(part["type"], part["value"], reader)
            for name in visible.keys() & fields.keys():
                walk.any(fields[name], part["value"][name], page.title)
    return sorted(walk.found)

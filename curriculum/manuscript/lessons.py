"""Reads one lesson file: its own fields, its lists and the blocks of its body. PURE."""

from collections.abc import Mapping
from typing import Any

from curriculum import kinds, markup
from curriculum.manuscript.entries import Entry, entry
from curriculum.manuscript.fields import Reading
from curriculum.manuscript.parts import read_parts

CHILD_AGES = ("0-2", "3-5", "6-11", "12-17")


def read_lesson(source: Reading) -> Entry:
    """Return the lesson with everything as the pages will hold it."""
    key = source.key()
    ages = source.texts("child_ages")
    if set(ages) - set(CHILD_AGES):
        source.say("child_ages", f"may hold: {', '.join(CHILD_AGES)}")
    body, names = read_parts(source, key)
    values = {
        "slug": source.slug(),
        "title": source.text("title", limit=255),
        "summary": markup.plain(source.text("summary", required=False)),
        "minutes": source.number("minutes"),
        "child_ages": ages,
        "themes": source.texts("themes"),
        "rights": source.texts("rights"),
        "goals": source.texts("goals", required=True, limit=400),
        "materials": [_material(row) for row in source.rows("material")],
        "body": body,
    }
    source.nothing_else()
    _check_minutes(source, values)
    return entry(source.file, key, values, names=names)


def _material(source: Reading) -> dict[str, str]:
    value = {
        "name": source.text("name", limit=200),
        "quantity": source.text("quantity", required=False, limit=100),
        "note": source.text("note", required=False, limit=400),
    }
    source.nothing_else()
    return value


def _check_minutes(source: Reading, values: Mapping[str, Any]) -> None:
    timed = [block["value"] for block in values["body"] if block["type"] in kinds.TIMED]
    total = sum(value["minutes"] for value in timed)
    if total != values["minutes"]:
        source.say("minutes", f"says {values['minutes']}, but the blocks add up to {total}")

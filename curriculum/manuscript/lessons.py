"""Reads one lesson file: its own fields, its lists and the blocks of its body. PURE."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid5

from curriculum import markup
from curriculum.manuscript.entries import Entry, entry
from curriculum.manuscript.fields import Reading

CHILD_AGES = ("0-2", "3-5", "6-11", "12-17")
AUDIENCES = {name: name for name in ("facilitator", "participant", "both")}
STAGES = {name: name for name in ("opening", "main", "closing")}
KEEPS = {name: name for name in ("must", "may")}
GROUPS = {"whole group": "whole", "small groups": "small", "pairs": "pairs", "alone": "alone"}


def read_lesson(source: Reading) -> Entry:
    """Return the lesson with everything as the pages will hold it."""
    key = source.key()
    ages = source.texts("child_ages")
    if set(ages) - set(CHILD_AGES):
        source.say("child_ages", f"may hold: {', '.join(CHILD_AGES)}")
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
        "body": _body(source, key),
    }
    _check_minutes(source, values)
    return entry(source.file, key, values)


def _material(source: Reading) -> dict[str, str]:
    return {
        "name": source.text("name", limit=200),
        "quantity": source.text("quantity", required=False, limit=100),
        "note": source.text("note", required=False, limit=400),
    }


def _body(source: Reading, key: UUID) -> list[dict[str, Any]]:
    """Blocks as the body stores them; a block keeps its id as long as it keeps its kind and heading."""
    body = []
    seen: Counter[str] = Counter()
    for row in source.rows("block"):
        kind = row.one_of("type", {name: name for name in READERS})
        if not kind:
            continue
        value = {"audience": row.one_of("audience", AUDIENCES), **READERS[kind](row)}
        name = f"{kind}:{value['heading']}"
        seen[name] += 1
        body.append({"type": kind, "id": str(uuid5(key, f"{name}:{seen[name]}")), "value": value})
    return body


def _prose(source: Reading) -> dict[str, Any]:
    return {
        "heading": source.text("heading", required=False, limit=200),
        "text": markup.rich(source.text("text")),
    }


def _handout(source: Reading) -> dict[str, Any]:
    return {"heading": source.text("heading", limit=200), "text": markup.rich(source.text("text"))}


def _discussion(source: Reading) -> dict[str, Any]:
    return {
        "heading": source.text("heading", limit=200),
        "minutes": source.number("minutes", most=240),
        "keep": source.one_of("keep", KEEPS),
        "question": markup.plain(source.text("question")),
        "prompts": [markup.plain(prompt) for prompt in source.texts("prompts", limit=400)],
        "listen_for": markup.plain(source.text("listen_for", required=False)),
    }


def _activity(source: Reading) -> dict[str, Any]:
    return {
        "heading": source.text("heading", limit=200),
        "stage": source.one_of("stage", STAGES),
        "minutes": source.number("minutes", most=240),
        "keep": source.one_of("keep", KEEPS),
        "group": source.one_of("group", GROUPS, "whole group"),
        "materials": markup.plain(source.text("materials", required=False, limit=300)),
        "purpose": markup.plain(source.text("purpose", required=False)),
        "steps": [f"<p>{markup.inline(step)}</p>" for step in source.texts("steps", required=True)],
        "say": markup.rich(source.text("say", required=False)),
        "responses": markup.rich(source.text("responses", required=False)),
        "without_paper": markup.plain(source.text("without_paper", required=False)),
        "few_readers": markup.plain(source.text("few_readers", required=False)),
        "checklist": markup.plain(source.text("checklist", required=False, limit=300)),
    }


READERS: Mapping[str, Callable[[Reading], dict[str, Any]]] = {
    "prose": _prose,
    "activity": _activity,
    "discussion": _discussion,
    "handout": _handout,
}


def _check_minutes(source: Reading, values: Mapping[str, Any]) -> None:
    total = sum(block["value"].get("minutes", 0) for block in values["body"])
    if total != values["minutes"]:
        source.say("minutes", f"says {values['minutes']}, but the blocks add up to {total}")

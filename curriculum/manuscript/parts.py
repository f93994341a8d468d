"""Reads the blocks of a lesson file, one reader for each kind. PURE."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from curriculum import kinds, markup
from curriculum.manuscript.fields import Reading


def _named_as_written(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}


AUDIENCES = _named_as_written(("facilitator", "participant", "both"))
STAGES = _named_as_written(kinds.STAGES)
KEEPS = _named_as_written(kinds.KEEPS)
SIGNS = _named_as_written(kinds.SIGNS)
GROUPS = {"whole group": "whole", "small groups": "small", "pairs": "pairs", "alone": "alone"}


def read_parts(source: Reading, key: UUID) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Return the blocks as the body stores them, and the names they have in the file.

    A block's id comes from the lesson's key and its name: it is the same in every language, wherever
    the block moves and however it is rewritten.
    """
    body, names = [], []
    for row in source.rows("block"):
        kind = row.one_of("type", _named_as_written(READERS))
        if not kind:
            continue
        name = row.slug("id", limit=60)
        audience = {} if kind == "safeguarding" else {"audience": row.one_of("audience", AUDIENCES)}
        value = {**audience, **READERS[kind](row)}
        row.nothing_else()
        body.append({"type": kind, "id": str(uuid5(key, name)), "value": value})
        names.append(name)
    for name, times in Counter(names).items():
        if name and times > 1:
            source.say("block", f"the id {name} stands {times} times")
    return body, tuple(names)


def _prose(source: Reading) -> dict[str, Any]:
    return {
        "heading": source.text("heading", required=False, limit=200),
        "text": markup.rich(source.text("text")),
    }


def _handout(source: Reading) -> dict[str, Any]:
    return {"heading": source.text("heading", limit=200), "text": markup.rich(source.text("text"))}


def _timing(source: Reading) -> dict[str, Any]:
    return {
        "heading": source.text("heading", limit=200),
        "minutes": source.number("minutes", most=240),
        "keep": source.one_of("keep", KEEPS),
    }


def _discussion(source: Reading) -> dict[str, Any]:
    return {
        **_timing(source),
        "question": markup.plain(source.text("question")),
        "prompts": [markup.plain(prompt) for prompt in source.texts("prompts", limit=400)],
        "listen_for": markup.plain(source.text("listen_for", required=False)),
        "checklist": markup.plain(source.text("checklist", required=False, limit=300)),
    }


def _staged(source: Reading) -> dict[str, Any]:
    """The fields that openings, activities and role plays share."""
    return {
        **_timing(source),
        **_group(source),
        "materials": markup.plain(source.text("materials", required=False, limit=300)),
        "purpose": markup.plain(source.text("purpose", required=False)),
        "steps": [f"<p>{markup.inline(step)}</p>" for step in source.texts("steps", required=True)],
        "say": markup.rich(source.text("say", required=False)),
        "responses": markup.rich(source.text("responses", required=False)),
        "without_paper": markup.plain(source.text("without_paper", required=False)),
        "few_readers": markup.plain(source.text("few_readers", required=False)),
        "checklist": markup.plain(source.text("checklist", required=False, limit=300)),
    }


def _group(source: Reading) -> dict[str, Any]:
    group = source.one_of("group", GROUPS, "whole group")
    if source.get("group_size") is None:
        return {"group": group, "group_size": None}
    if group and group != "small":
        source.say("group_size", "stands only with small groups")
    least, most = kinds.GROUP_SIZES
    return {"group": group, "group_size": source.number("group_size", least=least, most=most)}


def _activity(source: Reading) -> dict[str, Any]:
    return {**_staged(source), "stage": source.one_of("stage", STAGES)}


def _role_play(source: Reading) -> dict[str, Any]:
    return {
        **_staged(source),
        "scene": markup.rich(source.text("scene")),
        "roles": [markup.plain(role) for role in source.texts("roles", required=True, limit=300)],
        "debrief": [markup.plain(text) for text in source.texts("debrief", required=True, limit=400)],
    }


def _homework(source: Reading) -> dict[str, Any]:
    return {
        "heading": source.text("heading", limit=200),
        "task": markup.rich(source.text("task")),
        "channels": source.some_of("channels", kinds.CHANNELS),
        "without_contact": markup.rich(source.text("without_contact")),
        "review": markup.rich(source.text("review")),
    }


def _safeguarding(source: Reading) -> dict[str, Any]:
    situations = [_situation(row) for row in source.rows("situation")]
    counted = Counter(situation["sign"] for situation in situations)
    for sign in kinds.NEEDED_SIGNS:
        if counted[sign] != 1:
            source.say("situation", f"the sign {sign} must stand once, it stands {counted[sign]} times")
    return {
        "heading": source.text("heading", limit=200),
        "text": markup.rich(source.text("text", required=False)),
        "situations": situations,
    }


def _situation(source: Reading) -> dict[str, str]:
    value = {
        "sign": source.one_of("sign", SIGNS),
        "what": markup.plain(source.text("what", limit=200)),
        "do": markup.rich(source.text("do")),
    }
    source.nothing_else()
    return value


def _sources(source: Reading) -> dict[str, Any]:
    rows = source.rows("source")
    if not rows:
        source.say("source", "needs at least one [[block.source]]")
    return {"heading": source.text("heading", limit=200), "sources": [_source(row) for row in rows]}


def _source(source: Reading) -> dict[str, str]:
    value = {
        "title": markup.plain(source.text("title", limit=300)),
        "citation": markup.plain(source.text("citation", limit=500)),
        "licence": source.text("licence", required=False, limit=100),
    }
    source.nothing_else()
    return value


READERS: Mapping[str, Callable[[Reading], dict[str, Any]]] = {
    "opening": _staged,
    "activity": _activity,
    "role_play": _role_play,
    "discussion": _discussion,
    "homework": _homework,
    "prose": _prose,
    "safeguarding": _safeguarding,
    "handout": _handout,
    "sources": _sources,
}

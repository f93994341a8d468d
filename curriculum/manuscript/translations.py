"""Compares a translation with its source, entry by entry, and puts it into the source's order. PURE."""

from collections.abc import Mapping, Sequence
from typing import Any

from curriculum.manuscript.entries import Entry, Manuscript, entry, pages_of

LESSON_FIELDS = ("minutes", "child_ages", "themes", "rights")
LESSON_LISTS = ("goals", "materials")
BLOCK_FIELDS = ("audience", "minutes", "keep", "stage", "group", "group_size", "channels")


def arranged(source: Manuscript, language: str, found: Mapping[str, Entry]) -> Manuscript | None:
    """Put the translated files into the source's order; nothing while the programme itself is missing.

    `found` names pages by the file of their source, rights and themes by their key.
    """
    if source.programme.file not in found:
        return None
    rights = tuple(found[str(right.key)] for right in source.rights if str(right.key) in found)
    themes = tuple(found[str(theme.key)] for theme in source.themes if str(theme.key) in found)
    known = {
        "rights": {right.values["article"] for right in rights},
        "themes": {theme.values["slug"] for theme in themes},
    }
    modules = []
    for module in source.programme.children:
        if module.file in found:
            present = (found[lesson.file] for lesson in module.children if lesson.file in found)
            modules.append(_with(found[module.file], tuple(_of_known(lesson, known) for lesson in present)))
    return Manuscript(_with(found[source.programme.file], tuple(modules)), language, rights, themes)


def _with(page: Entry, children: tuple[Entry, ...]) -> Entry:
    return entry(page.file, page.key, page.values, children)


def _of_known(lesson: Entry, known: Mapping[str, set[str]]) -> Entry:
    """Leave out rights and themes that nobody has translated yet; the hash changes when they come."""
    chosen = {name: [one for one in lesson.values[name] if one in known[name]] for name in known}
    return entry(lesson.file, lesson.key, {**lesson.values, **chosen}, names=lesson.names)


def differences(source: Manuscript, found: Mapping[str, Entry]) -> list[str]:
    """Say where a translation has another structure than its source, by file and block."""
    originals = {page.file: page for page in pages_of(source.programme)}
    originals |= {str(snippet.key): snippet for snippet in (*source.rights, *source.themes)}
    problems = []
    for place, translated in found.items():
        original = originals.get(place)
        if original is None:
            problems.append(f"{translated.file}: the source has nothing in this place")
        else:
            problems += [f"{translated.file}: {problem}" for problem in _between(original, translated)]
    return problems


def _between(original: Entry, translated: Entry) -> list[str]:
    ours, theirs = translated.values, original.values
    problems = []
    if translated.key != original.key:
        problems.append(f"key: is {translated.key}; the source says {original.key}")
    for name in ("slug", "article", *LESSON_FIELDS):
        if name in theirs and ours[name] != theirs[name]:
            problems.append(f"{name}: is {_said(ours[name])}; the source says {_said(theirs[name])}")
    for name in (*LESSON_LISTS, "sources"):
        if name in theirs and len(ours[name]) != len(theirs[name]):
            problems.append(f"{name}: has {len(ours[name])} entries; the source has {len(theirs[name])}")
    if "body" in theirs:
        problems += _of_bodies(original, translated)
    return problems


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "empty"
    return str(value) if value not in ("", None) else "empty"


def _of_bodies(original: Entry, translated: Entry) -> list[str]:
    known = dict(zip(original.names, original.values["body"], strict=True))
    problems = [f"block {name}: is missing" for name in known if name not in translated.names]
    shared = [name for name in original.names if name in translated.names]
    if shared != [name for name in translated.names if name in known]:
        problems.append(f"block: the order differs; the source has {', '.join(original.names)}")
    for name, block in zip(translated.names, translated.values["body"], strict=True):
        if name not in known:
            problems.append(f"block {name}: the source has no such block")
        else:
            problems += [f"block {name}: {problem}" for problem in _of_blocks(known[name], block)]
    return problems


def _of_blocks(original: Mapping[str, Any], translated: Mapping[str, Any]) -> list[str]:
    if original["type"] != translated["type"]:
        return [f"type: is {translated['type']}; the source says {original['type']}"]
    theirs, ours = _structure(original["value"]), _structure(translated["value"])
    return [
        f"{name}: is {_said(ours[name])}; the source says {_said(theirs[name])}"
        for name in theirs
        if ours[name] != theirs[name]
    ]


def _structure(value: Mapping[str, Any]) -> dict[str, object]:
    """What of a block is the same in every language; a checklist sentence stands in all of them or none."""
    situations: Sequence[Mapping[str, str]] = value.get("situations", ())
    return {
        **{name: value[name] for name in BLOCK_FIELDS if name in value},
        "sign": [situation["sign"] for situation in situations],
        "checklist": "written" if value.get("checklist") else "empty",
    }

"""Checks that the parts of a package fit together, whatever site reads them. PURE."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from curriculum.canonical import LessonOutline, ProgrammeOutline, canonical_json, compose_lesson, from_json
from curriculum.interchange.entries import CHOSEN, LESSON, LOADED, PROGRAMME, Frozen, Package, PackedPage
from curriculum.interchange.refusals import PackageRefused

MEDIUM = re.compile(r"media/([0-9a-f]{40})(\.[a-z0-9]{1,10})")
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


def check(package: Package) -> None:
    """Refuse keys that stand twice, lists that lack an entry, and versions that lack a lesson or picture."""
    _check_keys(package)
    _check_mirrors(package)
    _check_choices(package)
    _check_files(package)
    _check_versions(package)
    if _once((one["key"] for one in package.loaded), LOADED) - package.marks:
        raise PackageRefused(LOADED, "There is a mark that belongs to no page or list.")


def _once(names: Iterable[str], where: str) -> set[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise PackageRefused(where, f"{name} stands twice.")
        seen.add(name)
    return seen


def _check_keys(package: Package) -> None:
    kinds: dict[str, str] = {}
    for language, programme in package.programmes.items():
        _once((page.key for page in programme.walk()), f"{language}/programme.json")
        if programme.key != package.key:
            raise PackageRefused(programme.where, "The programme's key is not the one in the manifest.")
        for page in programme.walk():
            if kinds.setdefault(page.key, page.kind) != page.kind:
                raise PackageRefused(page.where, "The same key names two kinds of page.")
            for version in page.versions:
                _check_rows(page, version)


def _check_rows(page: PackedPage, content: Mapping[str, Any]) -> None:
    for name, rows in content.items():
        if isinstance(rows, list) and name not in ("body", "child_ages", *CHOSEN[page.kind]):
            _once((row["key"] for row in rows), f"{page.where}: {name}")


def _check_mirrors(package: Package) -> None:
    """A mirror shows a page of a language that comes before its own, and is never a draft."""
    earlier: dict[str, set[str]] = {}
    for language, programme in package.programmes.items():
        for page in programme.walk():
            if page.mirror_of is None:
                continue
            if page.key not in earlier.get(page.mirror_of, set()) or page.draft is not None:
                raise PackageRefused(page.where, "The page mirrors one that the package does not hold.")
        earlier[language] = {page.key for page in programme.walk() if page.mirror_of is None}


def _check_choices(package: Package) -> None:
    known = {
        "right": _once((one["name"] for one in package.rights), "lists.json: rights"),
        "theme": _once((one["name"] for one in package.themes), "lists.json: themes"),
    }
    for _language, page in package.pages:
        for name, kind in CHOSEN[page.kind].items():
            for version in page.versions:
                for chosen in sorted(_once(version[name], f"{page.where}: {name}") - known[kind]):
                    raise PackageRefused(f"{page.where}: {name}", f"{chosen} is not in lists.json.")


def _check_files(package: Package) -> None:
    for name, rows in (("images", package.images), ("documents", package.documents)):
        _once((one["hash"] for one in rows), f"media.json: {name}")
    _once((one["hash"] for one in package.copied), "media.json: frozen")
    for one in package.files:
        match = MEDIUM.fullmatch(one["member"])
        if match is None or match.group(1) != one["hash"]:
            raise PackageRefused(one["member"], "The member's name is not the hash that media.json tells.")
    for image in package.images:
        if image["focal_point"] is not None and len(image["focal_point"]) != 4:
            raise PackageRefused(image["member"], "A focal point has four numbers.")


def _check_versions(package: Package) -> None:
    lessons = {one.sha256 for one in package.frozen if one.kind == LESSON}
    copied = {one["hash"] for one in package.copied}
    numbers = [_number(one) for one in package.frozen]
    _once(numbers, "versions")
    for one in package.frozen:
        where = _place(one)
        if one.kind == LESSON:
            _lesson(one, where)
            for lacking in sorted(set(shown(one.values["content"])) - copied):
                raise PackageRefused(where, f"The picture or recording {lacking} is missing.")
            continue
        outline = _programme(one, where)
        if str(outline.key) != package.key:
            raise PackageRefused(where, "The version belongs to another programme.")
        if {lesson.content_sha256 for lesson in outline.lessons} - lessons:
            raise PackageRefused(where, "A lesson of this version is missing.")


def _number(one: Frozen) -> str:
    return f"{one.kind} {one.values['key']} {one.values['language']} {one.values['number']}"


def _place(one: Frozen) -> str:
    return f"versions/{'programmes' if one.kind == PROGRAMME else 'lessons'}/{one.sha256}.json"


def _programme(one: Frozen, where: str) -> ProgrammeOutline:
    try:
        outline = from_json(canonical_json(one.values["content"]))
        told = (str(outline.key), outline.language)
        _check_types(outline)
    except UNREADABLE as problem:
        raise PackageRefused(where, "The version cannot be read.") from problem
    if told != (one.values["key"], one.values["language"]):
        raise PackageRefused(where, "The version belongs to another programme or language.")
    return outline


def _lesson(one: Frozen, where: str) -> LessonOutline:
    try:
        outline = compose_lesson(one.values["content"], one.values["number"])
        told = (str(outline.key), outline.language)
        _check_types(outline)
    except UNREADABLE as problem:
        raise PackageRefused(where, "The version cannot be read.") from problem
    if told != (one.values["key"], one.values["language"]):
        raise PackageRefused(where, "The version belongs to another lesson or language.")
    return outline


def shown(content: Mapping[str, Any]) -> Iterator[str]:
    """The hashes of the pictures and recordings that a frozen lesson shows."""
    for block in content["body"]:
        for name in ("image", "file"):
            if isinstance(block["value"].get(name), str):
                yield block["value"][name]


def _check_types(value: object) -> None:
    """Refuse an outline whose texts are no texts or whose numbers are no numbers."""
    if isinstance(value, tuple):
        for entry in value:
            _check_types(entry)
    elif is_dataclass(value):
        for field in fields(value):
            entry = getattr(value, field.name)
            if field.type in (str, int) and type(entry) is not field.type:
                raise ValueError(f"{field.name} is of the wrong kind.")
            _check_types(entry)

"""Walks a programme's folder and puts its files together. Reads files, writes nothing."""

import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid5

from curriculum import markup
from curriculum.manuscript import translations
from curriculum.manuscript.entries import Entry, Manuscript, ManuscriptError, entry, pages_of
from curriculum.manuscript.fields import Reading
from curriculum.manuscript.lessons import read_lesson

SNIPPETS = UUID("0f6d3f6e-6a52-4d37-9d53-9f0f3b0f5a11")
"""Rights and themes have no key of their own in the files: theirs comes from their short name."""


def read(folder: Path) -> Manuscript:
    """Read and check every file of a programme's folder; raises with every problem at once.

    What `translations/<language>/` holds comes with it, each language a manuscript of its own; a file
    that nobody has translated yet is no problem.
    """
    problems: list[str] = []
    source = _source(folder, problems)
    languages = sorted(path for path in (folder / "translations").glob("*") if path.is_dir())
    translated = [_translation(path, folder, source, problems) for path in languages]
    if problems:
        raise ManuscriptError(problems)
    return replace(source, translations=tuple(script for script in translated if script))


def _source(folder: Path, problems: list[str]) -> Manuscript:
    top = _open(folder / "programme.toml", folder, problems)
    modules = tuple(_module_with_lessons(path, folder, problems) for path in _numbered(folder, ""))
    manuscript = Manuscript(
        programme=_programme(top, modules),
        language=top.text("language", limit=10),
        rights=_rights(_open(folder / "rights.toml", folder, problems)),
        themes=_themes(_open(folder / "themes.toml", folder, problems)),
    )
    problems += [*_double_keys(manuscript), *_unknown_names(manuscript)]
    return manuscript


def _translation(folder: Path, root: Path, source: Manuscript, problems: list[str]) -> Manuscript | None:
    """Read what there is of a translation and hold it against the source."""
    found: dict[str, Entry] = {}
    for path in sorted(folder.rglob("*.toml")):
        opened = _open(path, root, problems)
        if path.parent == folder and path.name == "programme.toml":
            language = opened.text("language", limit=10)
            if language != folder.name:
                opened.say("language", f"is {language}; its folder says {folder.name}")
        if opened.data:
            found |= _translated(opened, path.relative_to(folder).as_posix())
    problems += translations.differences(source, found)
    return translations.arranged(source, folder.name, found)


def _translated(opened: Reading, place: str) -> dict[str, Entry]:
    """Entries of one translated file: pages by the file of their source, rights and themes by their key."""
    if place in ("rights.toml", "themes.toml"):
        snippets = _rights(opened) if place == "rights.toml" else _themes(opened)
        return {str(snippet.key): snippet for snippet in snippets}
    if place == "programme.toml":
        return {place: _programme(opened, ())}
    return {place: _module(opened, ()) if place.endswith("/module.toml") else read_lesson(opened)}


def _open(path: Path, root: Path, problems: list[str]) -> Reading:
    name = path.relative_to(root).as_posix()
    try:
        return Reading(name, tomllib.loads(path.read_text(encoding="utf-8")), problems)
    except FileNotFoundError:
        problems.append(f"{name}: the file is missing")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        problems.append(f"{name}: {problem}")
    return Reading(name, {}, [])  # what an unreadable file lacks is not worth a second sentence


def _numbered(folder: Path, suffix: str) -> list[Path]:
    """Entries named `1-...`, `2-...` in the order of their numbers; without a suffix, folders."""
    if not folder.is_dir():
        return []
    named = [
        path
        for path in folder.iterdir()
        if path.name.split("-")[0].isdigit() and (path.suffix == suffix if suffix else path.is_dir())
    ]
    return sorted(named, key=lambda path: (int(path.name.split("-")[0]), path.name))


def _programme(source: Reading, modules: tuple[Entry, ...]) -> Entry:
    values = {
        "slug": source.slug(),
        "title": source.text("title", limit=255),
        "summary": markup.plain(source.text("summary")),
        "licence": source.text("licence", required=False, limit=100),
        "sources": [
            {
                "title": row.text("title", limit=300),
                "citation": row.text("url_free_citation", required=False, limit=500),
            }
            for row in source.rows("sources")
        ],
    }
    return entry(source.file, source.key(), values, modules)


def _module_with_lessons(folder: Path, root: Path, problems: list[str]) -> Entry:
    source = _open(folder / "module.toml", root, problems)
    return _module(
        source, tuple(read_lesson(_open(path, root, problems)) for path in _numbered(folder, ".toml"))
    )


def _module(source: Reading, lessons: tuple[Entry, ...]) -> Entry:
    values = {
        "slug": source.slug(),
        "title": source.text("title", limit=255),
        "summary": markup.plain(source.text("summary", required=False)),
    }
    return entry(source.file, source.key(), values, lessons)


def _rights(source: Reading) -> tuple[Entry, ...]:
    return tuple(_snippet(row, "right") for row in source.rows("right"))


def _themes(source: Reading) -> tuple[Entry, ...]:
    return tuple(_snippet(row, "theme") for row in source.rows("theme"))


def _snippet(source: Reading, kind: str) -> Entry:
    if kind == "right":
        name = source.text("article", limit=10)
        values = {"article": name, "title": source.text("title", limit=150)}
        values["plain"] = markup.plain(source.text("plain"))
    else:
        name = source.slug(limit=60)
        values = {"slug": name, "name": source.text("name", limit=100)}
    return entry(source.file, uuid5(SNIPPETS, f"{kind}:{name}"), values)


def _double_keys(manuscript: Manuscript) -> list[str]:
    pages = list(pages_of(manuscript.programme))
    counted = Counter(page.key for page in [*pages, *manuscript.rights, *manuscript.themes])
    return [f"key {key}: stands {times} times" for key, times in counted.items() if times > 1 and key.int]


def _unknown_names(manuscript: Manuscript) -> list[str]:
    known = {
        "rights": {right.values["article"] for right in manuscript.rights},
        "themes": {theme.values["slug"] for theme in manuscript.themes},
    }
    return [
        f"{lesson.file}: {name}: {chosen} is not in {name}.toml"
        for lesson in manuscript.lessons
        for name in known
        for chosen in lesson.values[name]
        if chosen not in known[name]
    ]

"""Walks a programme's folder and puts its files together. Reads files, writes nothing."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

from curriculum import markup
from curriculum.manuscript.entries import Entry, Manuscript, ManuscriptError, entry
from curriculum.manuscript.fields import Reading
from curriculum.manuscript.lessons import read_lesson

SNIPPETS = UUID("0f6d3f6e-6a52-4d37-9d53-9f0f3b0f5a11")
"""Rights and themes have no key of their own in the files: theirs comes from their short name."""


def read(folder: Path) -> Manuscript:
    """Read and check every file of a programme's folder; raises with every problem at once."""
    problems: list[str] = []
    top = _open(folder / "programme.toml", folder, problems)
    modules = tuple(_module(path, folder, problems) for path in _numbered(folder, directories=True))
    manuscript = Manuscript(
        programme=_programme(top, modules),
        language=top.text("language", limit=10),
        rights=tuple(map(_right, _open(folder / "rights.toml", folder, problems).rows("right"))),
        themes=tuple(map(_theme, _open(folder / "themes.toml", folder, problems).rows("theme"))),
    )
    problems += [*_double_keys(manuscript), *_unknown_names(manuscript)]
    if problems:
        raise ManuscriptError(problems)
    return manuscript


def _open(path: Path, root: Path, problems: list[str]) -> Reading:
    name = path.relative_to(root).as_posix()
    try:
        return Reading(name, tomllib.loads(path.read_text(encoding="utf-8")), problems)
    except FileNotFoundError:
        problems.append(f"{name}: the file is missing")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        problems.append(f"{name}: {problem}")
    return Reading(name, {}, [])  # what an unreadable file lacks is not worth a second sentence


def _numbered(folder: Path, *, directories: bool) -> list[Path]:
    """Entries named `1-...`, `2-...` in the order of their numbers; anything else is left alone."""
    if not folder.is_dir():
        return []
    named = [
        path
        for path in folder.iterdir()
        if path.name.split("-")[0].isdigit() and (path.is_dir() if directories else path.suffix == ".toml")
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


def _module(folder: Path, root: Path, problems: list[str]) -> Entry:
    source = _open(folder / "module.toml", root, problems)
    lessons = tuple(read_lesson(_open(path, root, problems)) for path in _numbered(folder, directories=False))
    values = {
        "slug": source.slug(),
        "title": source.text("title", limit=255),
        "summary": markup.plain(source.text("summary", required=False)),
    }
    return entry(source.file, source.key(), values, lessons)


def _right(source: Reading) -> Entry:
    values = {
        "article": source.text("article", limit=10),
        "title": source.text("title", limit=150),
        "plain": markup.plain(source.text("plain")),
    }
    return entry(source.file, uuid5(SNIPPETS, f"right:{values['article']}"), values)


def _theme(source: Reading) -> Entry:
    values = {"slug": source.slug(60), "name": source.text("name", limit=100)}
    return entry(source.file, uuid5(SNIPPETS, f"theme:{values['slug']}"), values)


def _entries(top: Entry) -> Iterator[Entry]:
    yield top
    for child in top.children:
        yield from _entries(child)


def _double_keys(manuscript: Manuscript) -> list[str]:
    pages = list(_entries(manuscript.programme))
    counted = Counter(page.key for page in [*pages, *manuscript.rights, *manuscript.themes])
    return [f"key {key}: stands {times} times" for key, times in counted.items() if times > 1 and key.int]


def _unknown_names(manuscript: Manuscript) -> list[str]:
    known = {
        "rights": {right.values["article"] for right in manuscript.rights},
        "themes": {theme.values["slug"] for theme in manuscript.themes},
    }
    lessons = [lesson for module in manuscript.programme.children for lesson in module.children]
    return [
        f"{lesson.file}: {name}: {chosen} is not in {name}.toml"
        for lesson in lessons
        for name in known
        for chosen in lesson.values[name]
        if chosen not in known[name]
    ]

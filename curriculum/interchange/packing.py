"""Packs a programme of this site into one archive; the same programme gives the same bytes."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from curriculum.interchange import archive, coherence, entries, media, members
from curriculum.interchange.entries import LESSON, PROGRAMME, Frozen, Package
from curriculum.interchange.portrait import Portrait, portray
from curriculum.models import CopiedMedia, LessonVersion, LoadedSource, ProgrammePage, ProgrammeVersion


class NoProgramme(LookupError):
    """No programme page of this site has this slug, or pages of several programmes have it."""


def key_of(slug: str):
    """The key of the programme whose page, in any language, has this slug."""
    keys = set(ProgrammePage.objects.filter(slug=slug).values_list("translation_key", flat=True))
    if len(keys) != 1:
        raise NoProgramme(f"{'Several programmes have' if keys else 'No programme has'} the slug {slug}.")
    return keys.pop()


def pack(stream: BinaryIO, key) -> Package:
    """Write the programme with this key, its media and its versions as an archive; nothing is changed."""
    portrait = portray(key)
    frozen = tuple(_frozen_rows(key))
    copied = list(_copied_rows(frozen))
    files = {_member(name, row): row for kind in ("image", "document") for name, row in portrait.of(kind)}
    package = _package(key, portrait, frozen, copied)
    package = replace(package, loaded=tuple(_marks(package)))
    coherence.check(package)
    files = {_member(row.file_hash, row): row for row in copied} | files
    texts = members.texts(package)
    written = [archive.Member(name, lambda content=content: content) for name, content in texts.items()]
    written += [
        archive.Member(name, lambda row=row: media.content_of(row), packed=False)
        for name, row in files.items()
    ]
    sums = {}
    for one in written:
        content = one.content()
        sums[one.name] = (hashlib.sha256(content).hexdigest(), len(content))
    listed = members.manifest(package, sums)
    archive.write(stream, [*written, archive.Member(entries.MANIFEST, lambda: listed)])
    return package


def _package(key, portrait: Portrait, frozen, copied) -> Package:
    first = next(iter(portrait.programmes.values()))
    return Package(
        key=str(key),
        title=first.content["title"],
        programmes=portrait.programmes,
        rights=tuple(
            {"name": name, "article": row.article, "title": row.title, "plain": row.plain}
            for name, row in portrait.of("right")
        ),
        themes=tuple(
            {"name": name, "slug": row.slug, "label": row.name} for name, row in portrait.of("theme")
        ),
        images=tuple(_image(name, row) for name, row in portrait.of("image")),
        documents=tuple(_shown(name, row) for name, row in portrait.of("document")),
        copied=tuple({"hash": row.file_hash, "member": _member(row.file_hash, row)} for row in copied),
        frozen=frozen,
    )


def _member(name: str, row) -> str:
    return f"media/{name}{media.suffix_of(row.file.name)}"


def _shown(name: str, row) -> dict[str, Any]:
    return {
        "hash": name,
        "member": _member(name, row),
        "title": row.title,
        "tags": sorted(row.tags.names()),
    }


def _image(name: str, row) -> dict[str, Any]:
    point = (row.focal_point_x, row.focal_point_y, row.focal_point_width, row.focal_point_height)
    return {
        **_shown(name, row),
        "description": row.description,
        "focal_point": [value or 0 for value in point] if point[0] is not None else None,
    }


def _marks(package: Package) -> Iterator[dict[str, str]]:
    for row in LoadedSource.objects.filter(key__in=package.marks).order_by("key"):
        yield {"key": str(row.key), "sha256": row.sha256}


def _frozen_rows(key) -> Iterator[Frozen]:
    """The versions of a programme, and of the lessons that they hold."""
    lessons: set[str] = set()
    for row in ProgrammeVersion.objects.filter(programme_key=key).order_by("language", "number"):
        content = json.loads(row.content)
        lessons |= {one["content_sha256"] for module in content["modules"] for one in module["lessons"]}
        yield _frozen(PROGRAMME, row, row.programme_key, content)
    for row in LessonVersion.objects.filter(sha256__in=lessons).order_by("sha256"):
        yield _frozen(LESSON, row, row.lesson_key, json.loads(row.content))


def _frozen(kind, row, key, content) -> Frozen:
    values = {
        "key": str(key),
        "language": row.language,
        "number": row.number,
        "title": row.title,
        "made_at": row.created_at.isoformat(),
        "content": content,
    }
    return Frozen(kind, row.sha256, values)


def _copied_rows(frozen) -> Iterator[CopiedMedia]:
    shown = {name for one in frozen if one.kind == LESSON for name in coherence.shown(one.values["content"])}
    return CopiedMedia.objects.filter(file_hash__in=shown).order_by("file_hash").iterator()

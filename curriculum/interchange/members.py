"""Writes a package's values as files of readable JSON, and reads them back whole. PURE."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from curriculum.canonical import canonical_json, sha256_of
from curriculum.interchange import entries, shapes
from curriculum.interchange.entries import LESSON, MODULE, PROGRAMME, Frozen, Package, PackedPage
from curriculum.interchange.refusals import PackageRefused

FROZEN_NAME = re.compile(r"versions/(programmes|lessons)/([0-9a-f]{64})\.json")
FOLDERS = {"programmes": PROGRAMME, "lessons": LESSON}
Read = Callable[[str], bytes]


def texts(package: Package) -> dict[str, bytes]:
    """Every file of a package except its manifest and its media, by name."""
    files: dict[str, Any] = {
        entries.LOADED: package.loaded,
        entries.LISTS: {"rights": package.rights, "themes": package.themes},
        entries.MEDIA: {
            "images": package.images,
            "documents": package.documents,
            "frozen": package.copied,
        },
    }
    for language, programme in package.programmes.items():
        files |= _programme_files(language, programme)
    for one in package.frozen:
        folder = "programmes" if one.kind == PROGRAMME else "lessons"
        files[f"versions/{folder}/{one.sha256}.json"] = one.values
    return {name: shapes.dump(value) for name, value in files.items()}


def _programme_files(language: str, programme: PackedPage) -> dict[str, Any]:
    files: dict[str, Any] = {}
    modules = []
    for number, module in enumerate(programme.children, 1):
        names = [
            f"{language}/{number:02}-{place:02}-{_word(lesson.content['title'])}.json"
            for place, lesson in enumerate(module.children, 1)
        ]
        files |= {name: _page(lesson) for name, lesson in zip(names, module.children, strict=True)}
        modules.append({**_page(module), "lessons": names})
    return {f"{language}/programme.json": {**_page(programme), "modules": modules}, **files}


def _page(page: PackedPage) -> dict[str, Any]:
    return {
        "key": page.key,
        "live": page.live,
        "mirror_of": page.mirror_of,
        "content": page.content,
        "draft": page.draft,
    }


def _word(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "x"


def manifest(package: Package, sums: Mapping[str, tuple[str, int]]) -> bytes:
    """The manifest: what the archive is, and the sha256 and size of each member."""
    return shapes.dump(
        {
            "format": entries.FORMAT,
            "version": entries.VERSION,
            "programme": package.key,
            "title": package.title,
            "languages": list(package.programmes),
            "members": {
                name: {"sha256": sha256, "bytes": size} for name, (sha256, size) in sorted(sums.items())
            },
        }
    )


def checked_manifest(names: frozenset[str], read: Read) -> dict[str, Any]:
    """Return the manifest of a package of our format whose list of members is complete."""
    if entries.MANIFEST not in names:
        raise PackageRefused("", "The archive is not a programme: it has no manifest.json.")
    found = shapes.load(read(entries.MANIFEST), entries.MANIFEST)
    if not isinstance(found, dict) or found.get("format") != entries.FORMAT:
        raise PackageRefused(entries.MANIFEST, "The archive is not a programme of this format.")
    if found.get("version") != entries.VERSION or isinstance(found.get("version"), bool):
        raise PackageRefused(entries.MANIFEST, "The programme was packed by another version of the format.")
    checked: dict[str, Any] = entries.MANIFEST_SHAPE(found, entries.MANIFEST)
    listed = set(checked["members"]) | {entries.MANIFEST}
    for name in sorted(names - listed):
        raise PackageRefused(name, "The manifest does not know this member.")
    for name in sorted(listed - names):
        raise PackageRefused(name, "The member is missing.")
    if not checked["languages"] or len(set(checked["languages"])) != len(checked["languages"]):
        raise PackageRefused(entries.MANIFEST, "The languages must be named, each once.")
    return checked


def check_sum(name: str, content: bytes, told: Mapping[str, Any]) -> None:
    """Refuse a member whose size or sha256 is not the one that the manifest tells."""
    if len(content) != told["bytes"] or hashlib.sha256(content).hexdigest() != told["sha256"]:
        raise PackageRefused(name, "The checksum is wrong: the member was changed or damaged.")


def parse(manifest: Mapping[str, Any], read: Read) -> Package:
    """Read every JSON file of a package; what follows are the checks that need a site."""
    reader = _Reader(read)
    lists = entries.LISTS_SHAPE(reader.load(entries.LISTS), entries.LISTS)
    media = entries.MEDIA_SHAPE(reader.load(entries.MEDIA), entries.MEDIA)
    loaded = entries.LOADED_SHAPE(reader.load(entries.LOADED), entries.LOADED)
    package = Package(
        key=manifest["programme"],
        title=manifest["title"],
        programmes={language: _parsed(reader, language) for language in manifest["languages"]},
        rights=tuple(lists["rights"]),
        themes=tuple(lists["themes"]),
        images=tuple(media["images"]),
        documents=tuple(media["documents"]),
        copied=tuple(media["frozen"]),
        loaded=tuple(loaded),
        frozen=tuple(_frozen(reader, name) for name in manifest["members"] if name.startswith("versions/")),
    )
    used = reader.used | {one["member"] for one in package.files}
    for name in sorted(set(manifest["members"]) ^ used):
        problem = "No part of the programme uses this member." if name not in used else "It is missing."
        raise PackageRefused(name, problem)
    return package


class _Reader:
    """Loads JSON files and remembers which; the same file twice is refused."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self.used: set[str] = set()

    def load(self, name: str) -> Any:
        if name in self.used:
            raise PackageRefused(name, "The member is used twice.")
        self.used.add(name)
        return shapes.load(self._read(name), name)


def _parsed(reader: _Reader, language: str) -> PackedPage:
    where = f"{language}/programme.json"
    found = entries.PROGRAMME_SHAPE(reader.load(where), where)
    modules = []
    for number, module in enumerate(found["modules"], 1):
        lessons = tuple(
            _packed(LESSON, entries.LESSON_SHAPE(reader.load(name), name), name) for name in module["lessons"]
        )
        modules.append(_packed(MODULE, module, f"{where}: module {number}", lessons))
    return _packed(PROGRAMME, found, where, tuple(modules))


def _packed(
    kind: str, found: Mapping[str, Any], where: str, children: tuple[PackedPage, ...] = ()
) -> PackedPage:
    return PackedPage(
        kind=kind,
        key=found["key"],
        live=found["live"],
        mirror_of=found["mirror_of"],
        content=found["content"],
        draft=found["draft"],
        children=children,
        where=where,
    )


def _frozen(reader: _Reader, name: str) -> Frozen:
    """A frozen row; the sha256 of its content must be the one in its name."""
    match = FROZEN_NAME.fullmatch(name)
    if match is None:
        raise PackageRefused(name, "No part of the programme uses this member.")
    values = entries.FROZEN_SHAPE(reader.load(name), name)
    if sha256_of(canonical_json(values["content"])) != match.group(2):
        raise PackageRefused(name, "The checksum is wrong: the version was changed or damaged.")
    return Frozen(FOLDERS[match.group(1)], match.group(2), values)

"""What a package holds, as plain values, and the shape of each of its files. PURE."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from curriculum.interchange import shapes
from curriculum.interchange.shapes import key, listing, matching, or_nothing, table, text, whole, yes_or_no

FORMAT, VERSION = "puente-programme", 1
MANIFEST, LISTS, MEDIA, LOADED = "manifest.json", "lists.json", "media.json", "loaded.json"
LONG = 100_000
PROGRAMME, MODULE, LESSON = "programme", "module", "lesson"
SNIPPET = re.compile(rf"{shapes.LANGUAGE.pattern}/[0-9a-f-]{{36}}")
LANGUAGE, SHA1, SHA256 = (matching(one) for one in (shapes.LANGUAGE, shapes.SHA1, shapes.SHA256))

PAGE_FIELDS = {
    "title": text(255),
    "slug": text(255),
    "seo_title": text(255),
    "search_description": text(LONG),
    "show_in_menus": yes_or_no,
    "summary": text(LONG),
}
OWN_FIELDS: Mapping[str, Mapping[str, shapes.Check]] = {
    PROGRAMME: {"licence": text(100)},
    MODULE: {},
    LESSON: {"minutes": whole(32_767), "child_ages": listing(text(20), most=20)},
}
"""Fields that are moved as they stand; a field of a page that is not here is named as left out by a test."""
ROWS: Mapping[str, Mapping[str, Mapping[str, shapes.Check]]] = {
    PROGRAMME: {"sources": {"title": text(300), "citation": text(500)}},
    MODULE: {},
    LESSON: {
        "goals": {"text": text(400)},
        "materials": {"name": text(200), "quantity": text(100), "note": text(400)},
    },
}
"""The inline lists of each kind of page."""
CHOSEN: Mapping[str, Mapping[str, str]] = {
    PROGRAMME: {},
    MODULE: {},
    LESSON: {"rights": "right", "themes": "theme"},
}
"""What pages choose from lists, and the kind of each."""


def _content(kind: str) -> shapes.Check:
    rows = {name: listing(table({"key": key, **fields})) for name, fields in ROWS[kind].items()}
    chosen = {name: listing(matching(SNIPPET)) for name in CHOSEN[kind]}
    body = {"body": listing(shapes.anything)} if kind == LESSON else {}
    return table({**PAGE_FIELDS, **OWN_FIELDS[kind], **rows, **chosen, **body})


def _page(kind: str, children: Mapping[str, shapes.Check]) -> shapes.Check:
    content = _content(kind)
    own = {"key": key, "live": yes_or_no, "mirror_of": or_nothing(LANGUAGE)}
    return table({**own, "content": content, "draft": or_nothing(content), **children})


MANIFEST_SHAPE = table(
    {
        "format": text(50),
        "version": whole(1_000),
        "programme": key,
        "title": text(255),
        "languages": listing(LANGUAGE, most=50),
        "members": shapes.mapping(text(200), table({"sha256": SHA256, "bytes": whole(2**40)})),
    }
)
LESSON_SHAPE = _page(LESSON, {})
PROGRAMME_SHAPE = _page(
    PROGRAMME, {"modules": listing(_page(MODULE, {"lessons": listing(text(200))}), most=500)}
)
LISTS_SHAPE = table(
    {
        "rights": listing(
            table({"name": matching(SNIPPET), "article": text(10), "title": text(150), "plain": text(LONG)})
        ),
        "themes": listing(
            table(
                {"name": matching(SNIPPET), "slug": matching(re.compile(r"[\w-]{1,60}")), "label": text(100)}
            )
        ),
    }
)
_FILE = {"hash": SHA1, "member": text(200)}
_SHOWN = {**_FILE, "title": text(255), "tags": listing(text(100), most=100)}
MEDIA_SHAPE = table(
    {
        "images": listing(
            table(
                {
                    **_SHOWN,
                    "description": text(255),
                    "focal_point": or_nothing(listing(whole(2**31 - 1), most=4)),
                }
            )
        ),
        "documents": listing(table(_SHOWN)),
        "frozen": listing(table(_FILE)),
    }
)
LOADED_SHAPE = listing(table({"key": key, "sha256": SHA256}), most=10_000)
FROZEN_SHAPE = table(
    {
        "key": key,
        "language": LANGUAGE,
        "number": whole(2**31 - 1),
        "title": text(255),
        "made_at": shapes.moment,
        "content": shapes.mapping(text(100), shapes.anything),
    }
)


@dataclass(frozen=True)
class PackedPage:
    """A page in one language: what is published, what is being written, and where it stands."""

    kind: str
    key: str
    live: bool
    mirror_of: str | None
    content: Mapping[str, Any]
    draft: Mapping[str, Any] | None
    children: tuple["PackedPage", ...] = field(default=(), compare=False)
    where: str = field(default="", compare=False)

    def walk(self) -> Iterator["PackedPage"]:
        """The page itself and every page below it, in teaching order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def versions(self) -> tuple[Mapping[str, Any], ...]:
        """What is published and, when there is one, the draft of it."""
        return (self.content,) if self.draft is None else (self.content, self.draft)


@dataclass(frozen=True)
class Frozen:
    """A frozen programme or lesson with the sha256 of its canonical JSON."""

    kind: str
    sha256: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Package:
    """A whole programme as plain values; media are named by hash and member.

    `loaded` are the marks of files that pages and lists were loaded from, so that a later load of the same
    files does not write over what was edited since.
    """

    key: str
    title: str
    programmes: Mapping[str, PackedPage]
    rights: tuple[Mapping[str, Any], ...] = ()
    themes: tuple[Mapping[str, Any], ...] = ()
    images: tuple[Mapping[str, Any], ...] = ()
    documents: tuple[Mapping[str, Any], ...] = ()
    copied: tuple[Mapping[str, Any], ...] = ()
    frozen: tuple[Frozen, ...] = ()
    loaded: tuple[Mapping[str, Any], ...] = ()

    @property
    def files(self) -> Iterator[Mapping[str, Any]]:
        """Everything that names a member with a picture, a recording or another document."""
        yield from (*self.images, *self.documents, *self.copied)

    @property
    def marks(self) -> set[str]:
        """The keys under which a load may have left a mark: one for each page and list entry."""
        marked = {(page.key, language) for language, page in self.pages}
        for one in (*self.rights, *self.themes):
            language, name = one["name"].split("/")
            marked.add((name, language))
        return {str(uuid5(UUID(name), language)) for name, language in marked}

    @property
    def pages(self) -> Iterator[tuple[str, PackedPage]]:
        """Every page with its language."""
        for language, programme in self.programmes.items():
            yield from ((language, page) for page in programme.walk())

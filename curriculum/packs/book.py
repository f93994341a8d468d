"""A whole programme on paper: cover, contents, modules, and every lesson for its reader, as one document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from curriculum.audience import Reader
from curriculum.packs import fallback, rendering, sections
from curriculum.packs.fallback import Fallback
from curriculum.packs.rendering import Originals, Sheets

SHEET = {Reader.FACILITATOR: "guide", Reader.PARTICIPANT: "reading"}


@dataclass(frozen=True)
class Chapter:
    """A lesson of a book with its number in the programme."""

    number: int
    content: Mapping[str, Any]

    @property
    def anchor(self) -> str:
        return f"lesson-{self.number}"


@dataclass(frozen=True)
class Volume:
    """A module of a book with its lessons."""

    number: int
    title: str
    summary: str
    chapters: tuple[Chapter, ...]

    @property
    def anchor(self) -> str:
        return f"module-{self.number}"


@dataclass(frozen=True)
class Book:
    """A programme as one reader may have it."""

    title: str
    language: str
    summary: str
    licence: str
    reader: Reader
    volumes: tuple[Volume, ...]
    wanted_language: str = ""

    @property
    def fallback(self) -> Fallback | None:
        return fallback.fallback(self.wanted_language, self.language)

    @property
    def contents(self) -> list[Mapping[str, Any]]:
        return [chapter.content for volume in self.volumes for chapter in volume.chapters]


def sheets(book: Book, originals: Originals) -> Sheets:
    """The whole book for paper."""
    name = SHEET[book.reader]
    shown = {one for content in book.contents for one in sections.pictures_of(content, [name])}
    placed = rendering.placed(shown, originals)
    html = book_html(book, placed.addresses, on_paper=True)
    return Sheets(html, (rendering.print_css(),), placed.assets)


def book_html(book: Book, addresses: Mapping[str, str], *, on_paper: bool = False) -> SafeString:
    """The book as HTML whose pictures stand at these addresses."""
    shared = {
        "book": book,
        "language": book.language,
        "on_paper": on_paper,
        "copies": 1,
        "fallback": book.fallback,
    }
    with translation.override(book.language):
        written = [render_to_string("curriculum/print/book_front.html", shared)]
        for volume in book.volumes:
            written.append(
                render_to_string("curriculum/print/book_module.html", {**shared, "module": volume})
            )
            written += [_chapter(chapter, shared, addresses) for chapter in volume.chapters]
    return mark_safe("".join(written))


def _chapter(chapter: Chapter, shared: Mapping[str, Any], addresses: Mapping[str, str]) -> str:
    name = SHEET[shared["book"].reader]
    shown = sections.shown(name, chapter.content, addresses)
    context = {
        **shared,
        **shown,
        "lesson": chapter.content,
        "number": chapter.number,
        "id": chapter.anchor,
    }
    return render_to_string(f"curriculum/print/{name}.html", context)

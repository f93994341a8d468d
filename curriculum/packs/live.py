"""Lessons as they stand now, or in a draft under preview, on their way to the same sheets as frozen ones."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString
from wagtail.coreutils import get_content_languages
from wagtail.images.shortcuts import get_rendition_or_not_found

from curriculum import finding, querysets, syllabus
from curriculum.audience import Reader
from curriculum.packs import pictures, rendering
from curriculum.packs.book import Book, Chapter, Volume
from curriculum.packs.choice import Choice
from curriculum.packs.rendering import Sheets

ON_SCREEN = "max-1200x1200"


class Shown:
    """The pictures and recordings of some lesson pages, by their hash; one query for each kind."""

    def __init__(self, lessons: Iterable[Any]):
        self.blocks = [block for lesson in lessons for block in lesson.body.get_prep_value()]

    @cached_property
    def rows(self) -> dict[str, tuple[str, Any]]:
        """Whether it is an image or a file, and its row, by hash."""
        found = syllabus.media_rows(syllabus.media_keys(self.blocks))
        return {row.file_hash or syllabus.media_hash(row): (kind, row) for (kind, _pk), row in found.items()}

    def originals(self, hashes: Iterable[str]) -> Mapping[str, bytes]:
        """The stored bytes of these pictures; what was lost is left out."""
        wanted = {name: self.rows[name][1] for name in hashes if name in self.rows}
        return {
            name: content
            for name, row in wanted.items()
            if (content := pictures.content_of(row.file)) is not None
        }

    def addresses(self) -> dict[str, str]:
        """Where a browser finds each of them."""
        return {
            name: get_rendition_or_not_found(row, ON_SCREEN).url if kind == "image" else row.url
            for name, (kind, row) in self.rows.items()
        }


def sheets(page: Any, choice: Choice) -> Sheets:
    """The chosen sheets of a lesson page for paper."""
    content = syllabus.content_of(page)
    return rendering.sheets(content, choice, Shown([page]).originals, wanted_language=wanted_language())


def on_screen(page: Any, choice: Choice, wanted: str = "") -> SafeString:
    """The same sheets for a browser, which prints them where PDFs cannot be made."""
    content = syllabus.content_of(page)
    return rendering.sections_html(content, choice, Shown([page]).addresses(), wanted_language=wanted)


def book(programme: Any, reader: Reader, request: Any) -> tuple[Book, Shown]:
    """What is published of a programme and open to this visitor, for this reader."""
    lessons = finding.open_lessons(request, programme)
    contents = syllabus.contents_of(lessons)
    places = {lesson.pk: number for number, lesson in enumerate(lessons, 1)}
    volumes = []
    for module in querysets.modules_of(programme):
        own = [lesson.pk for lesson in lessons if lesson.path.startswith(module.path)]
        chapters = tuple(Chapter(places[pk], contents[pk]) for pk in own)
        volumes.append(Volume(len(volumes) + 1, module.title, module.summary, chapters))
    return Book(
        title=programme.title,
        language=programme.locale.language_code,
        summary=programme.summary,
        licence=programme.licence,
        reader=reader,
        volumes=tuple(volumes),
        wanted_language=wanted_language(),
    ), Shown(lessons)


def wanted_language() -> str:
    """The visitor's language, where lessons can be in it; otherwise none is missing."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return language if language in get_content_languages() else ""

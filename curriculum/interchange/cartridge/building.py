"""Puts a cartridge together: modules and lessons as items, guides and media as resources beside them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, BinaryIO

from curriculum import syllabus
from curriculum.audience import Reader
from curriculum.interchange import archive, media
from curriculum.interchange.bodies import Chosen
from curriculum.interchange.cartridge import contents, manifest
from curriculum.interchange.cartridge.manifest import About, Item, Resource
from curriculum.interchange.packing import NoProgramme
from curriculum.interchange.portrait import BODY, ROW_MODELS
from curriculum.models import LessonPage, ModulePage


@dataclass(frozen=True)
class Written:
    """What a cartridge holds."""

    title: str
    language: str
    lessons: int


def write(stream: BinaryIO, key, language: str | None = None) -> Written:
    """Write what is published of a programme in one language; without one, in the site's own."""
    pages = syllabus.live_programmes(key=key, language=language)
    if not pages:
        raise NoProgramme(f"The programme is not published in {language or 'any language'}.")
    page = pages[0]
    modules = list(ModulePage.objects.live().child_of(page).order_by("path"))
    lessons = list(LessonPage.objects.live().descendant_of(page).select_related("locale").order_by("path"))
    building = _Building(_rows(lessons))
    items = [_module_item(building, module, lessons) for module in modules]
    about = About(
        identifier=f"P_{page.translation_key.hex}",
        title=page.title,
        language=page.locale.language_code,
        summary=page.summary,
        licence=page.licence,
    )
    listed = manifest.write(about, items, building.resources())
    archive.write(stream, [*building.members(), archive.Member("imsmanifest.xml", lambda: listed)])
    return Written(page.title, about.language, building.count)


def _rows(lessons) -> dict[tuple[str, int], Any]:
    """Every picture and recording of these lessons, one query for each kind."""
    walk = Chosen()
    for lesson in lessons:
        walk.stream(BODY, lesson.body.get_prep_value(), lesson.title)
    return {
        (kind, row.pk): row
        for kind, model in ROW_MODELS.items()
        for row in model().objects.filter(pk__in=[pk for one, pk in walk.found if one == kind])
    }


def _module_item(building: "_Building", module, lessons) -> Item:
    own = [lesson for lesson in lessons if lesson.path.startswith(module.path)]
    items = tuple(building.add(lesson) for lesson in own)
    return Item(f"M_{module.translation_key.hex}", module.title, items=items)


class _Building:
    """Collects sheets and media lesson by lesson, and remembers what participants may have."""

    def __init__(self, rows):
        self.rows = rows
        self.count = 0
        self.sheets: list[tuple[str, contents.Sheet, bool]] = []
        self.readers: dict[str, set[bool]] = defaultdict(set)
        self.media: dict[str, Any] = {}

    def add(self, lesson) -> Item:
        """Render a lesson for both readers; the item names the participants' page alone."""
        self.count += 1
        key = lesson.translation_key.hex
        for reader, identifier in ((Reader.PARTICIPANT, f"R_{key}"), (Reader.FACILITATOR, f"G_{key}")):
            sheet = contents.sheet(lesson, self.count, reader, self.rows)
            guide = reader is Reader.FACILITATOR
            self.sheets.append((identifier, sheet, guide))
            for place, row in sheet.shown.items():
                self.media[place] = row
                self.readers[place].add(guide)
        return Item(f"L_{key}", lesson.title, resource=f"R_{key}")

    def resources(self) -> list[Resource]:
        sheets = [
            Resource(
                identifier, sheet.href, guide, tuple(_identifier(place) for place in sorted(sheet.shown))
            )
            for identifier, sheet, guide in self.sheets
        ]
        shown = [
            Resource(_identifier(place), place, for_facilitator=self.readers[place] == {True})
            for place in sorted(self.media)
        ]
        return [*sheets, *shown]

    def members(self) -> list[archive.Member]:
        sheets = [
            archive.Member(sheet.href, lambda html=sheet.html: html) for _id, sheet, _guide in self.sheets
        ]
        shown = [
            archive.Member(place, lambda row=row: media.content_of(row), packed=False)
            for place, row in self.media.items()
        ]
        return [*sheets, *shown]


def _identifier(place: str) -> str:
    return f"F_{place.removeprefix('media/').replace('.', '_')}"

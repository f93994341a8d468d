"""The outline of a live programme as JSON, made anew only when something it is made of has changed (QUERIES).

To read a programme whole takes most of the time of a page that compares it with a frozen one. So the JSON is
remembered under a mark of everything that goes into it, as the database holds it: whatever is written, by
whom and how ever, changes the mark.
"""

import json
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import TextField
from django.db.models.functions import Cast

from curriculum import syllabus
from curriculum.canonical import SCHEMA, canonical_json, sha256_of, to_json
from curriculum.models import LessonGoal, LessonMaterial, LessonPage, ModulePage, ProgrammePage

A_DAY = 86_400
LESSON = ("pk", "path", "translation_key", "title", "summary", "minutes")
INLINE = ((LessonGoal, ("text",)), (LessonMaterial, ("translation_key", "name", "quantity", "note")))
CHOSEN = (
    (LessonPage.rights.through, ("right__article", "right__title", "right__plain")),
    (LessonPage.themes.through, ("theme__slug", "theme__name")),
)


def as_json(key: UUID, language: str) -> str | None:
    """What `canonical.to_json` writes of the live programme with this key; nothing when none is live."""
    mark = _mark(key, language)
    if mark is None:
        return None
    place = f"curriculum.outline.{SCHEMA}.{mark}"
    known = cache.get(place)
    if known is not None:
        return known
    (taught,) = syllabus.taught(syllabus.live_programmes(key=key, language=language))
    made = to_json(taught.outline)
    if _mark(key, language) == mark:  # nobody has published in between
        cache.set(place, made, A_DAY)
    return made


def _mark(key: UUID, language: str) -> str | None:
    """The sha256 of all rows that the outline and its lessons' hashes are made of."""
    pages = ProgrammePage.objects.live().filter(translation_key=key, locale__language_code=language)
    page = pages.values_list("path", "title").first()
    if page is None:
        return None
    modules = ModulePage.objects.live().filter(path__startswith=page[0]).order_by("path")
    lessons = LessonPage.objects.live().filter(path__startswith=page[0]).order_by("path")
    raw = lessons.annotate(ages_text=_text("child_ages"), body_text=_text("body"))
    rows = list(raw.values_list(*LESSON, "ages_text", "body_text"))
    bodies = [row[-1] for row in rows]
    return sha256_of(
        canonical_json(
            [
                [key, language, *page],
                list(modules.values_list("path", "translation_key", "title")),
                [row[:-1] for row in rows],
                [sha256_of(body) for body in bodies],
                _children([row[0] for row in rows]),
                _media(bodies),
            ]
        )
    )


def _text(name: str) -> Cast:
    """A column as the database spells it, not read as JSON."""
    return Cast(name, TextField())


def _children(pks: list[int]) -> list[tuple[Any, ...]]:
    """Goals and materials in their order, and the rights and themes that each lesson chose."""
    rows: list[tuple[Any, ...]] = []
    for model, names in INLINE:
        own = model.objects.filter(page_id__in=pks).order_by("sort_order", "pk")
        rows += own.values_list("page_id", *names)
    for model, names in CHOSEN:
        own = model.objects.filter(lessonpage_id__in=pks).order_by(names[0], "pk")
        rows += own.values_list("lessonpage_id", *names)
    return rows


def _media(bodies: list[str]) -> list[tuple[str, int, str]]:
    """The hash of each picture and recording; only bodies that can show one are read."""
    shown = [body for body in bodies if any(f'"{name}"' in body for name in syllabus.MEDIA_FIELDS)]
    wanted = syllabus.media_keys(block for body in shown for block in json.loads(body))
    rows = syllabus.media_rows(wanted)
    return sorted((*key, row.file_hash or syllabus.media_hash(row)) for key, row in rows.items())

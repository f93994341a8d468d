"""Reads live programmes whole, in a number of queries that does not grow with them (QUERIES)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.utils.file import hash_filelike

from curriculum import models
from curriculum.canonical import (
    LessonOutline,
    ModuleOutline,
    ProgrammeOutline,
    compose_lesson,
    without_marks,
)

MEDIA_FIELDS = ("image", "file")


@dataclass(frozen=True)
class Taught:
    """A live programme with its outline and the whole content of each of its lessons."""

    page: "models.ProgrammePage"
    outline: ProgrammeOutline
    lessons: Mapping[str, "models.LessonPage"]
    contents: Mapping[str, Mapping[str, Any]]


def live_programmes(key=None, language=None) -> list["models.ProgrammePage"]:
    """Live programme pages by title; the site's default language first when one key is asked for."""
    pages = models.ProgrammePage.objects.live().select_related("locale")
    if key is not None:
        pages = pages.filter(translation_key=key)
    if language is not None:
        pages = pages.filter(locale__language_code=language)
    default = Locale.get_default().language_code
    return sorted(pages, key=lambda page: (page.locale.language_code != default, page.title, page.pk))


def taught(pages: Iterable["models.ProgrammePage"]) -> list[Taught]:
    """Read the outlines and contents of these programmes at once."""
    pages = list(pages)
    modules = _below(models.ModulePage, pages)
    lessons = _below(models.LessonPage, modules)
    contents = contents_of(lessons)
    return [_taught(page, modules, lessons, contents) for page in pages]


def _below(model, parents):
    """Live pages of a type under any of these pages, in tree order; one query."""
    if not parents:
        return []
    under = reduce(or_, (Q(path__startswith=page.path) for page in parents))
    return list(model.objects.live().filter(under).select_related("locale").order_by("path"))


def _taught(page, modules, lessons, contents) -> Taught:
    own = [lesson for lesson in lessons if lesson.path.startswith(page.path)]
    composed = {lesson.pk: compose_lesson(contents[lesson.pk], n) for n, lesson in enumerate(own, 1)}
    outline = ProgrammeOutline(
        key=page.translation_key,
        title=page.title,
        language=page.locale.language_code,
        modules=tuple(
            replace(_module(module, own, composed), number=number)
            for number, module in enumerate((m for m in modules if m.path.startswith(page.path)), 1)
        ),
    )
    hashes = {composed[lesson.pk].content_sha256: lesson for lesson in own}
    return Taught(page, outline, hashes, {sha: contents[lesson.pk] for sha, lesson in hashes.items()})


def _module(module, lessons, composed: Mapping[int, LessonOutline]) -> ModuleOutline:
    return ModuleOutline(
        key=module.translation_key,
        number=0,
        title=module.title,
        lessons=tuple(composed[lesson.pk] for lesson in lessons if lesson.path.startswith(module.path)),
    )


def contents_of(lessons) -> dict[int, dict[str, Any]]:
    """The whole content of each lesson as plain values; what it shows is named by hash, not by row."""
    children = _Children([lesson.pk for lesson in lessons])
    bodies = {lesson.pk: lesson.body.get_prep_value() for lesson in lessons}
    media = _media_hashes(bodies.values())
    return {
        lesson.pk: _content(lesson, children.of(lesson.pk), bodies[lesson.pk], media) for lesson in lessons
    }


def content_of(lesson) -> dict[str, Any]:
    """The whole content of one lesson as it stands in memory, which may be a draft under preview."""
    body = lesson.body.get_prep_value()
    return _content(lesson, _children_of(lesson), body, _media_hashes([body]))


def _content(lesson, children, body, media) -> dict[str, Any]:
    return {
        "key": str(lesson.translation_key),
        "title": lesson.title,
        "language": lesson.locale.language_code,
        "summary": lesson.summary,
        "minutes": lesson.minutes,
        "child_ages": sorted(lesson.child_ages or ()),
        **children,
        "body": [_block(block, media) for block in body],
    }


def _children_of(lesson) -> dict[str, Any]:
    """What `_Children` reads for many lessons, of one that need not be saved."""
    return {
        "goals": [goal.text for goal in lesson.goals.all()],
        "materials": [_material(row) for row in lesson.materials.all()],
        "rights": [
            {"article": right.article, "title": right.title, "plain": right.plain}
            for right in sorted(lesson.rights.all(), key=lambda right: right.article)
        ],
        "themes": [
            {"slug": theme.slug, "name": theme.name}
            for theme in sorted(lesson.themes.all(), key=lambda theme: theme.slug)
        ],
    }


def _material(row) -> dict[str, str]:
    return {
        "key": str(row.translation_key),
        "name": row.name,
        "quantity": row.quantity,
        "note": row.note,
    }


class _Children:
    """Goals, materials, rights and themes of many lessons, read in four queries."""

    def __init__(self, pks):
        self.goals, self.materials = defaultdict(list), defaultdict(list)
        for goal in models.LessonGoal.objects.filter(page_id__in=pks).order_by("sort_order", "pk"):
            self.goals[goal.page_id].append(goal.text)
        for row in models.LessonMaterial.objects.filter(page_id__in=pks).order_by("sort_order", "pk"):
            self.materials[row.page_id].append(_material(row))
        self.rights = _chosen(
            models.LessonPage.rights.through, models.Right, pks, ("article", "title", "plain")
        )
        self.themes = _chosen(models.LessonPage.themes.through, models.Theme, pks, ("slug", "name"))

    def of(self, pk) -> dict[str, Any]:
        return {
            "goals": self.goals[pk],
            "materials": self.materials[pk],
            "rights": self.rights[pk],
            "themes": self.themes[pk],
        }


def _chosen(through, model, pks, fields):
    """What each lesson chose from a list of snippets, in the order of the first field."""
    name = model._meta.model_name
    paths = [f"{name}__{field}" for field in fields]
    rows = (
        through.objects.filter(lessonpage_id__in=pks).order_by(paths[0]).values_list("lessonpage_id", *paths)
    )
    chosen = defaultdict(list)
    for pk, *values in rows:
        chosen[pk].append(dict(zip(fields, values, strict=True)))
    return chosen


def _block(block, media) -> dict[str, Any]:
    """A block without the editor's own marks: list items as values, pictures by their hash."""
    value = {name: _plain(name, entry, media) for name, entry in block["value"].items()}
    return {"type": block["type"], "id": block["id"], "value": value}


def _plain(name, entry, media):
    if name in MEDIA_FIELDS:
        return media.get((name, entry))
    return without_marks(entry)


def _media_hashes(bodies) -> dict[tuple[str, int], str]:
    """The hash of each picture and recording in these bodies; no query when there is none."""
    wanted = media_keys(block for body in bodies for block in body)
    return {key: row.file_hash or media_hash(row) for key, row in media_rows(wanted).items()}


def media_keys(blocks) -> set[tuple[str, int]]:
    """Name the pictures and recordings of raw blocks as (field, primary key)."""
    return {
        (name, block["value"][name]) for block in blocks for name in MEDIA_FIELDS if block["value"].get(name)
    }


def media_rows(wanted) -> dict[tuple[str, int], Any]:
    """Fetch pictures and recordings by (field, primary key), one query for each kind."""
    models = {"image": get_image_model(), "file": get_document_model()}
    found = {}
    for name, model in models.items():
        pks = [pk for field, pk in wanted if field == name]
        found |= {(name, row.pk): row for row in model.objects.filter(pk__in=pks)} if pks else {}
    return found


def media_hash(row) -> str:
    """The hash that Wagtail keeps of a file, for rows that do not have it yet."""
    with row.file.open("rb") as content:
        return hash_filelike(content)

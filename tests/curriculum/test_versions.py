"""Frozen programmes and lessons, through the front door that assessments uses."""

import hashlib
import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum import operations, outline
from curriculum.models import CopiedMedia, LessonPage, LessonVersion, ProgrammeVersion
from curriculum.models.versions import ImmutableError
from tests.builders.curriculum import (
    locale,
    make_activity,
    make_discussion,
    make_image,
    make_lesson,
    make_media,
    make_module,
    make_programme,
    make_prose,
    make_right,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    page = make_programme()
    module = make_module(page)
    make_lesson(module, title="Uno", materials=["Hojas"])
    make_lesson(make_module(page, title="Dos"), title="Otra", body=[make_discussion(), make_prose()])
    return page


def test_outline_numbers_live_lessons_across_modules(programme):
    make_lesson(programme.get_children().first(), title="Borrador", live=False)

    found = outline.programme(programme.translation_key)

    assert [(lesson.number, lesson.title) for lesson in found.lessons] == [(1, "Uno"), (2, "Otra")]
    assert [(module.number, module.title) for module in found.modules] == [(1, "Vínculo"), (2, "Dos")]
    assert found.lessons[0].key == LessonPage.objects.get(title="Uno").translation_key
    assert [item.text for item in found.lessons[0].checklist] == ["Cada persona dijo su nombre."]
    assert [material.name for material in found.lessons[0].materials] == ["Hojas"]
    assert [part.kind for part in found.lessons[1].activities] == ["discussion"]


def test_lessons_of_an_unpublished_module_are_left_out(programme):
    programme.get_children().first().specific.unpublish()

    lessons = outline.programme(programme.translation_key).lessons
    assert [(lesson.number, lesson.title) for lesson in lessons] == [(1, "Otra")]


def test_draft_programme_is_not_listed(programme):
    make_programme(live=False, title="Borrador")

    assert [found.title for found in outline.programmes()] == ["Crianza de prueba"]
    assert [found.title for found in outline.programmes("en")] == []


def test_language_of_the_site_comes_first(programme):
    make_programme(
        title="Parenting", slug="parenting", locale=locale("en"), translation_key=programme.translation_key
    )

    assert outline.programme(programme.translation_key).title == "Crianza de prueba"
    assert outline.programme(programme.translation_key, "en").title == "Parenting"


def test_unknown_programme_is_said():
    with pytest.raises(outline.UnknownProgramme):
        outline.programme(uuid4())
    with pytest.raises(outline.UnknownProgramme):
        outline.freeze(uuid4(), "es")
    with pytest.raises(outline.UnknownVersion):
        outline.version("0" * 64)


def test_freezing_twice_makes_one_version(programme):
    first = outline.freeze(programme.translation_key, "es")
    second = outline.freeze(programme.translation_key, "es")

    assert first == second
    assert (first.number, first.outline) == (1, outline.programme(programme.translation_key))
    assert outline.version(first.sha256) == first
    assert (ProgrammeVersion.objects.count(), LessonVersion.objects.count()) == (1, 2)


def test_published_change_makes_the_next_version(programme, author):
    first = outline.freeze(programme.translation_key, "es")
    lesson = LessonPage.objects.get(title="Uno")
    lesson.title = "Uno, mejor"
    lesson.save_revision(user=author)
    assert outline.freeze(programme.translation_key, "es") == first

    lesson.latest_revision.publish()
    second = outline.freeze(programme.translation_key, "es", user=author)

    assert (second.number, second.outline.lessons[0].title) == (2, "Uno, mejor")
    assert outline.version(first.sha256).outline.lessons[0].title == "Uno"
    assert LessonVersion.objects.filter(lesson_key=lesson.translation_key).count() == 2
    assert ProgrammeVersion.objects.get(number=2).created_by == author


def test_going_back_finds_the_earlier_version(programme, author):
    first = outline.freeze(programme.translation_key, "es")
    lesson = LessonPage.objects.get(title="Uno")
    for title in ("Dos", "Uno"):
        lesson.title = title
        lesson.save_revision(user=author).publish()
        outline.freeze(programme.translation_key, "es")

    assert outline.freeze(programme.translation_key, "es") == first
    assert ProgrammeVersion.objects.count() == 2


def test_frozen_lesson_outlives_its_page(programme):
    frozen = outline.freeze(programme.translation_key, "es").outline.lessons[0]
    LessonPage.objects.get(title="Uno").delete()

    assert outline.lesson(frozen.content_sha256).title == "Uno"
    content = outline.lesson_content(frozen.content_sha256)
    assert content["body"][0]["value"]["steps"] == ["<p>Siéntense en círculo.</p>"]
    assert (
        hashlib.sha256(
            json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        ).hexdigest()
        == frozen.content_sha256
    )


def test_many_versions_are_found_at_once(programme):
    frozen = outline.freeze(programme.translation_key, "es")

    assert outline.versions({frozen.sha256, "0" * 64}) == {frozen.sha256: frozen}


def test_right_in_a_lesson_is_part_of_its_content(programme, author):
    before = outline.programme(programme.translation_key).lessons[0].content_sha256
    lesson = LessonPage.objects.get(title="Uno")
    lesson.rights = [make_right()]
    lesson.save_revision(user=author).publish()

    assert outline.programme(programme.translation_key).lessons[0].content_sha256 != before


def test_media_are_copied_by_hash(programme, author, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = make_image()
    shown = [make_media(image=image.pk), make_media(image=image.pk)]
    make_lesson(programme.get_children().first(), title="Con imagen", body=[make_activity(), *shown])

    frozen = outline.freeze(programme.translation_key, "es")
    image.delete()

    content = outline.lesson_content(frozen.outline.lessons[1].content_sha256)
    kept = CopiedMedia.objects.get()
    assert [block["value"]["image"] for block in content["body"][1:]] == [kept.file_hash, kept.file_hash]
    with kept.file.open("rb") as copied:
        assert hashlib.sha256(copied.read()).hexdigest() == kept.sha256
    assert kept.file.name.startswith("curriculum/frozen/")


@pytest.mark.parametrize("model", [ProgrammeVersion, LessonVersion])
def test_frozen_rows_refuse_every_change(programme, model):
    outline.freeze(programme.translation_key, "es")
    row = model.objects.first()

    for change in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(title="x")):
        with pytest.raises(ImmutableError):
            change()


def count_queries(ask):
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def test_outline_takes_the_same_queries_for_one_lesson_and_for_many(programme):
    outline.programmes()
    few = count_queries(outline.programmes)
    for number in range(3):
        make_lesson(programme.get_children().first(), title=f"Más {number}", materials=["Hojas", "Lápices"])
    make_lesson(make_module(make_programme(title="Otro programa")))

    assert count_queries(outline.programmes) == few


def test_operation_is_the_same_door(programme, author):
    row = operations.freeze_programme(key=programme.translation_key, language="es", user=author)

    assert outline.freeze(programme.translation_key, "es").version_id == row.pk

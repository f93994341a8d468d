"""The remembered outline of a live programme: always the true one, and cheap while nothing changes."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from curriculum import live_outline, outline, syllabus
from curriculum.models import LessonGoal, LessonMaterial, LessonPage, ModulePage, ProgrammePage, Right, Theme
from tests.builders.curriculum import (
    locale,
    make_activity,
    make_image,
    make_lesson,
    make_media,
    make_module,
    make_programme,
    make_right,
    make_theme,
    stored,
)
from tests.builders.translations import make_english_tree, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("write_gate_lifted")]


WHOLE = '"curriculum_lessonpage"."body",'
"""Stands in the SQL that reads lessons with everything they are."""


@pytest.fixture(autouse=True)
def forgotten():
    cache.clear()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    held = ContentFile(b"palabras", name="voz.mp3")
    recording = get_document_model().objects.create(title="Voz", file=held, file_hash="f" * 40)
    return make_image(file_hash="a" * 40), recording


@pytest.fixture
def programme(media):
    image, recording = media
    page = make_programme()
    module = make_module(page)
    shown = [make_activity(), make_media(image=image.pk), make_media(file=recording.pk, transcript="Sí.")]
    first = make_lesson(module, title="Uno", materials=["Hojas"], body=shown, child_ages=["0-2"])
    first.rights.add(make_right())
    first.themes.add(make_theme())
    first.save()
    make_lesson(make_module(page, title="Dos"), title="Otra")
    return page


def lesson(title="Uno"):
    return LessonPage.objects.get(title=title)


def change(row, **values):
    """Write a row behind the back of everything that counts changes: no revision, no date, no signal."""
    type(row).objects.filter(pk=row.pk).update(**values)


def rename_step(page):
    raw = [dict(block) for block in page.body.raw_data]
    raw[0] = {**raw[0], "value": {**raw[0]["value"], "steps": ["<p>De pie.</p>"]}}
    change(page, body=stored(raw))


def swap_modules():
    first, second = ModulePage.objects.order_by("path")
    second.move(first, pos="left")


def withdraw(page):
    page.unpublish()


CHANGES = {
    "programme's title": lambda: change(ProgrammePage.objects.get(), title="Otro"),
    "module's title": lambda: change(ModulePage.objects.get(title="Dos"), title="Tres"),
    "module withdrawn": lambda: withdraw(ModulePage.objects.get(title="Dos")),
    "modules in another order": swap_modules,
    "lesson's title": lambda: change(lesson(), title="Once"),
    "lesson's summary": lambda: change(lesson(), summary="Nuevo."),
    "lesson's minutes": lambda: change(lesson(), minutes=100),
    "ages": lambda: change(lesson(), child_ages=["0-2", "3-5"]),
    "a step": lambda: rename_step(lesson()),
    "a goal": lambda: LessonGoal.objects.filter(page=lesson()).update(text="Oír."),
    "a goal more": lambda: LessonGoal.objects.create(page=lesson(), text="Y más.", locale=locale()),
    "a material's note": lambda: LessonMaterial.objects.update(note="Solo papel."),
    "a material less": lambda: LessonMaterial.objects.all().delete(),
    "a right's words": lambda: Right.objects.update(plain="Verse y escribirse."),
    "a right less": lambda: lesson().rights.through.objects.all().delete(),
    "a theme's name": lambda: Theme.objects.update(name="Oír"),
    "a theme less": lambda: lesson().themes.through.objects.all().delete(),
    "lesson withdrawn": lambda: withdraw(lesson()),
    "lesson deleted": lambda: lesson("Otra").delete(),
    "lesson added": lambda: make_lesson(ModulePage.objects.get(title="Dos"), title="Nueva"),
}


def true_outline(page):
    return outline.to_json(syllabus.taught([ProgrammePage.objects.get(pk=page.pk)])[0].outline)


def remembered(page):
    return live_outline.as_json(page.translation_key, page.locale.language_code)


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_is_seen_at_once(programme, name):
    before = remembered(programme)

    CHANGES[name]()

    assert remembered(programme) != before
    assert remembered(programme) == true_outline(programme)


def test_another_picture_or_recording_in_the_same_place_is_seen(programme, media):
    for row in media:
        before = remembered(programme)
        change(row, file_hash="b" * 40)

        assert remembered(programme) != before
        assert remembered(programme) == true_outline(programme)


def test_a_picture_that_is_gone_is_seen(programme, media):
    before = remembered(programme)

    media[0].delete()

    assert remembered(programme) != before
    assert remembered(programme) == true_outline(programme)


def test_what_was_taken_back_is_true_again(programme):
    before = remembered(programme)
    change(lesson(), title="Once")
    remembered(programme)

    change(lesson("Once"), title="Uno")

    assert remembered(programme) == before == true_outline(programme)


def test_a_translation_has_its_own(db):
    (spanish,), (english,) = make_tree(), make_english_tree()
    pages = [one.get_ancestors().type(ProgrammePage).specific().get() for one in (spanish, english)]
    before = [remembered(page) for page in pages]

    english.title = "Listening well"
    english.save_revision().publish()

    assert remembered(pages[0]) == before[0]
    assert "Listening well" in remembered(pages[1])
    assert remembered(pages[1]) == true_outline(pages[1])


def test_newer_says_the_same_as_before_and_nothing_once_it_is_taken_back(programme):
    frozen = outline.freeze(programme.translation_key, "es")
    assert outline.newer(frozen.sha256) is None

    change(lesson(), title="Once")
    found = outline.newer(frozen.sha256)

    assert found.live == outline.programme(programme.translation_key, "es")
    assert found.sha256 == outline.freeze(programme.translation_key, "es").sha256
    assert [(one.title, one.kinds) for one in found.lessons] == [("Once", (outline.Change.CHANGED,))]
    change(lesson("Once"), title="Uno")
    assert outline.newer(frozen.sha256) is None


def test_a_programme_that_is_not_live_any_more_is_unknown(programme):
    frozen = outline.freeze(programme.translation_key, "es")
    programme.unpublish()

    with pytest.raises(outline.UnknownProgramme):
        outline.newer(frozen.sha256)


def test_what_is_published_while_it_is_read_is_not_remembered_under_the_old_name(programme):
    before = remembered(programme)
    cache.clear()
    late = ["Once"]

    def publish_late(execute, sql, *rest):
        if WHOLE in sql and late:
            change(lesson(), title=late.pop())
        return execute(sql, *rest)

    with connection.execute_wrapper(publish_late):
        remembered(programme)
    change(lesson("Once"), title="Uno")

    assert late == []
    assert remembered(programme) == before


def asked(ask):
    with CaptureQueriesContext(connection) as queries:
        ask()
    return [one["sql"] for one in queries]


def test_a_second_look_reads_no_programme_and_costs_the_same_for_1_and_for_3(programme):
    frozen = outline.freeze(programme.translation_key, "es")
    first, second = asked(lambda: outline.newer(frozen.sha256)), asked(lambda: outline.newer(frozen.sha256))
    for number in range(3):
        make_lesson(
            ModulePage.objects.get(title="Dos"), title=f"Más {number}", materials=["Hojas", "Lápices"]
        )
    outline.newer(frozen.sha256)

    assert [WHOLE in " ".join(sql) for sql in (first, second)] == [True, False]
    assert len(second) < len(first)
    assert len(asked(lambda: outline.newer(frozen.sha256))) == len(second) == 10


def test_the_hash_of_a_file_is_found_where_wagtail_keeps_none(programme, media):
    change(media[0], file_hash="")

    assert remembered(programme) == true_outline(programme)

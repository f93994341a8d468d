"""Sheets of frozen lessons: what stands on them, how often, and the same bytes for ever."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pdfua import validate

from curriculum import outline, pdf, syllabus
from curriculum.models import CopiedMedia, LessonPage
from curriculum.outline import Choice
from tests.builders.curriculum import (
    RENDITION_LEAK,
    make_activity,
    make_discussion,
    make_handout,
    make_image,
    make_lesson,
    make_media,
    make_prose,
    make_right,
    make_theme,
)
from tests.curriculum.packs import reading

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings(RENDITION_LEAK)]
BLOCKS = LessonPage._meta.get_field("body").stream_block.child_blocks


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lesson():
    body = [
        make_activity(keep="must", minutes=60, say="<p>«Bienvenidos.»</p>"),
        make_discussion(minutes=30, checklist="Se conversó."),
        make_media(image=make_image().pk),
        make_prose(),
        make_handout(),
        make_handout(heading="Otra hoja"),
    ]
    page = make_lesson(body=body, materials=["Hojas"])
    page.rights, page.themes = [make_right(article="12"), make_right()], [make_theme()]
    page.save_revision().publish()
    return page


def freeze(page):
    programme = page.get_parent().get_parent()
    return outline.freeze(programme.translation_key, "es").outline.lessons[0].content_sha256


def printed(sha256, choice, **options):
    sheets = outline.sheets(sha256, choice, **options)
    html = outline.document("Escuchar", "es", sheets.html)
    return pdf.render(html, language="es", stylesheets=sheets.stylesheets, assets=sheets.assets)


ALL = Choice(guide=1, reading=1, handouts=2, large_print=1, fidelity=1)


def test_every_sheet_is_tagged_and_stands_as_often_as_asked(lesson, tmp_path):
    kept = tmp_path / "pack.pdf"
    kept.write_bytes(printed(freeze(lesson), ALL))

    pages = reading.pages_of(kept.read_bytes())

    assert list(validate(kept).findings) == []
    assert [page.count("Otra hoja") for page in pages] == [0, 1, 0, 1, 1, 1, 0, 1, 0]
    assert "Ficha de la sesión" in pages[-1]


def test_pages_are_counted_within_each_sheet(lesson):
    pages = reading.pages_of(printed(freeze(lesson), Choice(guide=1, handouts=2, fidelity=1)))

    feet = [reading.flat(page).rsplit(" ", 3)[-3:] for page in pages]

    assert [" ".join(foot) for foot in feet[:2]] == ["1 / 2", "2 / 2"]
    assert [" ".join(foot) for foot in feet[2:]] == ["1 / 1"] * 3
    assert all("Escuchar" in page for page in pages)


def test_guide_shows_the_session_at_a_glance(lesson):
    text = reading.flat(reading.text_of(printed(freeze(lesson), Choice(guide=1))))

    assert "0–60 Ronda de nombres 60" in text
    assert "60–90 Conversación 30" in text
    assert "Toda la sesión: 90 minutos. Lo que se queda cuando falta tiempo: 60 minutos." in text
    assert "☐ Hojas" in text
    assert text.index("Artículo 9.3") < text.index("Artículo 12")


def test_form_asks_for_every_sentence_of_the_checklist(lesson):
    text = reading.flat(reading.text_of(printed(freeze(lesson), Choice(fidelity=1))))

    for sentence in (
        "Cada persona dijo su nombre. Ronda de nombres ☐ ☐ ☐",
        "Se conversó. Conversación ☐ ☐ ☐",
    ):
        assert sentence in text
    for line in ("Fecha", "Grupo", "Quién facilitó", "Código del lugar"):
        assert line in text
    assert "«Bienvenidos.»" not in text


def test_handouts_in_two_sizes(lesson):
    sha256 = freeze(lesson)

    large = printed(sha256, Choice(large_print=3))
    normal = printed(sha256, Choice(handouts=3))

    assert (reading.page_count(large), reading.page_count(normal)) == (6, 3)
    assert min(reading.type_sizes(large, 0) | reading.type_sizes(large, 5)) >= 17
    assert 12.0 in reading.type_sizes(normal)


def test_lesson_without_handout_says_so():
    page = make_lesson(body=[make_prose()])

    text = reading.text_of(printed(freeze(page), Choice(handouts=2)))

    assert text.count("Esta lección no tiene hoja") == 2


def test_the_same_bytes_twice_and_when_page_picture_and_revisions_are_gone(lesson):
    sha256 = freeze(lesson)
    first = printed(sha256, ALL)

    lesson.body[2].value["image"].delete()
    lesson.delete()
    call_command("purge_revisions", verbosity=0)

    assert printed(sha256, ALL) == first
    assert reading.pictures_in(first) == 1


def test_the_same_bytes_when_blocks_lost_and_gained_fields(lesson, monkeypatch):
    sha256 = freeze(lesson)
    first = printed(sha256, ALL)

    activity = BLOCKS["activity"].child_blocks
    monkeypatch.setitem(activity, "smell", activity["say"])
    monkeypatch.delitem(activity, "say")
    monkeypatch.delitem(BLOCKS, "prose")

    assert printed(sha256, ALL) == first


def test_picture_whose_file_was_lost_leaves_its_words(lesson):
    sha256 = freeze(lesson)
    CopiedMedia.objects.get().file.delete(save=False)

    content = printed(sha256, Choice(guide=1))

    assert reading.pictures_in(content) == 0
    assert "Una mano." in reading.text_of(content)


def test_unknown_hash_is_said():
    with pytest.raises(outline.UnknownVersion):
        outline.sheets("0" * 64, Choice(guide=1))


@pytest.mark.parametrize("wanted", ["es", ""])
def test_text_in_the_wanted_language_bears_no_note(lesson, wanted):
    assert "sheet__fallback" not in outline.sheets(freeze(lesson), ALL, wanted_language=wanted).html


@pytest.mark.parametrize(
    ("wanted", "note"),
    [
        ("quy", '<p class="sheet__fallback" lang="es">Este texto todavía no está en quechua de Ayacucho; '),
        ("en", '<p class="sheet__fallback" lang="en">This text is not in English yet; it goes in Spanish.'),
    ],
)
def test_each_sheet_in_another_language_says_so(lesson, wanted, note):
    html = outline.sheets(freeze(lesson), ALL, wanted_language=wanted).html

    assert html.count(note) == 5
    assert html.count('lang="es">\n') == 5


def test_frozen_content_is_the_live_one(lesson):
    row = LessonPage.objects.get(pk=lesson.pk)

    assert syllabus.content_of(row) == syllabus.contents_of([row])[row.pk]
    assert outline.lesson_content(freeze(row)) == syllabus.content_of(row)


def test_pack_takes_the_same_queries_for_one_picture_and_for_three(lesson):
    few = freeze(lesson)
    lesson.body += [("media", {**lesson.body[2].value, "image": make_image(title=f"{n}")}) for n in range(2)]
    lesson.save_revision().publish()
    many = freeze(lesson)

    with CaptureQueriesContext(connection) as one:
        outline.sheets(few, ALL)
    with CaptureQueriesContext(connection) as three:
        outline.sheets(many, ALL)

    assert len(three) == len(one) == 2

"""The door to a pack without names: what it asks, what it refuses, and what each reader gets."""

import pytest

from curriculum import outline, pdf
from curriculum.models import LessonGoal
from tests.builders.curriculum import (
    RENDITION_LEAK,
    make_activity,
    make_handout,
    make_image,
    make_lesson,
    make_media,
    make_prose,
)
from tests.curriculum.packs import reading
from tests.curriculum.test_checks import without_weasyprint  # noqa: F401

pytestmark = pytest.mark.django_db
GUIDE, FORM, HANDOUT = "Ronda de nombres", "Ficha de la sesión", "Para llevar"


@pytest.fixture
def lesson():
    return make_lesson(body=[make_activity(), make_prose(), make_handout()], slug="escuchar")


def offered(answer):
    return list(answer.context_data["form"].fields)


@pytest.mark.parametrize("who", ["anonymous", "visitor"])
def test_visitor_is_offered_participants_sheets_alone(client, lesson, request, who):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    assert offered(client.get(f"{lesson.url}pack/")) == ["reading", "handouts", "large_print"]


def test_facilitator_is_offered_every_sheet(client, lesson, guide_reader):
    client.force_login(guide_reader)

    answer = client.get(f"{lesson.url}pack/")

    assert offered(answer) == ["guide", "reading", "handouts", "large_print", "fidelity"]
    assert "private" in answer["Cache-Control"]


def test_lesson_without_handout_offers_none(client):
    page = make_lesson(body=[make_prose()])

    assert offered(client.get(f"{page.url}pack/")) == ["reading"]


def test_lesson_page_leads_to_the_pack(client, lesson):
    assert f'href="{lesson.url}pack/"' in client.get(lesson.url).content.decode()


def test_facilitators_pack_is_one_pdf_that_nobody_keeps(client, lesson, guide_reader):
    client.force_login(guide_reader)

    answer = client.get(f"{lesson.url}pack/?guide=1&handouts=3&fidelity=1&as=pdf")

    text = reading.text_of(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="escuchar-pack.pdf"'
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert GUIDE in text
    assert FORM in text
    assert [HANDOUT in page for page in reading.pages_of(answer.content)].count(True) == 4


@pytest.mark.parametrize("query", ["guide=1&fidelity=1&reading=1", "guide=60&reading=1&handouts="])
def test_crafted_address_brings_a_visitor_no_guide(client, lesson, query):
    text = reading.text_of(client.get(f"{lesson.url}pack/?{query}&as=pdf").content)

    assert "La idea" in text
    assert GUIDE not in text
    assert FORM not in text


def test_visitor_who_asks_for_the_guide_alone_is_asked_again(client, lesson):
    answer = client.get(f"{lesson.url}pack/?guide=1&as=pdf")

    assert answer["Content-Type"].startswith("text/html")
    assert "Elija por lo menos una hoja." in answer.content.decode()


@pytest.mark.parametrize("copies", ["61", "-1", "muchas"])
def test_number_out_of_bounds_is_said_beside_its_question(client, lesson, copies):
    answer = client.get(f"{lesson.url}pack/?handouts={copies}&as=pdf")

    page = answer.content.decode()
    assert answer["Content-Type"].startswith("text/html")
    assert page.count("Escriba un número del 0 al 60.") == 1
    assert f'value="{copies}"' in page
    assert 'aria-invalid="true"' in page


def test_most_copies_are_printed(client, lesson):
    answer = client.get(f"{lesson.url}pack/?handouts=60&as=pdf")

    assert reading.page_count(answer.content) == 60


def test_choice_stands_in_the_address(client, lesson):
    page = client.get(f"{lesson.url}pack/?reading=7&handouts=0").content.decode()

    assert 'name="reading" value="7"' in page
    assert 'name="handouts" value="0"' in page


def test_form_holds_nothing_inline(client, lesson):
    body = client.get(f"{lesson.url}pack/?handouts=99").content.decode().split("<article")[1]

    assert [mark for mark in ("<script", "style=", " onclick") if mark in body.split("</article>")[0]] == []


@pytest.mark.parametrize(("door", "sheet"), [("print/", "guide"), ("handout/", "large_print")])
def test_page_prints_what_a_frozen_lesson_prints(client, lesson, guide_reader, door, sheet):
    client.force_login(guide_reader)
    programme = lesson.get_parent().get_parent()
    (frozen,) = outline.freeze(programme.translation_key, "es").outline.lessons
    sheets = outline.sheets(frozen.content_sha256, outline.Choice(**{sheet: 1}))

    document = outline.document(lesson.title, "es", sheets.html)
    kept = pdf.render(document, language="es", stylesheets=sheets.stylesheets, assets=sheets.assets)

    assert client.get(lesson.url + door).content == kept


def test_visitors_language_is_missed_on_paper(client, lesson, settings):
    answer = client.get(lesson.url.replace("/es/", "/quy/", 1) + "print/")

    assert "Este texto todavía no está en quechua de Ayacucho; va en español." in reading.flat(
        reading.text_of(answer.content)
    )


@pytest.mark.parametrize("mode", ["print", "handout"])
def test_preview_shows_what_is_not_saved_and_misses_no_language(lesson, author, rf, mode):
    lesson.title = "Título sin guardar"
    lesson.goals = [LessonGoal(text="Meta sin guardar", locale=lesson.locale)]
    request = rf.get("/", headers={"Accept-Language": "en"})
    request.user = author

    page = lesson.make_preview_request(request, mode).content.decode()

    assert "Título sin guardar" in page
    assert ("Meta sin guardar" in page) is (mode == "print")
    assert "sheet__fallback" not in page


@pytest.mark.filterwarnings(RENDITION_LEAK)
@pytest.mark.usefixtures("without_weasyprint")
def test_browser_prints_where_pdfs_cannot_be_made(client, guide_reader, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(guide_reader)
    page = make_lesson(body=[make_handout(), make_media(image=make_image().pk)])

    answer = client.get(f"{page.url}pack/?reading=1&handouts=3&as=pdf")

    html = answer.content.decode()
    assert answer["Content-Type"].startswith("text/html")
    assert "no-store" in answer["Cache-Control"]
    assert "lesson-print.css" in html
    assert "Imprima 3 copias" in html
    assert 'src="/media/images/' in html
    assert "asset:" not in html
    assert "Mostrar las páginas para imprimir" in client.get(f"{page.url}pack/").content.decode()

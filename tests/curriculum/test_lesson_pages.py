"""How programmes, modules and lessons look to each reader, on screen and on paper."""

import io
import subprocess

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.curriculum import (
    RENDITION_LEAK,
    make_activity,
    make_handout,
    make_image,
    make_lesson,
    make_media,
    make_module,
    make_programme,
    make_prose,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return make_lesson(
        body=[make_activity(heading="Ronda secreta"), make_prose(), make_handout()], materials=["Hojas"]
    )


def text_of(answer, tmp_path):
    path = tmp_path / "printed.pdf"
    path.write_bytes(answer.content)
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout


def test_visitor_reads_the_participants_part(client, lesson):
    page = client.get(lesson.url).content.decode()

    assert "La idea" in page
    assert "Para llevar" in page
    assert "Ronda secreta" not in page
    assert "Hojas" not in page


def test_account_without_a_role_reads_the_participants_part(client, lesson, visitor):
    client.force_login(visitor)

    assert "Ronda secreta" not in client.get(lesson.url).content.decode()


def test_permission_opens_the_guide(client, lesson, guide_reader):
    client.force_login(guide_reader)

    answer = client.get(lesson.url)

    assert "Ronda secreta" in answer.content.decode()
    assert "Hojas" in answer.content.decode()
    assert "private" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


def test_editor_reads_the_guide(client, lesson, author):
    client.force_login(author)

    assert "Ronda secreta" in client.get(lesson.url).content.decode()


def test_draft_is_not_served(client):
    page = make_lesson(live=False)

    assert client.get(page.url).status_code == 404
    assert client.get(f"{page.url}print/").status_code == 404


def test_page_holds_nothing_inline(client, lesson, author):
    client.force_login(author)

    body = client.get(lesson.url).content.decode().split('<article class="taught"')[1].split("</article>")[0]

    assert not [mark for mark in ("<script", "style=", " onclick") if mark in body]


@pytest.mark.parametrize(("who", "is_told"), [("visitor", False), ("guide_reader", True)])
def test_printed_lesson_follows_its_reader(client, lesson, request, tmp_path, who, is_told):
    client.force_login(request.getfixturevalue(who))

    answer = client.get(f"{lesson.url}print/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="escuchar-guide.pdf"'
    assert ("Ronda secreta" in text_of(answer, tmp_path)) is is_told


def test_printed_labels_are_in_the_lessons_language(client, tmp_path):
    lesson = make_lesson(body=[make_handout()])

    printed = text_of(client.get(f"{lesson.url}print/", headers={"Accept-Language": "en"}), tmp_path)

    with pikepdf.open(tmp_path / "printed.pdf") as opened:
        assert str(opened.Root.Lang) == "es"
    assert "Para llevar" in printed


def test_handouts_stand_one_to_a_page(client):
    lesson = make_lesson(body=[make_handout(heading="Uno"), make_activity(), make_handout(heading="Dos")])

    answer = client.get(f"{lesson.url}handout/")

    assert len(pikepdf.open(io.BytesIO(answer.content)).pages) == 2


def test_lesson_without_handout_has_no_such_address(client):
    lesson = make_lesson()

    assert client.get(f"{lesson.url}handout/").status_code == 404
    assert "handout/" not in client.get(lesson.url).content.decode()


@pytest.mark.filterwarnings(RENDITION_LEAK)
def test_picture_is_shown_and_printed_with_its_words(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = make_image()
    lesson = make_lesson(body=[make_media(image=image.pk)])

    assert 'alt="Una mano."' in client.get(lesson.url).content.decode()
    with pikepdf.open(io.BytesIO(client.get(f"{lesson.url}print/").content)) as opened:
        assert sum(len(page.get_images()) for page in opened.pages) == 1


def test_programme_lists_live_lessons_in_order(client):
    programme = make_programme()
    module = make_module(programme)
    for title, live in (("Primera", True), ("Escondida", False), ("Segunda", True)):
        make_lesson(module, title=title, live=live)

    page = client.get(programme.url).content.decode()

    assert page.index("Primera") < page.index("Segunda")
    assert "Escondida" not in page
    assert "Segunda" in client.get(module.url).content.decode()


def test_empty_programme_says_so(client):
    assert "<article" in client.get(make_programme().url).content.decode()


def test_programme_page_takes_the_same_queries_for_one_lesson_and_for_three(client):
    programme = make_programme()
    module = make_module(programme)
    make_lesson(module)
    client.get(programme.url)
    with CaptureQueriesContext(connection) as one:
        client.get(programme.url)
    for number in (2, 3):
        make_lesson(module, title=f"Lección {number}")

    with CaptureQueriesContext(connection) as three:
        client.get(programme.url)

    assert len(three) == len(one)

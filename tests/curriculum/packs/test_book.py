"""A whole programme on paper: its parts, its page numbers, its reader, and what it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pdfua import validate
from wagtail.models import PageViewRestriction

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
from tests.curriculum.packs import reading
from tests.curriculum.test_checks import without_weasyprint  # noqa: F401

pytestmark = pytest.mark.django_db
LESSONS = ((1, "Escuchar"), (2, "Jugar"), (3, "Reglas"))
BODY = [make_activity(), make_prose(), make_handout()]


@pytest.fixture
def programme():
    page = make_programme(slug="crianza", summary="Doce encuentros.")
    first, second = make_module(page, title="Vínculo"), make_module(page, title="Límites")
    make_lesson(first, title="Escuchar", body=BODY)
    make_lesson(first, title="Jugar", body=BODY)
    make_lesson(first, title="Borrador", body=BODY, live=False)
    make_lesson(second, title="Reglas", body=BODY)
    return page


def pages_of(client, programme):
    return [reading.flat(page) for page in reading.pages_of(client.get(f"{programme.url}book/").content)]


def test_book_has_cover_contents_modules_and_lessons(client, programme, tmp_path):
    answer = client.get(f"{programme.url}book/")

    kept = tmp_path / "book.pdf"
    kept.write_bytes(answer.content)
    pages = [reading.flat(page) for page in reading.pages_of(answer.content)]
    assert answer["Content-Disposition"] == 'inline; filename="crianza-book.pdf"'
    assert list(validate(kept).findings) == []
    assert "Libro para participantes Crianza de prueba Doce encuentros." in pages[0]
    assert "Módulo 1 Vínculo" in pages[2]
    assert "Lección 1 Escuchar" in pages[3]
    assert "Lección 3 Reglas" in pages[-1]
    assert "Borrador" not in "".join(pages)


def test_contents_name_the_page_where_each_lesson_begins(client, programme):
    pages = pages_of(client, programme)

    begins = {
        title: next(number for number, page in enumerate(pages, 1) if f"Lección {count} {title}" in page)
        for count, title in LESSONS
    }

    for count, title in LESSONS:
        told = re.search(rf"{count}\. {title}[ .]+(\d+)", pages[1])
        assert int(told[1]) == begins[title]
        assert pages[begins[title] - 1].endswith(f" {begins[title]}")


def test_bookmarks_lead_to_modules_and_lessons(client, programme):
    found = reading.bookmarks_of(client.get(f"{programme.url}book/").content)

    assert found[2:] == [("Vínculo", ["Escuchar", "Jugar"]), ("Límites", ["Reglas"])]


def test_book_follows_its_reader(client, programme, guide_reader):
    assert "Ronda de nombres" not in " ".join(pages_of(client, programme))

    client.force_login(guide_reader)
    answer = client.get(f"{programme.url}book/")

    text = reading.text_of(answer.content)
    assert text.count("La sesión de un vistazo") == 3
    assert "Libro para facilitadores" in text
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_closed_lesson_is_in_nobodys_book_but_in_that_of_whoever_may_open_it(client, programme, author):
    closed = programme.get_children().first().get_children().get(title="Jugar")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    assert "Jugar" not in " ".join(pages_of(client, programme))

    client.force_login(author)
    assert "Jugar" in " ".join(pages_of(client, programme))


def test_programme_without_lessons_has_no_book(client):
    page = make_programme()
    make_module(page)

    assert client.get(f"{page.url}book/").status_code == 404
    assert "book/" not in client.get(page.url).content.decode()


def test_programme_page_leads_to_the_book(client, programme):
    assert f'href="{programme.url}book/"' in client.get(programme.url).content.decode()


def test_kept_book_is_found_again_until_a_word_changes(client, programme):
    first = client.get(f"{programme.url}book/").content
    lesson = programme.get_children().first().get_children().first().specific

    assert client.get(f"{programme.url}book/").content == first

    lesson.title = "Escuchar mejor"
    lesson.save_revision().publish()
    assert "Escuchar mejor" in reading.text_of(client.get(f"{programme.url}book/").content)


@pytest.mark.filterwarnings(RENDITION_LEAK)
def test_book_takes_the_same_queries_for_one_lesson_and_for_three(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = make_programme()

    def add(number):
        picture = make_media(image=make_image(title=f"{number}").pk)
        make_lesson(make_module(page), title=f"Lección {number}", body=[*BODY, picture], materials=["Hojas"])

    add(1)
    client.get(f"{page.url}book/")
    with CaptureQueriesContext(connection) as one:
        client.get(f"{page.url}book/")
    add(2)
    add(3)

    with CaptureQueriesContext(connection) as three:
        answer = client.get(f"{page.url}book/")

    assert reading.pictures_in(answer.content) == 1
    assert len(three) == len(one)


@pytest.mark.usefixtures("without_weasyprint")
def test_browser_prints_the_book_where_pdfs_cannot_be_made(client, programme):
    answer = client.get(f"{programme.url}book/")

    assert answer["Content-Type"].startswith("text/html")
    assert "Lección 3" in answer.content.decode()

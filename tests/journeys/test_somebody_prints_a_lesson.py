"""Somebody prints a pack of a lesson and the book of its programme on a phone, without signing in."""

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from tests.builders import make_user
from tests.builders.curriculum import make_activity, make_handout, make_lesson, make_module, make_programme
from tests.curriculum.packs import reading
from tests.journeys.conftest import PHONE

SECRET, OPEN = "Solo para quien facilita", "Escucho con calma"


@pytest.fixture
def lesson(site):
    body = [
        make_activity(steps=[f"<p>{SECRET}.</p>"]),
        make_handout(heading="Mi hoja", text=f"<p>{OPEN}.</p>"),
    ]
    return make_lesson(make_module(make_programme(title="Crianza")), title="Escuchar", body=body)


def printed(page, press):
    """What the browser is given when somebody presses this; its viewer keeps the bytes to itself."""
    with page.expect_response(lambda answer: "pdf" in answer.headers.get("content-type", "")) as caught:
        press()
    return page.context.request.get(caught.value.url).body()


def write(page, **copies):
    for name, number in copies.items():
        page.fill(f"[name={name}]", str(number))


def button(page):
    return page.get_by_role("button", name="Un solo PDF")


def test_visitor_prints_what_participants_read(site, lesson, visitor):
    page = visitor(PHONE, java_script_enabled=False)
    page.goto(site + lesson.url)
    page.get_by_role("link", name="Imprimir un paquete").click()
    expect(page.locator("[name=guide]")).to_have_count(0)

    write(page, reading=0, handouts=99)
    page.evaluate("document.querySelector('form.pack').noValidate = true")
    button(page).click()
    expect(page.get_by_role("alert")).to_have_text("Escriba un número del 0 al 60.")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    write(page, handouts=3, large_print=1)
    content = printed(page, button(page).click)

    pages = reading.pages_of(content)
    assert [OPEN in text for text in pages] == [True] * 4
    assert SECRET not in "".join(pages)


def test_facilitator_prints_guide_and_form(site, lesson, sit_down, violations):
    user = make_user(username="facilitadora")
    user.user_permissions.add(Permission.objects.get(codename="read_facilitator_guide"))
    page = sit_down(user)
    page.goto(f"{site}{lesson.url}pack/")
    assert violations(page) == []

    write(page, guide=1, handouts=2, large_print=0, fidelity=1)
    text = reading.text_of(printed(page, button(page).click))

    assert text.count(SECRET) == 1
    assert text.count(f"{OPEN}.") == 3
    assert "Ficha de la sesión" in text


def test_visitor_prints_the_book(site, lesson, visitor):
    page = visitor()
    page.goto(site + lesson.get_parent().get_parent().url)

    text = reading.text_of(
        printed(page, page.get_by_role("link", name="Imprimir todo el programa como libro").click)
    )

    assert "Contenido" in text
    assert OPEN in text
    assert SECRET not in text

"""Somebody finds a lesson on a phone: without JavaScript, without accents, without reading a guide."""

import pytest

from tests.builders.curriculum import (
    make_activity,
    make_handout,
    make_lesson,
    make_module,
    make_programme,
    make_right,
    make_theme,
)
from tests.journeys.conftest import PHONE


@pytest.fixture
def programme(site):
    """Two published lessons, one with a theme and a right of long words."""
    programme = make_programme(title="Crianza y derechos")
    module = make_module(programme)
    body = [make_activity(steps=["<p>Solo para quien facilita: el cofre.</p>"]), make_handout()]
    lesson = make_lesson(module, title="Enseñar sin golpes", summary="Reglas claras.", body=body)
    lesson.themes = [make_theme(name="Límites y disciplina sin violencia en la convivencia")]
    lesson.rights = [make_right(article="19", title="Protección contra toda forma de violencia")]
    lesson.child_ages = ["3-5"]
    lesson.save_revision().publish()
    make_lesson(module, title="Cartas y llamadas", slug="cartas")
    return programme


def wide(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_a_lesson_is_found_on_a_phone_without_javascript(site, programme, visitor):
    page = visitor(PHONE, java_script_enabled=False)
    page.goto(site + programme.url)

    page.fill("#find-words", "ensenar")
    page.press("#find-words", "Enter")
    assert page.locator(".find__hits a").all_inner_texts() == ["Enseñar sin golpes"]
    page.fill("#find-words", "")
    page.select_option("#find-article", "19")
    page.select_option("#find-age", "3-5")
    page.click(".find__button")
    assert page.locator(".find__hits a").all_inner_texts() == ["Enseñar sin golpes"]
    page.fill("#find-words", "cofre")
    page.click(".find__button")
    assert page.locator(".find__hits a").count() == 0


def test_the_page_fits_a_phone_and_everybody_can_use_it(site, programme, visitor, violations):
    page = visitor(PHONE)
    met = []
    for path in ("find/", "find/?words=golpes&article=19", "find/?words=nada", ""):
        page.goto(site + programme.url + path)
        met += [(path, wide(page))] if wide(page) > 0 else []
        met += [(path, *one) for one in violations(page)]

    assert met == []

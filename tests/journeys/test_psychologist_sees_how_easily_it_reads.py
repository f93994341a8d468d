"""A psychologist writes a handout and reads, without saving, how easily it will be read."""

import pytest
from django.utils.translation import override
from playwright.sync_api import expect

from curriculum.phrases import ease_sentence
from curriculum.reading_ease import ease
from tests.builders import make_posting
from tests.builders.curriculum import make_handout, make_lesson
from tests.builders.sites import make_editorial, make_member_of_staff

EASY = "Escucho. Luego hablo."
HARD = "Institucionalizaciones penitenciarias desproporcionadamente obstaculizadoras"


@pytest.fixture
def lesson(site):
    make_editorial()
    return make_lesson(body=[make_handout(heading="Hoja", text=f"<p>{EASY}</p>")])


def told(text):
    with override("es"):
        return ease_sentence(ease(f"Hoja\n{text}", "es"))


def test_psychologist_reads_the_ease_of_words_she_has_not_saved(site, sit_down, lesson):
    page = sit_down(make_member_of_staff(make_posting("psychologist")))
    page.goto(f"{site}/admin/pages/{lesson.pk}/edit/")
    sentence = page.locator("[data-reading-ease]")
    expect(sentence).to_have_text(told(EASY))
    toggle = page.locator(".w-panel:has([data-contentpath=text]) .w-panel__toggle").last
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()

    editor = page.locator("[data-contentpath=text] [role=textbox]").last
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(HARD)

    expect(sentence).to_have_text(told(HARD))
    assert told(HARD) != told(EASY)

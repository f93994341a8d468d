"""A psychologist begins an English translation: one text in the editor, one by file, and publishes."""

import pytest
from playwright.sync_api import expect

from cms.translation import operations
from curriculum.models import LessonPage
from tests.builders import make_posting
from tests.builders.curriculum import locale
from tests.builders.sites import make_editorial, make_member_of_staff
from tests.builders.translations import make_tree

TITLE, HEADING = "Listening calmly", "The idea"


@pytest.fixture
def lesson(site):
    make_editorial()
    for code in ("es", "en", "quy"):
        locale(code)
    (lesson,) = make_tree()
    operations.open_slots()
    return lesson


@pytest.fixture
def psychologist(lesson):
    return make_member_of_staff(make_posting("psychologist"))


@pytest.fixture
def complaints():
    """Whatever the editor's scripts complained about."""
    return []


def begin(page, visit, lesson):
    """From the report to the editor of the English page."""
    visit(page, "translation:report")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=lesson.title, exact=True))
    row.locator("a[href*='/localize/submit/page/']").first.click()
    page.locator("input[name=locales]").first.check()
    page.locator("main form input[type=submit]").click()
    expect(page.locator(".js-translation-editor li.incomplete").first).to_be_visible()


def part(page, text):
    """The place of one Spanish text in the editor."""
    shown = page.locator(".js-translation-editor li > p", has_text=text).first
    return shown.locator("xpath=ancestor::li[1]")


def translate(page, text, words):
    place = part(page, text)
    place.get_by_role("button").click()
    place.locator("textarea").fill(words)
    with page.expect_response(lambda answer: "/strings/" in answer.url and answer.ok):
        place.get_by_role("button").last.click()
    expect(place.get_by_text(words, exact=True)).to_be_visible()


def by_file(page, folder, text, words):
    """Download the file, write a translation into it as a translator does, send it back."""
    with page.expect_download() as begun:
        page.locator("a[href*='/pofile/download/']").click()
    path = folder / "lesson.po"
    begun.value.save_as(path)
    before = f'msgid "{text}"\nmsgstr ""'
    held = path.read_text()
    assert held.count(before) == 1
    path.write_text(held.replace(before, f'msgid "{text}"\nmsgstr "{words}"'))
    page.locator("input[type=file][name=file]").set_input_files(path)
    expect(part(page, text).get_by_text(words, exact=True)).to_be_visible()


def publish(page):
    with page.expect_navigation():
        page.locator("footer button[value=publish]").click()
    expect(page.locator(".messages .warning")).to_be_visible()


def test_psychologist_translates_in_the_editor_and_by_file_and_publishes(
    site, sit_down, visitor, visit, lesson, psychologist, complaints, tmp_path
):
    page, reader = sit_down(psychologist), visitor()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    english = site + lesson.url.replace("/es/", "/en/", 1)
    reader.goto(english)
    expect(reader.locator(".translation-mark--missing")).to_be_visible()
    expect(reader.get_by_role("heading", level=1)).to_have_text(lesson.title)

    begin(page, visit, lesson)
    translate(page, "Escuchar con calma", TITLE)
    by_file(page, tmp_path, "La idea", HEADING)
    publish(page)
    translated = LessonPage.objects.get(translation_key=lesson.translation_key, locale=locale("en"))
    reader.goto(english)

    assert (translated.live, translated.slug) == (True, lesson.slug)
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_role("heading", name=HEADING)).to_be_visible()
    expect(reader.get_by_text("dicen «sí»")).to_be_visible()
    expect(reader.locator(".translation-mark--partly")).to_be_visible()
    assert complaints == []

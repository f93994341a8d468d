"""A coordinator brings in the office's list, in two steps, and opens a group for the people in it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assessments.models import Cohort, Enrolment, Participant, Session
from tests.builders import make_facility, make_posting
from tests.builders.curriculum import make_lesson, make_module

DATA = Path(__file__).parents[1] / "data"
LESSONS = ("Escuchar", "Jugar", "Despedirse")
FIRST_DAY = date(2026, 12, 7)


@pytest.fixture
def facility(site):
    return make_facility(code="AYA", name="Centro Ayacucho")


@pytest.fixture
def page(facility, sit_down):
    return sit_down(make_posting("coordinator", facility).user)


def upload(page, visit, name):
    visit(page, "assessments:people_import")
    page.locator("[name=file]").set_input_files(DATA / name)
    page.locator("main [type=submit]").click()
    page.wait_for_url(re.compile(r"/people/import/[0-9a-f-]{36}/$"))


def number(page, name):
    return int(page.locator(f"[data-{name}]").first.get_attribute(f"data-{name}"))


def confirm(page):
    page.locator("[data-confirm]").click()
    page.locator("[role=status] [data-new]").wait_for()


def test_the_offices_list_is_refused_whole_and_its_error_file_says_why(page, visit, every_row):
    upload(page, visit, "participants_ayacucho.xlsx")
    focused = page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    with page.expect_download() as download:
        page.locator("a[href$='/errors/']").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()

    assert focused
    assert number(page, "problems") == len(lines) - 1 == page.locator("[data-row]").count() == 2
    assert page.locator("[data-confirm]").count() == 0
    assert "31/02/2026" in lines[1]
    assert Participant.objects.count() == 0


def test_the_corrected_list_brings_in_28_people_once(page, visit, every_row):
    upload(page, visit, "participants_ayacucho_corrected.xlsx")
    announced = (number(page, "new"), number(page, "problems"))
    confirm(page)
    brought = (number(page, "new"), number(page, "known"))
    codes = set(Participant.objects.values_list("code", flat=True))

    upload(page, visit, "participants_ayacucho_corrected.xlsx")
    confirm(page)
    again = (number(page, "new"), number(page, "known"))

    assert (announced, brought, again) == ((28, 0), (28, 0), (0, 28))
    assert set(Participant.objects.values_list("code", flat=True)) == codes
    assert len(codes) == 28


def test_a_group_is_opened_after_a_look_at_its_dates_and_people_join(page, visit, every_row):
    module = make_module()
    for title in LESSONS:
        make_lesson(module, title=title)
    upload(page, visit, "participants_ayacucho_corrected.xlsx")
    confirm(page)

    visit(page, "assessments:cohort_open")
    for name, value in {"name": "Grupo capilla", "code": "cap-1", "every_days": "15"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=starts_on]").fill(FIRST_DAY.isoformat())
    page.locator("[name=at]").fill("09:30")
    page.locator("[name=preview]").click()
    shown = page.locator("[data-plan] tbody tr")
    expect(shown).to_have_count(3)
    planned = [shown.nth(row).locator("td").last.inner_text() for row in range(3)]
    written_before = Cohort.objects.count()
    page.locator("[name=confirm]").click()
    page.wait_for_url(re.compile(r"/workspace/cohorts/[0-9a-f-]{36}/$"))
    enrol_everybody(page)

    assert (planned, written_before) == (list(LESSONS), 0)
    sessions = Session.objects.order_by("number").values_list("on", "lesson_title", "cohort__code")
    days = [FIRST_DAY + timedelta(days=15 * step) for step in range(3)]
    assert list(sessions) == [(day, title, "CAP-1") for day, title in zip(days, LESSONS, strict=True)]
    assert set(Enrolment.objects.values_list("starts_on", flat=True)) == {FIRST_DAY}
    assert Enrolment.objects.count() == 28


def enrol_everybody(page):
    page.locator("main a[href$='/enrol/']").first.click()
    boxes = page.locator("[name=people]")
    for place in range(boxes.count()):
        boxes.nth(place).check()
    page.locator("main [type=submit]:not([name=search])").click()
    page.wait_for_url(re.compile(r"/workspace/cohorts/[0-9a-f-]{36}/$"))

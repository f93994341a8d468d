"""A facilitator opens today's session in one tap, marks thirty people by keyboard, corrects one."""

import pytest
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from assessments.models import Attendance, Op
from assessments.sessions import phrases
from tests.builders import make_cohort, make_posting, make_register

COUNT_KEYS = "window.keys = 0; addEventListener('keydown', () => { window.keys += 1; }, true);"
KEYS = "1" * 10 + "2\n" + "1" * 5 + "3" + "1" * 5 + "4" + "1" * 5 + "5" + "1"
MARKS = (
    ["present"] * 10
    + ["partial"]
    + ["present"] * 5
    + ["absent"]
    + ["present"] * 5
    + ["excused"]
    + ["present"] * 5
    + ["not_expected", "present"]
)


@pytest.fixture
def session(site):
    today = timezone.localdate()
    return make_register(30, named=True, cohort=make_cohort(starts_on=today), on=today)[0]


@pytest.fixture
def page(session, sit_down, visit):
    """Today's page of a facilitator, every key counted from each page's first moment."""
    page = sit_down(make_posting("facilitator", session.facility).user)
    page.add_init_script(COUNT_KEYS)
    visit(page, "assessments:workspace_home")
    return page


def press(page, keys):
    for key in keys:
        page.keyboard.press("Enter" if key == "\n" else key)


def stored(page):
    """The marks in the order of the rows on the screen."""
    codes = page.locator(".register__row .register__code").all_inner_texts()
    marks = dict(Attendance.objects.values_list("participant__code", "status"))
    return [marks[code] for code in codes]


def open_register(page):
    page.locator("[data-today] a.button").click()
    expect(page.locator(".register__row")).to_have_count(30)
    expect(page.locator(".register__row").first.locator("[type=radio]").first).to_be_focused()


def test_thirty_people_are_marked_with_at_most_35_keys_and_one_is_corrected(page, session, every_row):
    open_register(page)
    # The last key leaves the page: it is counted by hand, and the confirmed state is waited for.
    press(page, KEYS)
    keys = page.evaluate("window.keys") + 1
    press(page, "\n")
    page.wait_for_url("**?saved=30")
    expect(page.locator("[data-save-state]")).to_have_class("save-state save-state--saved")
    expect(page.locator("[data-announce]")).to_be_visible()
    first = stored(page)

    page.locator(".register__row").nth(16).locator("[type=radio]:checked").focus()
    press(page, "1\n")
    page.wait_for_url("**?saved=1")

    assert keys <= 35
    assert first == MARKS
    assert stored(page) == [*MARKS[:16], "present", *MARKS[17:]]
    assert Attendance.objects.get(status="partial").minutes == 45
    assert Op.objects.filter(field="mark").count() == 31


def test_the_correction_is_told_with_what_was_there_before(page, session, every_row):
    open_register(page)
    press(page, "3" + "1" * 29 + "\n")
    page.wait_for_url("**?saved=30")
    page.locator(".register__row").first.locator("[type=radio]:checked").focus()
    press(page, "1\n")
    page.wait_for_url("**?saved=1")

    page.locator("main a[href$='/history/']").click()
    newest = page.locator("main tbody tr").first.locator("td").all_inner_texts()

    with override("es"):
        words = [str(phrases.MARKS[status]) for status in ("absent", "present")]
    assert newest[2:] == words

"""A facilitator signs in, finds today's register, marks it and reads what was saved, without a mouse."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Attendance
from tests.builders import make_cohort, make_posting, make_register, make_user

PASSWORD = "clave-de-prueba-1"
MOST_TABS = 25


@pytest.fixture
def session(site):
    today = timezone.localdate()
    made = make_register(3, named=True, cohort=make_cohort(starts_on=today), on=today)[0]
    make_posting("facilitator", made.facility, make_user(username="rosa", password=PASSWORD))
    return made


def tab_to(page, selector):
    """Tab until the focus stands there, as somebody does who cannot point; and it must be visible."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
            return
    raise AssertionError(f"{selector} is not reached by {MOST_TABS} tabs on {page.url}")


def test_from_the_sign_in_to_the_saved_register(session, visitor, visit, every_row):
    page = visitor()
    visit(page, "account_login")
    tab_to(page, "[name=login]")
    page.keyboard.type("rosa")
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/workspace/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    page.keyboard.press("Enter")
    tab_to(page, "[data-today] a.button")
    page.keyboard.press("Enter")
    expect(page.locator(".register__row").first.locator("[type=radio]").first).to_be_focused()
    for key in ("1", "ArrowDown", "ArrowUp", "3", "1", "Tab", "Shift+Tab", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**?saved=3")

    expect(page.locator("#announcer")).not_to_be_empty()
    marks = Attendance.objects.order_by("status").values_list("status", flat=True)
    assert list(marks) == ["absent", "present", "present"]

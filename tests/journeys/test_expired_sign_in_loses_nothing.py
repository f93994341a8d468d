"""A sign-in expires in the middle of a register; after signing in anew one button sends it."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as SignIn
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Attendance
from cms.accounts.middleware import CLOCK_KEY
from tests.builders import make_cohort, make_posting, make_register, make_user

PASSWORD = "clave-de-prueba-1"


@pytest.fixture
def session(site):
    today = timezone.localdate()
    return make_register(3, named=True, cohort=make_cohort(starts_on=today), on=today)[0]


@pytest.fixture
def facilitator(session):
    user = make_user(username="rosa", password=PASSWORD)
    return make_posting("facilitator", session.facility, user).user


def let_the_sign_in_expire():
    """Put back the clock of every sign-in to the beginning of time."""
    for row in SignIn.objects.all():
        kept = SessionStore(row.session_key)
        kept[CLOCK_KEY] = [0, 0]
        kept.save()


def sign_in(page, username, password=PASSWORD):
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("form[action*='/accounts/login/'] button").first.click()


def test_marks_are_kept_while_the_person_signs_in_anew(session, facilitator, sit_down, visit, every_row):
    page = sit_down(facilitator)
    visit(page, "assessments:session_register", session.pk)
    expect(page.locator(".register__row").first.locator("[type=radio]").first).to_be_focused()
    for key in "131":
        page.keyboard.press(key)
    let_the_sign_in_expire()

    page.locator("[data-save]").click()
    sign_in(page, "rosa")
    held = page.locator("[data-held] button")
    expect(held).to_be_visible()
    kept_nothing = Attendance.objects.count()
    held.click()
    page.wait_for_url("**?saved=3")

    assert kept_nothing == 0
    marks = Attendance.objects.order_by("status").values_list("status", flat=True)
    assert list(marks) == ["absent", "present", "present"]


def test_the_sign_in_page_leads_back_to_the_register(session, facilitator, visitor, site, visit):
    page = visitor()
    visit(page, "assessments:session_register", session.pk)
    sign_in(page, "rosa")

    expect(page.locator(".register__row")).to_have_count(3)

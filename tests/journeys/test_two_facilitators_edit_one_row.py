"""A second facilitator edits a row that a first has just marked: both are shown, one click settles."""

import json

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Attendance, Op
from tests.builders import make_cohort, make_posting, make_register


@pytest.fixture
def session(site):
    today = timezone.localdate()
    return make_register(2, named=True, cohort=make_cohort(starts_on=today), on=today)[0]


@pytest.fixture
def at_the_register(session, sit_down, visit):
    def one():
        page = sit_down(make_posting("facilitator", session.facility).user)
        visit(page, "assessments:session_register", session.pk)
        return page

    return one


def mark(page, status):
    """The first person, by mouse."""
    row = page.locator(".register__row").first
    row.locator(f".register__mark:has([value={status}])").click()


def save(page):
    with page.expect_navigation():
        page.locator("[data-save]").click()


def kept():
    """Each mark that was ever written with its name, in the order in which they came in."""
    ops = Op.objects.filter(field="mark").order_by("pk")
    return [(json.loads(op.p)["value"]["status"], f"{op.replica_id}:{op.seq}") for op in ops]


def test_a_conflict_is_shown_to_both_and_settled_in_one_click(session, at_the_register, every_row):
    first, second = at_the_register(), at_the_register()
    mark(first, "present")
    save(first)
    mark(second, "absent")
    save(second)
    first.reload()
    shown = [page.locator("[data-conflict] button").count() for page in (first, second)]
    before, in_conflict = kept(), Attendance.objects.get().in_conflict

    with second.expect_navigation():
        second.locator(f"[data-conflict] button[value$='|{before[1][1]}']").click()
    first.reload()

    assert (shown, in_conflict) == ([2, 2], True)
    assert [status for status, _ in before] == ["present", "absent"]
    for page in (first, second):
        expect(page.locator("[data-conflict]")).to_have_count(0)
        expect(page.locator(".register__row").first.locator("[type=radio]:checked")).to_have_value("absent")
    assert list(Attendance.objects.values_list("status", "in_conflict")) == [("absent", False)]
    assert kept()[:2] == before

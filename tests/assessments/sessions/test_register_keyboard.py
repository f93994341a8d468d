"""Thirty people, four exceptions, by keyboard at full speed: few keys, and not one of them lost."""

import pytest
from django.urls import reverse

from assessments import scope
from assessments.models import Attendance
from tests.builders import make_posting, make_register

pytestmark = pytest.mark.django_db(transaction=True)
COUNT_KEYS = "window.keys = 0; addEventListener('keydown', () => { window.keys += 1; }, true);"


@pytest.fixture
def session():
    return make_register(30, named=True)[0]


@pytest.fixture
def opened(page, session, live_server, client):
    """The register in a browser of a facilitator, every keydown counted."""
    client.force_login(make_posting("facilitator", session.facility).user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.add_init_script(COUNT_KEYS)
    page.goto(live_server.url + reverse("assessments:session_register", args=[session.pk]))
    return page


def marks():
    with scope.use(scope.system("builders")):
        return sorted(Attendance.objects.values_list("status", "minutes"), key=str)


def press(page, keys):
    for key in keys:
        page.keyboard.press("Enter" if key == "\n" else key)


def test_thirty_people_with_four_exceptions_take_at_most_35_keys(opened):
    keys = "1" * 10 + "2\n" + "1" * 5 + "3" + "1" * 5 + "4" + "1" * 5 + "5" + "1"

    press(opened, keys)
    counted = opened.evaluate("window.keys") + 1
    press(opened, "\n")
    opened.wait_for_url("**?saved=30")

    assert counted <= 35
    expected = [("present", None)] * 26 + [("absent", None), ("excused", None), ("not_expected", None)]
    assert marks() == sorted([*expected, ("partial", 45)], key=str)
    assert opened.locator("[data-save-state]").get_attribute("class").endswith("save-state--saved")


def test_digits_overwrite_the_minutes_and_the_rest_is_marked_after_a_question(opened):
    press(opened, "230\n3a")
    title = opened.locator("[data-rest-title]").inner_text()
    press(opened, "\n\n")
    opened.wait_for_url("**?saved=30")

    assert "28" in title
    assert marks() == sorted([("partial", 30), ("absent", None), *[("present", None)] * 28], key=str)


def test_keys_act_in_a_focused_row_alone(opened):
    opened.locator("[name=counted]").focus()
    press(opened, "12")
    opened.locator("h1").click()
    press(opened, "35a")

    assert opened.locator("[name=counted]").input_value() == "12"
    assert opened.locator(".register__row input:checked").count() == 0
    assert opened.locator("dialog[open]").count() == 0


def test_arrows_move_between_rows_and_a_mark_is_taken_back(opened):
    press(opened, "11")
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("Backspace")

    checked = opened.locator(".register__row:has(input:checked)").evaluate_all("rows => rows.map(r => r.id)")
    assert checked == ["r6"]
    assert opened.evaluate("document.activeElement.name") == "mark-5"


def test_leaving_with_unsaved_marks_asks_first(opened):
    asked = []
    opened.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    press(opened, "1")

    opened.evaluate("setTimeout(() => location.reload(), 0)")
    opened.wait_for_event("dialog") if not asked else None

    assert asked == ["beforeunload"]

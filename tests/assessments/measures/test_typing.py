"""In a browser: twenty keys fill a sheet, the page says where one is, and the save is announced."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments import scope
from assessments.measures.models import ScaleScore
from tests.builders import make_cohort, make_member, make_plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, client, live_server, facility, facilitator):
    """The facilitator's browser on the page of a group of two, one of whom does not agree."""
    cohort = make_cohort(facility)
    make_plan(cohort)
    make_member(cohort)
    make_member(cohort, agrees=False)
    client.force_login(facilitator)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])
    page.goto(live_server.url + reverse("assessments:measure_answers", args=[cohort.pk, "baseline"]))
    return page


def test_twenty_keys_and_enter_store_a_sheet(desk):
    desk.evaluate(
        "() => { window.keys = 0; addEventListener('keydown', () => { window.keys += 1; }, true); }"
    )
    cells = desk.locator(".grid__cell input")
    cells.first.focus()

    desk.keyboard.type("3" * 20)
    pressed = desk.evaluate("window.keys")
    desk.keyboard.press("Enter")

    expect(desk.locator("#announcer")).to_contain_text("21")
    assert pressed == 20 and cells.count() == 20
    with scope.use(scope.system("builders")):
        assert list(ScaleScore.objects.values_list("value", flat=True)) == [10.0]


def test_the_bar_says_which_person_and_question_and_wrong_keys_do_nothing(desk):
    cells, now = desk.locator(".grid__cell input"), desk.locator("[data-now]")
    cells.first.focus()

    desk.keyboard.press("3")
    desk.keyboard.press("7")

    expect(now).to_contain_text(f"· 2. {desk.locator('#q2').text_content()}")
    expect(cells.nth(0)).to_have_value("3")
    expect(cells.nth(1)).to_have_value("")
    desk.keyboard.press("Backspace")
    expect(cells.nth(0)).to_be_focused()
    desk.keyboard.press("Backspace")
    expect(cells.nth(0)).to_have_value("")

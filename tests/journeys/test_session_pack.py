"""A facilitator opens today's session from home, prints its pack, and the file holds what the day needs."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from assessments.people import identity
from tests.assessments.paper.pack_world import CHECK, STEP, TAKE_HOME, add_people, make_group, walk_ins_in
from tests.builders import make_facility, make_posting
from tests.journeys.conftest import PHONE


@pytest.fixture
def group(site):
    made = make_group(4, first_on=timezone.localdate())
    add_people(made, 1, reading_support="full")
    return made


def open_pack(page, visit):
    """From home, through the card of today's session."""
    visit(page, "assessments:workspace_home")
    page.locator("[data-today] a[href$='/pack/']").click()
    page.wait_for_url("**/pack/")


def press_print(page):
    """The pages of the file that the one big button opens; the browser's viewer shows them as a picture."""
    page.locator(".pack__print").click()
    page.wait_for_url("**/pack/pdf/**", wait_until="commit")
    answer = page.context.request.get(page.url)
    assert answer.headers["content-type"] == "application/pdf"
    return [" ".join(one.extract_text().split()) for one in PdfReader(io.BytesIO(answer.body())).pages]


def people_of(group):
    codes = [one.participant.code for one in group.members]
    keys = [one.participant_id for one in group.members]
    names = identity.names_of(keys, user=None, purpose="test").values()
    return codes, [one.preferred for one in names]


def missing(words, text):
    return [word for word in words if word not in text]


def test_the_pack_of_today_is_printed_with_one_button(group, sit_down, visit, violations, every_row):
    page = sit_down(group.facilitator, PHONE)
    open_pack(page, visit)
    assert violations(page) == []
    asked = [page.locator(f"[name={one}]").input_value() for one in ("guide", "handouts", "large_print")]

    pages = press_print(page)
    codes, names = people_of(group)

    assert asked == ["1", "4", "1"]
    assert missing([*codes, *names], pages[0]) == []
    assert sum(map(walk_ins_in, pages), []) == list("ABCDEF")
    assert missing([STEP, CHECK], " ".join(pages)) == []
    assert sum(TAKE_HOME in one and STEP not in one for one in pages) == 4 + 1


def test_more_handouts_without_names_are_offered_again_the_next_time(group, sit_down, visit):
    page = sit_down(group.facilitator)
    open_pack(page, visit)
    page.locator("[name=register]").uncheck()
    page.locator("[name=handouts]").fill("6")
    pages = press_print(page)

    open_pack(page, visit)

    expect(page.locator("[name=handouts]")).to_have_value("6")
    expect(page.locator("[name=register]")).not_to_be_checked()
    assert sum(map(walk_ins_in, pages), []) == []


def test_a_number_too_high_is_told_and_nothing_is_lost(group, sit_down, visit, violations):
    page = sit_down(group.facilitator, PHONE)
    open_pack(page, visit)
    page.locator("[name=guide]").fill("3")
    page.locator("[name=handouts]").fill("600")
    page.locator(".pack__print").click()

    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.locator("[name=guide]")).to_have_value("3")
    assert violations(page) == []


def test_a_place_of_codes_prints_no_name(site, sit_down, visit, every_row):
    group = make_group(2, first_on=timezone.localdate(), codes_only=True)
    page = sit_down(group.facilitator)
    open_pack(page, visit)

    text = " ".join(press_print(page))
    codes, names = people_of(group)

    assert missing(codes, text) == []
    assert missing(names, text) == names


def test_a_facilitator_of_elsewhere_meets_404(group, site, sit_down):
    page = sit_down(make_posting("facilitator", make_facility()).user)

    answers = [
        page.goto(site + reverse(f"assessments:{name}", args=[group.session().pk])).status
        for name in ("session_pack", "session_pack_pdf")
    ]

    assert answers == [404, 404]

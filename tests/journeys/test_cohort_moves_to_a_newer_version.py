"""A psychologist improves a lesson; the coordinator sees it, looks, moves the group, and can go back."""

import re

import pytest
from playwright.sync_api import expect

from assessments.access import operations as access
from assessments.sessions import ops
from assessments.sessions.ledger import Entry
from tests.assessments.sessions.moving_world import make_workshop, page
from tests.builders import make_enrolment, make_posting, mark_entry
from tests.builders.certificates import change
from tests.builders.registers import save_marks
from tests.builders.sites import make_member_of_staff

OLD, NEW = "Escuchar", "Escuchar sin interrumpir"


@pytest.fixture
def workshop(site, every_row):
    """The first lesson was taught and will be taught again; the second is to come."""
    access.sync_role_groups()
    made = make_workshop((OLD, "Jugar"), count=3)
    first, _, again = made.sessions()
    names = ("lesson_key", "lesson_number", "lesson_title", "lesson_language", "content_sha256")
    change(again, **{name: getattr(first, name) for name in names})
    said = [
        Entry(1, ops.SESSION_TARGET, ops.Field.STATUS, "held"),
        Entry(2, ops.SESSION_TARGET, ops.Field.MINUTES, 90),
        mark_entry(5, make_enrolment(made.cohort)),
    ]
    save_marks(made.coordinator, first, *said)
    make_member_of_staff(made.coordinator.postings.get())
    return made


@pytest.fixture
def psychologist(workshop, sit_down):
    return sit_down(make_member_of_staff(make_posting("psychologist", workshop.facility)))


@pytest.fixture
def coordinator(workshop, sit_down):
    return sit_down(workshop.coordinator)


def publish_under(desk, site, title, to):
    """The psychologist opens the lesson in the admin, gives it another title and publishes."""
    desk.goto(f"{site}/admin/pages/{page(title).pk}/edit/")
    desk.locator("#id_title").fill(to)
    desk.locator("footer .w-dropdown__toggle").click()
    desk.locator("[name=action-publish]").click()
    desk.wait_for_url(re.compile(r"/admin/pages/[0-9]+/$"))


def lessons(desk):
    """The lesson of each session on the page of the group."""
    cells = desk.locator("#sessions + table tbody tr td:nth-of-type(1)")
    return [words.partition(":")[0].strip() for words in cells.all_inner_texts()]


def test_a_group_moves_to_the_newer_version_and_what_was_held_stays(
    site, visit, workshop, psychologist, coordinator, violations
):
    visit(coordinator, "assessments:cohort_page", workshop.cohort.pk)
    assert coordinator.locator("[data-newer]").count() == 0

    publish_under(psychologist, site, OLD, NEW)

    visit(psychologist, "assessments:cohort_page", workshop.cohort.pk)
    psychologist.locator("[data-changed] a").click()
    expect(psychologist.locator(".comparison").first).to_contain_text(NEW)

    visit(coordinator, "assessments:cohort_page", workshop.cohort.pk)
    expect(coordinator.locator("[data-newer='1'] [data-changed]")).to_contain_text(NEW)
    assert violations(coordinator) == []
    coordinator.locator("[data-newer] a.button").click()
    coordinator.wait_for_url("**/version/")
    shown = coordinator.locator("[data-sessions] tbody tr")
    planned = [[cell.inner_text() for cell in shown.nth(row).locator("td").all()[:2]] for row in range(3)]
    assert violations(coordinator) == []
    untouched = workshop.rows()
    coordinator.locator("[name=confirm]").click()
    coordinator.wait_for_url(re.compile(r"/workspace/cohorts/[0-9a-f-]{36}/$"))

    assert planned == [[OLD, OLD], ["Jugar", "Jugar"], [OLD, NEW]]
    assert coordinator.locator("[data-newer]").count() == 0
    assert lessons(coordinator) == [OLD, "Jugar", NEW]
    assert workshop.rows()[:2] == untouched[:2]
    assert workshop.titles() == [OLD, "Jugar", NEW]


def test_a_group_goes_back_while_nothing_was_recorded(site, visit, workshop, psychologist, coordinator):
    before = workshop.rows()
    publish_under(psychologist, site, OLD, NEW)
    visit(coordinator, "assessments:cohort_version", workshop.cohort.pk)
    coordinator.locator("[name=confirm]").click()
    coordinator.locator("[data-undo-move] button").click()
    expect(coordinator.locator("[data-newer='1']")).to_be_visible()

    assert lessons(coordinator) == [OLD, "Jugar", OLD]
    assert workshop.rows() == before
    assert coordinator.locator("[data-undo-move]").count() == 0

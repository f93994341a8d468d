"""Every page of ours, for each role, empty and full: axe finds nothing, nothing scrolls sideways.

The pages are those of the table of doors, so that a new address is walked without anybody thinking of it.
"""

import pytest

from assessments.access import operations as access
from tests.architecture import door_rules, door_rules_host, door_rules_workspace, door_world
from tests.architecture.door_cells import address
from tests.architecture.door_rules import OPEN
from tests.architecture.door_world import ROLES
from tests.builders import make_facility, make_identity, make_measured_cohort, make_posting, make_register
from tests.builders.registers import mark_entry, save_marks
from tests.builders.sites import make_translating
from tests.journeys.conftest import DESK, PHONE

RULES = door_rules.table(door_rules_workspace.RULES, door_rules_host.RULES)
# Answers that are no pages: files, numbers for a script, a form that is only ever sent.
NO_PAGES = {
    "accounts:again",
    "accounts:token",
    "assessments:certificate_job_file",
    "assessments:certificate_job_state",
    "assessments:certificate_pdf",
    "assessments:people_export",
    "assessments:people_import_errors",
    "assessments:session_pack_pdf",
    "translation:programme_files",
    "translation_of_page:file",
}
# A desk at 200 %, and a tablet held upright.
ZOOMED, TABLET = {"width": 640, "height": 450}, {"width": 800, "height": 1280}
PAIRS = [(8, 12), (10, 13), (9, 9), (11, 15), (7, 12), (12, 14), (10, 16), (6, 9), (13, 13), (9, 14)]


def pages_of(role, *, with_row):
    """The rules of the pages that this role opens."""
    return [
        rule
        for name, rule in RULES.items()
        if rule.get and role in rule.who and rule.has_row == with_row and name not in NO_PAGES
    ]


@pytest.fixture
def walk(site, violations):
    """``walk(page, paths)`` looks at each page in every size, and tells all it met."""

    def go(page, paths):
        met = []
        for path in paths:
            page.set_viewport_size(DESK)
            answer = page.goto(site + path)
            if answer.status not in (200, 404):
                met.append((path, answer.status))
            for size in (DESK, TABLET, ZOOMED, PHONE):
                page.set_viewport_size(size)
                met += looked_at(page, path, size)
        return met

    def looked_at(page, path, size):
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = [(path, size["width"], f"{wide} px too wide")] if wide > 0 else []
        if size in (TABLET, ZOOMED):
            return found
        return found + [(path, size["width"], *one) for one in violations(page)]

    return go


def fill(place):
    """What the world of doors has no need of: a report with its chart, a conflict, a long register."""
    cohort, members = make_measured_cohort(PAIRS, facility=place.facility)
    for member in members:
        make_identity(member.participant)
    session, enrolments = make_register(6, named=True, cohort=place.cohort)
    for status, user in (("present", "facilitator"), ("absent", "psychologist")):
        save_marks(place.staff[user], session, mark_entry(5, enrolments[0], status))
    place.rows |= {"measured": cohort, "disputed": session}
    return [
        address("assessments:report_cohort", {"pk": "@measured.pk"}, place),
        address("assessments:report_people", {"pk": "@measured.pk"}, place),
        address("assessments:session_register", {"pk": "@disputed.pk"}, place),
    ]


@pytest.mark.parametrize("role", ROLES)
def test_full_pages_are_for_everybody(role, walk, sit_down):
    place = door_world.build().own
    more = fill(place) if role == "psychologist" else []
    paths = [address(rule.name, rule.args, place, rule.query) for rule in pages_of(role, with_row=True)]
    paths += [address(rule.name, rule.args, place) for rule in pages_of(role, with_row=False)]

    assert walk(sit_down(place.staff[role]), paths + more) == []


@pytest.mark.parametrize("role", ROLES)
def test_empty_pages_are_for_everybody(role, walk, sit_down, every_row):
    make_translating()
    access.sync_role_groups()
    posting = make_posting(role, make_facility())
    paths = [address(rule.name, rule.args, None) for rule in pages_of(role, with_row=False)]

    assert walk(sit_down(posting.user), paths) == []


def test_pages_of_visitors_are_for_everybody(walk, visitor):
    door_world.build()
    rules = [rule for rule in pages_of("anonymous", with_row=False) if rule.floor == OPEN]
    paths = [address(rule.name, rule.args, None) for rule in rules]

    assert walk(visitor(), [*paths, "/accounts/login/", "/es/", "/es/nada/"]) == []

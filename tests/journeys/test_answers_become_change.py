"""Answers of the start and the end are typed in by a facilitator; the psychologist sees what changed."""

import pytest
from playwright.sync_api import expect

from assessments.measures import change, keying, sheets
from assessments.models import ScaleScore
from tests.builders import make_facility, make_identity, make_measured_cohort, make_posting, make_version
from tests.builders.measures import answers_worth

BEFORE = (8, 10, 9, 11, 7, 12, 10, 6, 13, 9, 11, 8)
AFTER = (12, 13, 9, 15, 12, 14, 16, 9, 13, 14, 12, 15)
PAIRS = list(zip(BEFORE, AFTER, strict=True))


@pytest.fixture
def facility(site):
    return make_facility()


@pytest.fixture
def group(facility):
    """So many people who agreed to questionnaires and have not answered yet."""

    def of(people):
        cohort, members = make_measured_cohort([(None, None)] * people, facility=facility)
        for member in members:
            make_identity(member.participant)
        return cohort

    return of


@pytest.fixture
def facilitator(facility, sit_down):
    return sit_down(make_posting("facilitator", facility).user)


@pytest.fixture
def psychologist(facility, sit_down):
    return sit_down(make_posting("psychologist", facility).user)


def keys_worth(points):
    """One person's twenty keys, in the order of the sheet."""
    version = make_version()
    known = sheets.definition_of(version)
    answers = answers_worth(points, version=version)
    keys = {
        (item.link_id, key.value): key.typed
        for item in known.items_of("A")
        for key in keying.keys_of(known, item)
    }
    return "".join(keys[item.link_id, answers[item.link_id]] for item in known.items_of("A"))


def type_in(page, visit, cohort, occasion, points):
    """Row by row, nothing but answers, then Enter."""
    visit(page, "assessments:measure_answers", cohort.pk, occasion)
    page.locator("[data-row] .grid__cell input").first.focus()
    for key in "".join(keys_worth(each) for each in points):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.locator("[data-grid] .register__bar [type=submit]").click()
    expect(page.locator("[data-save-state]")).to_have_class("save-state save-state--saved")


def test_twelve_pairs_show_their_mean_change_to_the_psychologist(
    group, facilitator, psychologist, visit, every_row
):
    cohort = group(12)
    starts, ends = zip(*PAIRS, strict=True)
    type_in(facilitator, visit, cohort, "baseline", starts)
    type_in(facilitator, visit, cohort, "endline", ends)
    expected = change.paired(list(starts), list(ends))

    visit(psychologist, "assessments:report_cohort", cohort.pk)
    mean = psychologist.locator("[data-change] data").first
    note = psychologist.locator("[data-change] dd span").first
    low, high = (f"{one:.1f}" for one in (expected.ci_low, expected.ci_high))

    assert float(mean.get_attribute("value")) == pytest.approx(expected.mean_change)
    assert low in note.inner_text() and high in note.inner_text()
    expect(psychologist.locator("figure svg")).to_be_visible()
    assert psychologist.locator("[data-cautions] li").count() > 0
    visit(psychologist, "assessments:report_people", cohort.pk)
    rows = psychologist.locator("[data-scores] tbody tr").all()
    scores = [[cell.inner_text() for cell in row.locator("td").all()] for row in rows]
    assert sorted(scores) == sorted([str(pre), str(post), str(post - pre)] for pre, post in PAIRS)


def test_a_group_of_four_shows_its_flow_alone(group, facilitator, psychologist, visit):
    cohort = group(4)
    type_in(facilitator, visit, cohort, "baseline", [8, 9, 10, 11])
    type_in(facilitator, visit, cohort, "endline", [12, 13, 14, 15])

    visit(psychologist, "assessments:report_cohort", cohort.pk)

    expect(psychologist.locator("[data-flow] data").first).to_have_attribute("value", "4")
    for part in ("change", "spreads", "verdicts"):
        expect(psychologist.locator(f"[data-{part}]")).to_have_count(0)
    expect(psychologist.locator("svg")).to_have_count(0)


def test_a_facilitator_types_and_never_sees_a_score(group, facilitator, visit, every_row):
    cohort = group(2)
    type_in(facilitator, visit, cohort, "baseline", [8, 9])
    visit(facilitator, "assessments:cohort_page", cohort.pk)
    offered = [link.get_attribute("href") for link in facilitator.locator("a").all()]

    answers = [
        visit(facilitator, "assessments:report_cohort", cohort.pk).status,
        visit(facilitator, "assessments:report_people", cohort.pk).status,
        visit(facilitator, "assessments:report_list").status,
        visit(facilitator, "assessments:report_person", cohort.enrolments.first().pk).status,
    ]

    assert ScaleScore.objects.exists()
    assert [href for href in offered if "/reports/" in href] == []
    assert answers == [403] * 4

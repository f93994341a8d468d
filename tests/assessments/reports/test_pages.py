"""What the psychologist reads: the small-number table, the numbers of `change.paired`, consent at once."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import scope
from assessments.cohorts import operations as cohorts
from assessments.journal.models import AuditEntry
from assessments.measures import change, operations
from assessments.people import operations as people
from tests.builders import (
    make_answers,
    make_cohort,
    make_enrolment,
    make_measured_cohort,
    make_member,
    make_posting,
    make_register,
    make_user,
    mark_entry,
    save_marks,
)
from tests.builders.measures import make_sheet_form

pytestmark = pytest.mark.django_db

TWELVE = [
    (8, 13),
    (9, 12),
    (10, 15),
    (7, 7),
    (11, 16),
    (12, 14),
    (6, 13),
    (9, 9),
    (10, 11),
    (13, 17),
    (8, 15),
    (9, 14),
]


@pytest.fixture
def reader(client, psychologist):
    client.force_login(psychologist)
    return client


def read(client, cohort):
    response = client.get(reverse("assessments:report_cohort", args=[cohort.pk]))
    assert response.status_code == 200
    return response


def has(response, name):
    return f"data-{name}".encode() in response.content


def end(member, reason="transferred"):
    with scope.use(scope.system("builders")):
        cohorts.end_enrolment(user=make_user(), enrolment=member, ends_on=date(2026, 2, 1), reason=reason)


def withdraw(member):
    with scope.use(scope.system("builders")):
        people.withdraw_consent(
            user=make_user(), participant=member.participant, purpose="measures", on=date(2026, 3, 9)
        )


def test_twelve_pairs_show_the_mean_change_with_its_interval(reader, facility):
    cohort, _members = make_measured_cohort(TWELVE, facility=facility)

    response = read(reader, cohort)

    page = response.context["page"]
    expected = change.paired(*zip(*TWELVE, strict=True))
    assert page.summary.change == expected
    printed = [
        float(text) for text in re.findall(rb'<dd><data class="number" value="([^"]+)"', response.content)
    ]
    assert printed == [expected.mean_change, expected.d_av_adj]
    assert not page.is_amber and not has(response, "verdicts") and has(response, "no-verdict")


def test_the_same_form_twice_shows_its_caution(reader, facility):
    same, _members = make_measured_cohort(TWELVE, facility=facility)
    parallel, _members = make_measured_cohort(TWELVE, facility=facility, forms=("A", "B"))

    found = [
        {one.code for one in read(reader, cohort).context["page"].summary.cautions}
        for cohort in (same, parallel)
    ]

    assert found == [{"no_control_group", "same_form_twice"}, {"no_control_group", "form_changed"}]


def test_four_pairs_show_the_flow_alone(reader, facility):
    cohort, _members = make_measured_cohort([*TWELVE[:4], (9, None)], facility=facility)

    response = read(reader, cohort)

    page = response.context["page"]
    assert [(figure.value) for figure in page.flow] == [5, 5, 5, 4, 4]
    assert (page.spreads, page.change, page.cautions, page.annex, page.chart, page.verdicts) == (
        [],
        [],
        [],
        [],
        None,
        [],
    )
    assert page.summary.dots == () and page.summary.change is None
    assert b"<svg" not in response.content and has(response, "flow-only")


def test_five_to_nine_pairs_show_median_and_range_under_an_amber_banner(reader, facility):
    cohort, _members = make_measured_cohort(TWELVE[:7], facility=facility)

    page = read(reader, cohort).context["page"]

    spread = dict(page.summary.spreads)["change"]
    assert (spread.median, spread.low, spread.high) == (5, 0, 7)
    assert page.is_amber and page.change == [] and page.summary.change is None


def test_the_flow_says_why_somebody_has_no_second_sheet(reader, facility):
    cohort, members = make_measured_cohort([(9, None)] * 5 + TWELVE[:2], facility=facility)
    end(members[0])
    end(members[1])
    end(members[2], "released")
    make_answers(members[3], "endline", outcome="refused")

    page = read(reader, cohort).context["page"]

    assert page.summary.flow.losses == (
        ("transferred", 2),
        ("not_yet", 1),
        ("refused", 1),
        ("released", 1),
    )


def test_a_withdrawn_consent_leaves_every_report_at_once(reader, facility, psychologist):
    cohort, members = make_measured_cohort(TWELVE[:10], facility=facility)
    assert read(reader, cohort).context["page"].summary.flow.both == 10

    for member in members:
        withdraw(member)

    page = read(reader, cohort).context["page"]
    assert [figure.value for figure in page.flow] == [10, 0, 0, 0, 0]
    assert page.chart is None and page.change == []
    scores = reader.get(reverse("assessments:report_people", args=[cohort.pk])).context["page"]
    assert {(row.baseline, row.endline) for row in scores.rows} == {(None, None)}
    one = reader.get(reverse("assessments:report_person", args=[members[0].pk]))
    assert one.context["page"].person.baseline is None and not has(one, "scales")


def test_somebody_who_was_moved_still_counts_while_agreeing(reader, facility):
    cohort, members = make_measured_cohort(TWELVE[:10], facility=facility)
    with scope.use(scope.system("builders")):
        people.end_stay(user=make_user(), participant=members[0].participant, on=date(2026, 3, 10))

    assert read(reader, cohort).context["page"].summary.flow.both == 10


def test_a_baseline_after_the_first_session_is_cautioned(reader, facility):
    cohort, members = make_measured_cohort(TWELVE[:10], facility=facility)
    session, _none = make_register(0, cohort=cohort, on=date(2026, 1, 5))
    save_marks(make_user(), session, mark_entry(5, members[0]), mark_entry(6, members[1]))
    for member in members:
        make_answers(member, "baseline", on=date(2026, 1, 6))

    found = read(reader, cohort).context["page"].summary.cautions

    assert [(one.count, one.total) for one in found if one.code == "baseline_after_first_session"] == [
        (2, 10)
    ]


def test_many_missing_endlines_and_changed_ways_are_cautioned(reader, facility):
    cohort, members = make_measured_cohort([*TWELVE[:6], (9, None), (9, None)], facility=facility)
    make_answers(members[0], "endline", 13, mode="read_aloud", language="quy")

    codes = {one.code for one in read(reader, cohort).context["page"].summary.cautions}

    assert {"endlines_missing", "mode_changed", "language_changed"} <= codes


def test_a_baseline_from_an_earlier_group_here_counts(reader, facility):
    earlier, (member,) = make_measured_cohort([(9, None)], facility=facility)
    later = make_cohort(facility, programme_key=earlier.programme_key)
    again = make_member_of(later, member)
    make_answers(again, "endline", 15)

    page = read(reader, later).context["page"]

    assert (page.summary.flow.baseline, page.summary.flow.both) == (1, 1)


def make_member_of(cohort, member):
    return make_enrolment(cohort, member.participant)


def test_a_group_of_another_facility_is_never_counted(reader, facility, psychologist):
    make_posting("facilitator", user=psychologist)
    elsewhere, (member,) = make_measured_cohort([(9, None)])
    make_posting("facilitator", elsewhere.facility, user=psychologist)
    later = make_cohort(facility, programme_key=elsewhere.programme_key)
    make_answers(make_member_of(later, member), "endline", 15)

    page = read(reader, later).context["page"]

    assert (page.summary.flow.baseline, page.summary.flow.both) == (0, 0)
    assert reader.get(reverse("assessments:report_cohort", args=[elsewhere.pk])).status_code == 403


def test_the_hash_follows_the_answers_and_is_kept_with_the_reading(reader, facility):
    cohort, members = make_measured_cohort(TWELVE[:6], facility=facility)
    first, again = (read(reader, cohort).context["page"].summary.sha256 for _ in range(2))

    make_answers(members[0], "endline", 20)

    assert first == again != read(reader, cohort).context["page"].summary.sha256
    with scope.use(scope.system("builders")):
        kept = [entry.detail["inputs"] for entry in AuditEntry.objects.filter(verb="reports.cohort_read")]
    assert kept[:2] == [first, first] and len(kept) == 3


def test_the_picture_holds_no_script_no_style_and_no_name(reader, facility):
    cohort, members = make_measured_cohort(TWELVE[:6], facility=facility)

    page = read(reader, cohort).context["page"]

    svg = page.chart["svg"]
    assert svg.startswith("<svg")
    assert not re.search(r"<script|\sstyle=|<style|\son\w+=|href=|javascript:", svg)
    assert not any(member.participant.code in svg for member in members)
    assert len(page.chart["rows"]) == 6


def test_open_conflicts_are_announced(reader, facility, psychologist):
    cohort, members = make_measured_cohort(TWELVE[:6], facility=facility)

    with scope.use(scope.system("builders")):
        sheet, form = make_sheet_form(members[0], "A01", "no_se")
        operations.record(user=psychologist, sheet=sheet, form=form)

    assert has(read(reader, cohort), 'conflicts="1"')


def test_one_persons_page_shows_both_sheets_side_by_side(reader, facility):
    cohort, (member,) = make_measured_cohort([(8, 13)], facility=facility)

    page = reader.get(reverse("assessments:report_person", args=[member.pk])).context["page"]

    assert [(row.baseline, row.endline, row.change) for _title, row in page.scales] == [(8, 13, 5)]
    assert len(page.questions) == 20
    assert sum(question.baseline != question.endline for question in page.questions) == 5


@pytest.mark.parametrize("name", ["report_cohort", "report_people"])
def test_a_report_asks_the_same_for_one_person_and_for_three(reader, facility, name):
    cohort, _members = make_measured_cohort([(8, 13)], facility=facility)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert reader.get(reverse(f"assessments:{name}", args=[cohort.pk])).status_code == 200
        return len(seen)

    few = queries()
    for pre, post in TWELVE[:2]:
        member = make_member(cohort)
        make_answers(member, "baseline", pre)
        make_answers(member, "endline", post)

    assert queries() == few


def test_the_list_asks_the_same_for_one_group_and_for_three(reader, facility):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert reader.get(reverse("assessments:report_list")).status_code == 200
        return len(seen)

    make_cohort(facility)
    few = queries()
    make_cohort(facility)
    make_cohort(facility)

    assert queries() == few


def test_the_list_finds_a_group_and_holds_no_other_facility(reader, facility):
    wanted = make_cohort(facility, name="Grupo del alba")
    make_cohort(facility, name="Otro")
    make_cohort(name="Grupo del alba lejano")

    page = reader.get(reverse("assessments:report_list"), {"q": "alba"}).context["page"]

    assert list(page.object_list) == [wanted]


def test_a_programme_that_asked_nothing_has_a_page_that_says_so(reader, facility):
    cohort = make_cohort(facility)
    member = make_member(cohort)

    for name, pk in (
        ("report_cohort", cohort.pk),
        ("report_people", cohort.pk),
        ("report_person", member.pk),
    ):
        assert reader.get(reverse(f"assessments:{name}", args=[pk])).status_code == 200

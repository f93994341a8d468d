"""What a donor or director reads: groups of ten or more, no range, no dots, no one else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.measures import change
from tests.assessments.reports.test_pages import TWELVE, end, withdraw
from tests.builders import make_answers, make_cohort, make_measured_cohort, make_posting

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client, donor):
    client.force_login(donor)
    return client


def read(client):
    response = client.get(reverse("assessments:report_outside"))
    assert response.status_code == 200
    return response


def test_twelve_pairs_show_the_mean_and_neither_dots_nor_range(visitor, facility):
    _cohort, members = make_measured_cohort(TWELVE, facility=facility)

    response = read(visitor)

    (page,) = response.context["pages"]
    expected = change.paired(*zip(*TWELVE, strict=True))
    assert [group.change.value for group in page.groups] == [expected.mean_change]
    assert [count for _label, count in page.steps] == [12, 12, 12]
    assert b"<svg" not in response.content and b"data-spreads" not in response.content
    assert not any(member.participant.code.encode() in response.content for member in members)


def test_nine_pairs_show_nothing(visitor, facility):
    make_measured_cohort([*TWELVE[:9], (9, None)], facility=facility)

    (page,) = read(visitor).context["pages"]

    assert (page.sentence, page.steps, page.groups, page.change, page.cautions) == ("", [], [], [], [])


def test_a_small_group_takes_a_larger_one_with_it(visitor, facility):
    large, _members = make_measured_cohort(TWELVE, facility=facility)
    larger, _members = make_measured_cohort(
        [*TWELVE, (9, 14)], facility=facility, programme_key=large.programme_key
    )
    make_measured_cohort(TWELVE[:5], facility=facility, programme_key=large.programme_key)

    (page,) = read(visitor).context["pages"]

    assert [group.name for group in page.groups] == [larger.name]


def test_a_loss_of_one_to_four_cannot_be_subtracted(visitor, facility):
    _cohort, members = make_measured_cohort([*TWELVE, (9, None)], facility=facility)
    end(members[-1], "died")

    response = read(visitor)

    (page,) = response.context["pages"]
    assert [count for _label, count in page.steps] == [12]
    assert "13" not in page.sentence and " 1 " not in page.sentence


def test_a_caution_about_a_few_people_does_not_leave(visitor, facility):
    _cohort, members = make_measured_cohort(TWELVE, facility=facility)
    before = read(visitor).context["pages"][0].cautions
    make_answers(members[0], "endline", 13, language="quy")

    assert read(visitor).context["pages"][0].cautions == before


def test_a_withdrawal_leaves_this_page_too(visitor, facility):
    _cohort, members = make_measured_cohort(TWELVE[:10], facility=facility)
    assert read(visitor).context["pages"][0].sentence

    withdraw(members[0])

    assert read(visitor).context["pages"][0].sentence == ""


def test_another_facility_is_not_counted(visitor, facility):
    make_measured_cohort(TWELVE)

    assert read(visitor).context["pages"] == []


def test_it_asks_the_same_for_one_group_and_for_three(visitor, facility):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            read(visitor)
        return len(seen)

    first, _members = make_measured_cohort([(8, 13)], facility=facility)
    few = queries()
    for _ in range(2):
        make_measured_cohort([(8, 13)], facility=facility, programme_key=first.programme_key)

    assert queries() == few


@pytest.mark.parametrize("role", ["facilitator", "coordinator", "psychologist", "administrator"])
def test_the_page_is_for_readers_outside(client, facility, role):
    client.force_login(make_posting(role, facility).user)

    assert client.get(reverse("assessments:report_outside")).status_code == 403


@pytest.mark.parametrize("role", ["donor", "director"])
def test_readers_outside_see_no_group_from_inside(client, facility, role):
    cohort = make_cohort(facility)
    client.force_login(make_posting(role, facility).user)

    for name in ("report_cohort", "report_people"):
        assert client.get(reverse(f"assessments:{name}", args=[cohort.pk])).status_code == 403
    assert client.get(reverse("assessments:report_list")).status_code == 403

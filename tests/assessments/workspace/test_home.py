"""The field people's home: today, late, next; and a cohort's page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import scope
from assessments.workspace import agenda
from tests.builders import (
    make_cohort,
    make_enrolment,
    make_facility,
    make_identity,
    make_posting,
    make_register,
    make_session,
    mark_entry,
    save_marks,
)

pytestmark = pytest.mark.django_db
HOME = "/workspace/"


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def facility():
    return make_facility()


@pytest.fixture
def facilitator(facility):
    return make_posting("facilitator", facility).user


@pytest.fixture
def visitor(client, facilitator):
    client.force_login(facilitator)
    return client


def today():
    return timezone.localdate()


def test_an_anonymous_visitor_signs_in_first(client):
    assert client.get(HOME).status_code == 302


def test_an_empty_home_says_what_it_is_for(visitor):
    html = visitor.get(HOME).content.decode()

    assert 'class="empty"' in html
    assert "data-today" not in html


def test_today_is_one_tap_from_its_register(visitor, facility):
    session = make_session(make_cohort(facility), on=today())

    html = visitor.get(HOME).content.decode()

    assert reverse("assessments:session_register", args=[session.pk]) in html


def test_late_today_and_next_are_told_apart(visitor, facility):
    cohort = make_cohort(facility)
    late = make_session(cohort, on=today() - timedelta(days=3))
    now = make_session(cohort, on=today())
    following = make_session(cohort, on=today() + timedelta(days=12))
    make_session(cohort, on=today() - timedelta(days=18), status="cancelled", reason="lockdown")
    make_session(make_cohort(), on=today())

    found = visitor.get(HOME).context["agenda"]

    assert ([*found.today], [*found.late], [*found.coming]) == ([now], [late], [following])


def test_today_is_the_facilitys_own_day():
    lima, madrid = make_facility(), make_facility(time_zone="Europe/Madrid")
    evening_in_lima = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    here = make_session(make_cohort(lima), on=date(2026, 3, 2))
    there = make_session(make_cohort(madrid), on=date(2026, 3, 3))

    found = agenda.agenda(evening_in_lima)

    assert set(found.today) == {here, there}


def test_the_home_costs_the_same_for_1_and_for_3(visitor, facility, django_assert_num_queries):
    make_session(make_cohort(facility), on=today())
    visitor.get(HOME)
    with django_assert_num_queries(9) as counted:
        visitor.get(HOME)
    for days in (0, 3):
        make_session(make_cohort(facility), on=today() + timedelta(days=days))
    make_session(make_cohort(facility), on=today() - timedelta(days=3))

    with django_assert_num_queries(len(counted)):
        visitor.get(HOME)


@pytest.mark.parametrize("role", ["director", "donor"])
def test_outside_roles_see_no_session(client, facility, role):
    session = make_session(make_cohort(facility), on=today())
    client.force_login(make_posting(role, facility).user)

    answer = client.get(HOME)

    assert answer.status_code == 200
    assert str(session.pk) not in answer.content.decode()


def test_somebody_without_a_posting_is_told_so(client, facilitator):
    client.force_login(make_posting("administrator").user)

    assert client.get(HOME).status_code == 403


def test_a_cohorts_page_shows_people_sessions_and_conflicts(visitor, facility, facilitator):
    session, (one, two) = make_register(2, cohort=make_cohort(facility))
    make_identity(one.participant, "Ñusta", "Ayala")
    save_marks(facilitator, session, mark_entry(5, one), mark_entry(6, two, "absent"))
    save_marks(facilitator, session, mark_entry(5, one, "excused"))

    answer = visitor.get(reverse("assessments:cohort_page", args=[session.cohort_id]))

    html = answer.content.decode()
    assert "Ñusta Ayala" in html
    assert two.participant.code in html
    assert [one.conflicts for one in answer.context["meetings"]] == [1]


def test_a_cohorts_page_costs_the_same_for_1_and_for_3(visitor, facility, django_assert_num_queries):
    cohort = make_cohort(facility)
    address = reverse("assessments:cohort_page", args=[cohort.pk])
    make_session(cohort)
    make_identity(make_enrolment(cohort).participant)
    with django_assert_num_queries(11) as counted:
        visitor.get(address)
    for _ in range(2):
        make_session(cohort)
        make_identity(make_enrolment(cohort).participant)

    with django_assert_num_queries(len(counted)):
        visitor.get(address)


def test_a_facility_that_shows_codes_only_shows_no_name(client):
    facility = make_facility(codes_only=True)
    session, (one,) = make_register(1, cohort=make_cohort(facility))
    make_identity(one.participant, "Ñusta", "Ayala")
    client.force_login(make_posting("coordinator", facility).user)

    pages = [
        client.get(reverse("assessments:session_register", args=[session.pk])),
        client.get(reverse("assessments:cohort_page", args=[session.cohort_id])),
    ]

    assert [page.content.decode().count("Ñusta") for page in pages] == [0, 0]
    assert all(one.participant.code in page.content.decode() for page in pages)

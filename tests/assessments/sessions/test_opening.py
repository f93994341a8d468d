"""Opening a cohort: every date is seen before it counts, and the same confirmation twice opens one."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from assessments import scope
from assessments.cohorts import operations as cohorts
from assessments.models import Cohort, Session
from assessments.sessions import operations
from tests.builders import make_facility, make_posting
from tests.builders.curriculum import make_lesson, make_module, make_programme
from tests.builders.registers import make_closed_day

pytestmark = pytest.mark.django_db
ADDRESS = "/workspace/cohorts/new/"


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def facility():
    return make_facility()


@pytest.fixture
def programme():
    programme = make_programme()
    module = make_module(programme)
    for number in range(1, 4):
        make_lesson(module, title=f"Tema {number}")
    return programme


@pytest.fixture
def coordinator(facility):
    return make_posting("coordinator", facility).user


@pytest.fixture
def visitor(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def typed(facility, programme):
    return {
        "facility": facility.pk,
        "programme": f"{programme.translation_key}|es",
        "name": "Grupo de la capilla",
        "code": "cap-1",
        "starts_on": "2026-03-02",
        "at": "09:30",
        "every_days": "15",
        "count": "",
        "minutes": "90",
        "place": "Capilla",
        "composition": "mixed",
        "lead": "",
    }


def key_in(answer):
    return re.search(r'name="key" value="([^"]+)"', answer.content.decode())[1]


def test_the_preview_shows_every_date_and_writes_nothing(visitor, typed, facility):
    make_closed_day(facility, date(2026, 3, 17))

    answer = visitor.post(ADDRESS, typed)

    plan = answer.context["plan"]
    assert [(one.number, one.on, one.moved_from, one.lesson) for one in plan] == [
        (1, date(2026, 3, 2), None, "Tema 1"),
        (2, date(2026, 3, 18), date(2026, 3, 17), "Tema 2"),
        (3, date(2026, 4, 1), None, "Tema 3"),
    ]
    assert not Cohort.objects.exists()


def test_confirming_opens_the_cohort_with_lesson_k_on_session_k(visitor, typed):
    key = key_in(visitor.post(ADDRESS, typed))

    answer = visitor.post(ADDRESS, typed | {"key": key, "confirm": "1"})

    cohort = Cohort.objects.get()
    assert answer["Location"] == reverse("assessments:cohort_page", args=[cohort.pk])
    assert (cohort.code, cohort.lessons_total, str(cohort.pk)) == ("CAP-1", 3, key)
    rows = Session.objects.order_by("number").values_list("number", "on", "at", "zone", "lesson_title")
    assert list(rows) == [
        (1, date(2026, 3, 2), time(9, 30), "America/Lima", "Tema 1"),
        (2, date(2026, 3, 17), time(9, 30), "America/Lima", "Tema 2"),
        (3, date(2026, 4, 1), time(9, 30), "America/Lima", "Tema 3"),
    ]
    assert all(Session.objects.values_list("content_sha256", flat=True))


def test_the_same_confirmation_twice_opens_one_cohort(visitor, typed):
    key = key_in(visitor.post(ADDRESS, typed))
    confirmation = typed | {"key": key, "confirm": "1"}

    answers = [visitor.post(ADDRESS, confirmation) for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert (Cohort.objects.count(), Session.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"every_days": "0"}, "every_days"),
        ({"count": "401"}, "count"),
        ({"starts_on": "31/02/2026"}, "starts_on"),
        ({"starts_on": "0001-01-01"}, "starts_on"),
        ({"code": ""}, "code"),
        ({"programme": "nobody|es"}, "programme"),
        ({"at": "25:00"}, "at"),
        ({"lead": "999999"}, "lead"),
    ],
)
def test_a_wrong_value_is_said_beside_its_field_and_the_rest_is_kept(visitor, typed, wrong, field):
    answer = visitor.post(ADDRESS, typed | wrong)

    assert list(answer.context["form"].errors) == [field]
    assert 'value="Grupo de la capilla"' in answer.content.decode()
    assert not Cohort.objects.exists()


def test_a_facility_elsewhere_cannot_be_chosen(visitor, typed):
    answer = visitor.post(ADDRESS, typed | {"facility": make_facility().pk})

    assert list(answer.context["form"].errors) == ["facility"]


def test_a_code_that_is_taken_is_said(visitor, typed):
    first = key_in(visitor.post(ADDRESS, typed))
    visitor.post(ADDRESS, typed | {"key": first, "confirm": "1"})

    answer = visitor.post(ADDRESS, typed | {"name": "Otro"})

    assert list(answer.context["form"].errors) == ["code"]


@pytest.mark.parametrize("role", ["facilitator", "psychologist", "director"])
def test_only_a_coordinator_opens_a_cohort(client, facility, role):
    client.force_login(make_posting(role, facility).user)

    assert client.get(ADDRESS).status_code == 403


def test_a_programme_that_changes_later_leaves_the_cohort_as_it_was(facility, programme, coordinator):
    opening = cohorts.Opening(
        "A", "A", programme.translation_key, "es", starts_on=date(2026, 3, 2), at=time(9)
    )
    key = "5f0a9d1e-3b52-4c55-9d0b-0e2f5f6b7a31"
    cohort = operations.open_with_sessions(
        user=coordinator, facility=facility, opening=opening, key=key, count=3, closed=()
    )
    pinned = cohort.programme_sha256

    programme.get_children().first().get_children().first().delete()

    cohort.refresh_from_db()
    assert (cohort.programme_sha256, cohort.lessons_total) == (pinned, 3)
    assert Session.objects.filter(cohort=cohort).count() == 3


def test_a_series_that_cannot_be_laid_out_is_refused_whole(facility, programme, coordinator):
    opening = cohorts.Opening(
        "A", "A", programme.translation_key, "es", starts_on=date(2026, 3, 2), at=time(9)
    )

    with pytest.raises(operations.BadSeries):
        operations.open_with_sessions(
            user=coordinator, facility=facility, opening=opening, key=None, count=0, closed=()
        )

    assert not Cohort.objects.exists()

"""The page of notes: the last notes by lesson, for those who keep registers, of their own facility."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from assessments import scope
from tests.builders import make_cohort, make_facility, make_posting, make_session, note_session

pytestmark = pytest.mark.django_db
NOTES = "/workspace/notes/"
LESSONS = [uuid.UUID(int=number) for number in (1, 2)]


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
def cohort(facility):
    return make_cohort(facility)


def taught(cohort, number, day):
    values = {"lesson_key": LESSONS[number - 1], "lesson_number": number, "lesson_title": f"Lección {number}"}
    return make_session(cohort, on=date(2026, 1, day), **values)


@pytest.fixture
def noted(cohort, facilitator):
    sessions = [taught(cohort, 1, 5), taught(cohort, 2, 19)]
    for session, text in zip(sessions, ("Faltó papel.", "Funcionó en parejas."), strict=True):
        note_session(facilitator, session, text)
    return sessions


def read(client, user, **query):
    client.force_login(user)
    return [one.text for note in client.get(NOTES, query).context["notes"] for one in note.texts]


@pytest.mark.parametrize("role", ["facilitator", "psychologist", "coordinator"])
def test_the_team_reads_the_newest_first(client, facility, noted, role):
    assert read(client, make_posting(role, facility).user) == ["Funcionó en parejas.", "Faltó papel."]


def test_one_lesson_or_one_group_can_be_read_alone(client, cohort, facility, facilitator, noted):
    note_session(facilitator, taught(make_cohort(facility), 1, 6), "En otro grupo.")

    assert read(client, facilitator, lesson=LESSONS[0]) == ["En otro grupo.", "Faltó papel."]
    assert read(client, facilitator, lesson=LESSONS[0], group=cohort.pk) == ["Faltó papel."]
    assert len(read(client, facilitator, lesson="nada")) == 3


def test_another_facility_reads_nothing(client, noted):
    assert read(client, make_posting("psychologist").user) == []


@pytest.mark.parametrize("role", ["director", "donor"])
def test_outside_roles_are_not_let_in(client, facility, role):
    client.force_login(make_posting(role, facility).user)

    assert client.get(NOTES).status_code == 403


def test_without_notes_the_page_says_where_they_are_written(client, facilitator):
    client.force_login(facilitator)

    assert 'class="empty"' in client.get(NOTES).content.decode()


def test_group_and_home_lead_to_the_notes(client, cohort, facilitator, noted):
    client.force_login(facilitator)

    group = client.get(reverse("assessments:cohort_page", args=[cohort.pk])).content.decode()

    assert f'href="{NOTES}?group={cohort.pk}"' in group
    assert f'href="{NOTES}?lesson={LESSONS[0]}"' in group
    assert f'href="{NOTES}"' in client.get("/workspace/").content.decode()


def test_the_page_costs_the_same_for_1_and_for_3(client, cohort, facilitator, django_assert_num_queries):
    note_session(facilitator, taught(cohort, 1, 5), "Una.")
    read(client, facilitator)
    with django_assert_num_queries(9) as counted:
        client.get(NOTES)
    for number, day in ((1, 6), (2, 7)):
        note_session(make_posting("facilitator", cohort.facility).user, taught(cohort, number, day), "Otra.")

    with django_assert_num_queries(len(counted)):
        client.get(NOTES)

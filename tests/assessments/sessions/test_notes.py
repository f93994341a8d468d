"""Notes about a session: written in the register, never overwritten, read by lesson."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from assessments import scope
from assessments.models import Op, Session
from assessments.sessions import forms, notes, operations
from tests.assessments.sessions.rendered import rendered
from tests.builders import make_cohort, make_facility, make_posting, make_register, make_session, note_session

pytestmark = pytest.mark.django_db
LESSON = uuid.UUID("7d1b3f0e-58a5-4f6d-9a55-0d3d6a1f2c11")


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def session():
    return make_register(2)[0]


@pytest.fixture
def facilitator(session):
    return make_posting("facilitator", session.facility).user


@pytest.fixture
def visitor(client, facilitator):
    client.force_login(facilitator)
    return client


def address(session):
    return reverse("assessments:session_register", args=[session.pk])


def send(client, session, text, fields=None):
    shown = fields or rendered(client.get(address(session)))
    return client.post(address(session), shown | {"notes": text})


def texts(session):
    return [one.text for note in notes.read([session]) for one in note.texts]


def test_a_note_is_kept_shown_again_and_told_in_the_history(visitor, session):
    send(visitor, session, "El ovillo funcionó.\r\nFaltó tiempo al final. ")

    assert texts(session) == ["El ovillo funcionó.\nFaltó tiempo al final."]
    assert ">El ovillo funcionó." in visitor.get(address(session)).content.decode()
    history = visitor.get(reverse("assessments:session_history", args=[session.pk])).content.decode()
    assert "Faltó tiempo al final." in history


def test_the_form_says_who_reads_the_note(visitor, session):
    page = visitor.get(address(session)).content.decode()

    assert 'aria-describedby="notes-hint"' in page
    assert 'id="notes-hint"' in page


def test_the_same_note_twice_writes_nothing(visitor, session):
    fields = rendered(visitor.get(address(session)))
    send(visitor, session, "Bien.", fields)
    before = list(Op.objects.values_list("pk", flat=True))

    send(visitor, session, "Bien.", fields)
    send(visitor, session, "Bien.")

    assert list(Op.objects.values_list("pk", flat=True)) == before


def test_a_corrected_note_replaces_and_an_emptied_one_is_gone(visitor, session):
    send(visitor, session, "Bien.")
    send(visitor, session, "Muy bien.")
    corrected = texts(session)
    send(visitor, session, "")

    assert (corrected, texts(session)) == (["Muy bien."], [])
    assert Op.objects.filter(field="notes").count() == 3


def test_a_form_without_a_place_for_notes_leaves_them(visitor, session):
    send(visitor, session, "Bien.")

    visitor.post(address(session), rendered(visitor.get(address(session))))

    assert texts(session) == ["Bien."]


def test_two_people_who_note_at_once_are_both_read_until_one_settles_it(visitor, session, client):
    mine, theirs = (rendered(visitor.get(address(session))) for _ in range(2))
    send(visitor, session, "Alcanzó el tiempo.", mine)
    client.force_login(make_posting("psychologist", session.facility).user)
    send(client, session, "No alcanzó.", theirs)

    both = texts(session)
    page = client.get(address(session)).content.decode()
    head = page.split('name="settle" value="605|')[1].split('"')[0]
    client.post(
        address(session), rendered(client.get(address(session))) | {"notes": "", "settle": f"605|{head}"}
    )

    assert sorted(both) == ["Alcanzó el tiempo.", "No alcanzó."]
    assert len(texts(session)) == 1


def test_a_note_that_is_too_long_comes_back_whole(visitor, session):
    long = "ñ" * (forms.MAX_NOTES + 1)

    answer = send(visitor, session, long)

    assert (answer.status_code, long in answer.content.decode()) == (422, True)
    assert 'href="#outcome-605"' in answer.content.decode()
    assert not Op.objects.exists()


def test_a_note_alone_says_nothing_about_whether_the_session_was_held(facilitator, session):
    note_session(facilitator, session, "Preparar hojas.")

    assert Session.objects.get(pk=session.pk).status == "planned"
    assert operations.rebuild(session=session) == 0


def test_notes_are_found_by_lesson_the_last_session_first(facilitator, session):
    cohort = make_cohort(session.facility)
    taught = {"lesson_key": LESSON, "lesson_number": 2, "lesson_title": "Escuchar"}
    first, last = (make_session(cohort, on=date(2026, month, 1), **taught) for month in (2, 3))
    for one in (session, first, last):
        note_session(facilitator, one, f"Nota de {one.on}.")

    assert [one.pk for one in notes.noted(LESSON)] == [last.pk, first.pk]
    assert [one.pk for one in notes.noted(cohort=session.cohort_id)] == [session.pk]
    assert notes.lessons() == [(session.lesson_key, session.lesson_title), (LESSON, "Escuchar")]


def test_notes_of_another_facility_are_not_in_scope(facilitator, session):
    note_session(facilitator, session, "Bien.")

    with scope.use(scope.of_facilities([make_facility().pk])):
        assert (list(notes.noted()), notes.lessons()) == ([], [])
        assert notes.read([session]) == []

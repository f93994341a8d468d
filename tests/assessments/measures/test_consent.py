"""Whose answers count: the last word, wherever the person is today."""

from datetime import date

import pytest

from assessments import scope
from assessments.measures import consent
from assessments.models import Participant
from assessments.people import operations as people
from tests.builders import make_consent, make_participant, make_user

pytestmark = pytest.mark.django_db
JANUARY, MARCH = date(2026, 1, 5), date(2026, 3, 5)


@pytest.fixture
def person():
    return make_participant()


def merged_into(person):
    other = make_participant()
    with scope.use(scope.system("builders")):
        Participant.objects.filter(pk=other.pk).update(merged_into=person)
    return other


@pytest.mark.parametrize(
    ("words", "agrees"),
    [
        ([], False),
        ([{"given": True}], True),
        ([{"given": False}], False),
        ([{"given": True, "withdrawn_on": MARCH}], False),
        ([{"given": True, "withdrawn_on": JANUARY}, {"given": True, "on": MARCH}], True),
        ([{"given": True, "withdrawn_on": MARCH}, {"given": False, "on": MARCH}], False),
    ],
)
def test_the_last_word_counts(person, words, agrees):
    for word in words:
        make_consent(person, **word)

    assert consent.agreeing([person.pk]) == ({person.pk} if agrees else set())


@pytest.mark.parametrize(("other", "agrees"), [(date(2025, 12, 1), True), (MARCH, False), (JANUARY, False)])
def test_two_records_of_one_person_speak_together(person, other, agrees, write_gate_lifted):
    make_consent(person, on=JANUARY)
    make_consent(merged_into(person), given=False, on=other)

    assert (person.pk in consent.agreeing([person.pk])) is agrees


def test_consent_to_something_else_is_none(person):
    make_consent(person, "programme")

    assert consent.agreeing([person.pk]) == set()


def test_somebody_who_was_released_still_has_a_word(person):
    make_consent(person)
    with scope.use(scope.system("builders")):
        people.end_stay(user=make_user(), participant=person, on=MARCH)

    with scope.use(scope.of_facilities([])):
        assert consent.agreeing([person.pk]) == {person.pk}


def test_one_question_for_any_number_of_people(django_assert_num_queries):
    everybody = [make_participant() for _ in range(3)]
    for person in everybody:
        make_consent(person)

    with django_assert_num_queries(1):
        assert len(consent.agreeing([person.pk for person in everybody])) == 3
    with django_assert_num_queries(0):
        assert consent.agreeing([]) == set()

"""What is usual, what a person takes again, and that a number never leaves its bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.paper.choices import MOST_COPIES, Choices, Expected, by_habit, habit, usual

TEN = Expected(alone=8, helped=2)


def test_usual_is_a_guide_a_form_the_register_and_a_handout_a_person():
    assert usual(TEN) == Choices(register=True, guide=1, handouts=8, large_print=2, fidelity=1)


def test_habit_counts_handouts_from_the_people_of_the_day():
    chosen = Choices(register=True, guide=2, handouts=10, large_print=2, fidelity=0)

    again = by_habit(habit(chosen, TEN), Expected(alone=20, helped=0))

    assert again == Choices(register=True, guide=2, handouts=22, large_print=0, fidelity=0)


def test_who_wants_no_handouts_gets_none_of_a_larger_group():
    chosen = Choices(register=False, guide=1)

    assert by_habit(habit(chosen, TEN), Expected(30, 5)) == chosen


def test_a_group_without_people_in_large_print_is_no_refusal_of_it():
    chosen = usual(Expected(alone=5, helped=0))

    assert by_habit(habit(chosen, Expected(5, 0)), TEN) == usual(TEN)


@pytest.mark.parametrize("text", ["", "1.0.0.1", "1.0.0.1.2", "a.0.0.1.1", "1.0.0.1.1\n", "999.0.0.1.1"])
def test_a_spoilt_habit_is_none(text):
    assert by_habit(text, TEN) == usual(TEN)


copies = st.integers(0, MOST_COPIES)
people = st.builds(Expected, alone=st.integers(0, 200), helped=st.integers(0, 200))
chosen = st.builds(
    Choices, register=st.booleans(), guide=copies, handouts=copies, large_print=copies, fidelity=copies
)


@given(chosen, people)
def test_a_habit_gives_the_same_choices_to_the_same_people(choices, expected):
    assert by_habit(habit(choices, expected), expected) == choices


@given(chosen, people, people)
def test_numbers_stay_within_bounds(choices, expected, others):
    found = by_habit(habit(choices, expected), others)

    assert all(0 <= many <= MOST_COPIES for many in (found.guide, found.handouts, found.large_print))


def test_nothing_at_all_is_empty_and_a_register_alone_is_not():
    assert Choices(register=False).are_empty
    assert not Choices(register=True).are_empty
    assert not Choices(register=True).wants_lesson

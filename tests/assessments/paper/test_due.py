"""Who still has to be asked, by code: at the start until the last session, and then at the end."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import scope
from assessments.paper import due, packs
from tests.assessments.paper.pack_world import make_group, pages_of, printed
from tests.builders import make_answers, make_consent, make_enrolment, make_plan
from tests.builders.certificates import change, withdraw
from tests.builders.workshops import make_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def group():
    return asked_group(3)


def asked_group(people):
    group = make_group(people)
    make_plan(group.cohort)
    for one in group.members:
        make_consent(one.participant)
    return group


def codes(group, number=1):
    session = group.session(number)
    found = due.due_at(session, packs.expected_at(session))
    return sorted(found.codes) if found else None


def codes_of(*members):
    return sorted(one.participant.code for one in members)


def test_everybody_who_agrees_and_was_not_asked_yet(group):
    one, two, three = group.members
    make_answers(one)
    withdraw(two.participant, "measures")

    assert codes(group) == codes_of(three)


def test_who_refused_or_could_not_is_not_asked_again(group):
    one, two, three = group.members
    make_answers(one, outcome="refused")
    make_answers(two, outcome="not_possible")

    assert codes(group) == codes_of(three)


def test_the_last_session_asks_for_the_end_and_no_longer_for_the_beginning(group):
    make_answers(group.members[0], "endline")

    assert codes(group, 3) == codes_of(*group.members[1:])
    assert codes(group, 2) == codes_of(*group.members)


def test_a_session_that_was_called_off_does_not_count_as_one_to_come(group):
    make_answers(group.members[0], "endline")
    change(group.session(3), status="cancelled", reason="lockdown")

    assert codes(group, 2) == codes_of(*group.members[1:])


def test_who_answered_in_an_earlier_group_of_the_programme_is_not_asked_at_the_start(group):
    member = group.members[0]
    earlier = make_cohort(group.facility, programme_key=group.cohort.programme_key)
    make_answers(make_enrolment(earlier, member.participant))

    assert codes(group) == codes_of(*group.members[1:])


def test_who_left_before_the_day_is_not_asked(group):
    change(group.members[0], ends_on=group.session().on, end_reason="released")

    assert codes(group) == codes_of(*group.members[1:])


def test_records_of_one_person_are_one(group):
    one, two, _three = group.members
    make_answers(one)
    change(one.participant, merged_into=two.participant)

    assert codes(group) == codes_of(group.members[2])


def test_nothing_is_due_without_a_plan_or_once_everybody_was_asked(group):
    for one in group.members:
        make_answers(one)

    assert codes(group) is None
    assert codes(make_group(2)) is None


def test_it_takes_as_many_questions_for_three_people_as_for_one():
    def asked(people):
        group = asked_group(people)
        session = group.session()
        members = packs.expected_at(session)
        with CaptureQueriesContext(connection) as queries:
            assert len(due.due_at(session, members).codes) == people
        return len(queries)

    assert asked(1) == asked(3) <= 6


def test_the_sheet_prints_it_by_code(client, group):
    client.force_login(group.facilitator)
    make_answers(group.members[0])

    pages = pages_of(printed(client, group.session(), register="on"))

    answered, *missing = (one.participant.code for one in group.members)
    text = " ".join(pages)
    assert (text.count(answered), [text.count(code) for code in missing]) == (1, [2, 2])

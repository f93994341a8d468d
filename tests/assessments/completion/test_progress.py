"""Progress of a whole cohort: what counts, once, for whom, in a constant number of queries."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import scope
from assessments.completion import operations, progress
from assessments.completion.eligibility import ReasonCode, Rule
from tests.builders import make_cohort, make_enrolment, make_participant, make_session
from tests.builders.certificates import (
    change,
    make_attendance,
    make_graduate,
    make_graduates,
    make_lesson_cohort,
    move_away,
    withdraw,
)
from tests.builders.measures import make_answers, make_plan

pytestmark = pytest.mark.django_db


def standings(cohort, *args):
    with scope.use(scope.of_facilities([cohort.facility_id])):
        return progress.standings(cohort, *args)


def reasons(standing):
    return [reason.code for reason in standing.decision.reasons]


def set_rule(graduates, **asked):
    with scope.use(graduates.scope()):
        operations.set_rule(
            user=graduates.coordinator,
            programme_key=graduates.cohort.programme_key,
            asked=operations.Asked(**asked),
        )


def test_who_attended_everything_is_eligible():
    graduates = make_graduates(1)

    (one,) = standings(graduates.cohort)

    assert one.decision.eligible is True
    assert (one.progress.minutes, len(one.progress.earned)) == (360, 4)
    assert (one.first_on, one.last_on) == (graduates.sessions[0].on, graduates.sessions[-1].on)


@pytest.mark.parametrize("people", [1, 3])
def test_queries_do_not_grow_with_the_group(people):
    graduates = make_graduates(people)
    set_rule(graduates)

    with scope.use(graduates.scope()), CaptureQueriesContext(connection) as queries:
        found = progress.standings(graduates.cohort)

    assert len(found) == people
    # The rule, its key lessons, the frozen programme; then two for everybody.
    assert len(queries) == 5


def test_a_lesson_is_credited_once_and_its_minutes_every_time():
    graduates = make_graduates(1)
    again = make_session(
        make_cohort(graduates.cohort.facility, programme_key=graduates.cohort.programme_key),
        status="held",
        minutes_delivered=60,
        lesson_key=graduates.sessions[0].lesson_key,
    )
    make_attendance(again, make_enrolment(again.cohort, graduates.people[0]))

    (one,) = standings(graduates.cohort)

    assert (len(one.progress.earned), one.progress.minutes) == (4, 420)


def test_a_make_up_in_another_group_of_the_programme_counts():
    cohort, sessions = make_lesson_cohort()
    enrolment = make_graduate(cohort, sessions[:2])
    elsewhere = make_session(
        make_cohort(cohort.facility, programme_key=cohort.programme_key),
        status="held",
        minutes_delivered=90,
        lesson_key=sessions[3].lesson_key,
    )
    make_attendance(elsewhere, make_enrolment(elsewhere.cohort, enrolment.participant))

    (one,) = standings(cohort)

    assert one.decision.eligible is True
    assert one.progress.numbers(one.progress.earned) == (1, 2, 4)


def test_another_programme_and_a_session_that_was_not_held_count_for_nothing():
    cohort, sessions = make_lesson_cohort()
    enrolment = make_graduate(cohort, [])
    other = make_session(make_cohort(cohort.facility), status="held", minutes_delivered=90)
    off = make_session(cohort, status="cancelled", reason="lockdown", lesson_key=sessions[0].lesson_key)
    make_attendance(other, enrolment)
    make_attendance(off, enrolment)

    (one,) = standings(cohort)

    assert (one.progress.minutes, one.progress.earned) == (0, frozenset())
    assert reasons(one) == [ReasonCode.LESSONS_MISSING]


def test_half_a_session_credits_the_lesson_unless_the_rule_asks_for_more():
    graduates = make_graduates(1)
    enrolment = make_graduate(graduates.cohort, graduates.sessions[:2])
    make_attendance(graduates.sessions[2], enrolment, "partial", minutes=45)

    before = standings(graduates.cohort, [enrolment.pk])
    set_rule(graduates, partial_percent=60)
    after = standings(graduates.cohort, [enrolment.pk])

    assert [one.decision.eligible for one in (*before, *after)] == [True, False]


def test_a_mark_in_conflict_is_pending_and_said():
    cohort, sessions = make_lesson_cohort()
    enrolment = make_graduate(cohort, sessions[:2])
    make_attendance(sessions[2], enrolment, in_conflict=True)

    (one,) = standings(cohort)

    assert reasons(one) == [ReasonCode.LESSONS_MISSING, ReasonCode.CONFLICTS_PENDING]
    assert one.progress.minutes == 180


def test_an_endline_that_was_refused_was_offered():
    graduates = make_graduates(2)
    set_rule(graduates, endline_offered=True)
    offered, waiting = graduates.enrolments
    make_plan(graduates.cohort)
    make_answers(offered, "endline", outcome="refused")

    found = {one.enrolment.pk: reasons(one) for one in standings(graduates.cohort)}

    assert found == {offered.pk: [], waiting.pk: [ReasonCode.ENDLINE_NOT_OFFERED]}


def test_wishes_are_yes_no_withdrawn_or_never_asked():
    cohort, sessions = make_lesson_cohort()
    wishes = [True, False, None, True]
    enrolments = [make_graduate(cohort, sessions, consent=wish) for wish in wishes]
    withdraw(enrolments[3].participant)

    found = {one.enrolment.pk: one.progress.consent_certificate for one in standings(cohort)}

    assert [found[one.pk] for one in enrolments] == [True, False, None, False]


def test_two_records_of_one_person_are_one():
    cohort, sessions = make_lesson_cohort()
    canonical = make_graduate(cohort, sessions[:2])
    twin = make_graduate(cohort, sessions[2:], consent=None)
    change(twin.participant, merged_into=canonical.participant)

    (one,) = standings(cohort)

    assert one.person == canonical.participant
    assert one.enrolments == {canonical.pk, twin.pk}
    assert one.decision.eligible is True


def test_asking_for_one_record_finds_the_person_with_all_of_them():
    cohort, sessions = make_lesson_cohort()
    canonical = make_graduate(cohort, sessions[:2])
    twin = make_graduate(cohort, sessions[2:], consent=None)
    make_graduate(cohort, sessions)
    change(twin.participant, merged_into=canonical.participant)

    (one,) = standings(cohort, [twin.pk])

    assert one.enrolments == {canonical.pk, twin.pk}


def test_who_left_the_facility_is_not_here_and_the_marks_stay():
    graduates = make_graduates(1)
    move_away(graduates.people[0])

    (one,) = standings(graduates.cohort)

    assert (one.is_here, len(one.progress.earned)) == (False, 4)


def test_credit_is_counted_in_the_facility_whoever_asks():
    graduates = make_graduates(1)
    elsewhere = make_session(
        make_cohort(programme_key=graduates.cohort.programme_key), status="held", minutes_delivered=60
    )
    make_attendance(elsewhere, make_enrolment(elsewhere.cohort, graduates.people[0]))

    with scope.use(scope.national("visit")):
        (one,) = progress.standings(graduates.cohort)

    assert one.progress.minutes == 360


def test_a_cohort_outside_the_scope_is_refused():
    graduates = make_graduates(1)

    with scope.use(scope.of_facilities([])), pytest.raises(scope.OutOfScope):
        progress.standings(graduates.cohort)


def test_a_cohort_without_a_frozen_programme_has_nothing_to_earn():
    cohort = make_cohort()
    make_enrolment(cohort, make_participant(cohort.facility))

    (one,) = standings(cohort)

    assert ReasonCode.PROGRAMME_EMPTY in reasons(one)


def test_a_programme_without_a_rule_asks_for_three_quarters():
    assert Rule(share_of_lessons=Fraction(3, 4)) == progress.DEFAULT_RULE

"""Who has earned a certificate, and every reason why not yet."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.completion.eligibility import (
    WAIVABLE,
    Decision,
    Progress,
    Reason,
    ReasonCode,
    Rule,
    RuleFault,
    check_rule,
    decide,
    lessons_needed,
)

TWELVE = tuple(f"lesson-{number}" for number in range(1, 13))
THREE_QUARTERS = Rule(Fraction(3, 4))


def make_progress(done=12, **overrides):
    whole = {"minutes": done * 90, "consent_certificate": True} | overrides
    return Progress(TWELVE, frozenset(TWELVE[:done]), **whole)


keys = st.sampled_from([f"key-{number}" for number in range(8)])
shares = st.fractions(Fraction(1, 100), 1, max_denominator=100)
rules = st.builds(
    Rule,
    shares,
    st.none() | st.integers(0, 500),
    endline_offered=st.booleans(),
    key_lessons=st.frozensets(keys, max_size=3),
)
progresses = st.builds(
    Progress,
    st.lists(keys, unique=True).map(tuple),
    st.frozensets(keys),
    st.integers(0, 600),
    st.frozensets(keys),
    st.booleans(),
    st.none() | st.booleans(),
)


def test_nine_of_twelve_is_three_quarters():
    assert decide(make_progress(9), THREE_QUARTERS) == Decision(True)


def test_not_yet_says_how_many_and_which():
    credited = frozenset(TWELVE) - {"lesson-4", "lesson-7", "lesson-9", "lesson-12"}

    assert decide(replace(make_progress(), credited=credited), THREE_QUARTERS) == Decision(
        False,
        (
            Reason(
                ReasonCode.LESSONS_MISSING,
                have=8,
                need=9,
                lesson_numbers=(4, 7, 9, 12),
                lesson_keys=("lesson-4", "lesson-7", "lesson-9", "lesson-12"),
            ),
        ),
    )


def test_every_reason_is_given_at_once():
    rule = Rule(Fraction(1, 2), 600, endline_offered=True, key_lessons=frozenset({"lesson-2", "lesson-11"}))
    progress = make_progress(5, consent_certificate=None, pending=frozenset({"lesson-6", "lesson-1"}))

    decision = decide(progress, rule)

    assert decision.reasons == (
        Reason(ReasonCode.LESSONS_MISSING, 5, 6, tuple(range(6, 13)), TWELVE[5:]),
        Reason(ReasonCode.KEY_LESSONS_MISSING, 1, 2, (11,), ("lesson-11",)),
        Reason(ReasonCode.MINUTES_MISSING, 450, 600),
        Reason(ReasonCode.CONFLICTS_PENDING, 1, 0, (6,), ("lesson-6",)),
        Reason(ReasonCode.ENDLINE_NOT_OFFERED),
        Reason(ReasonCode.CONSENT_MISSING),
    )


def test_an_attendance_in_conflict_is_pending_and_no_credit():
    one_short = make_progress(8, pending=frozenset({"lesson-9"}))

    decision = decide(one_short, THREE_QUARTERS)

    assert [reason.code for reason in decision.reasons] == [
        ReasonCode.LESSONS_MISSING,
        ReasonCode.CONFLICTS_PENDING,
    ]
    assert not decision.can_be_waived


def test_a_conflict_that_changes_nothing_stands_in_nobodys_way():
    assert decide(make_progress(9, pending=frozenset({"lesson-10"})), THREE_QUARTERS).eligible


def test_lessons_of_another_programme_earn_nothing():
    elsewhere = replace(make_progress(0), credited=frozenset({f"other-{number}" for number in range(12)}))

    assert decide(elsewhere, THREE_QUARTERS).reasons[0].have == 0


def test_a_refused_consent_is_never_waived():
    decision = decide(make_progress(12, consent_certificate=False), THREE_QUARTERS)

    assert decision == Decision(False, (Reason(ReasonCode.CONSENT_REFUSED),))
    assert not decision.can_be_waived


def test_missing_lessons_can_be_waived():
    assert decide(make_progress(3), THREE_QUARTERS).can_be_waived
    assert not decide(make_progress(12), THREE_QUARTERS).can_be_waived


def test_a_programme_without_lessons_certifies_nobody():
    assert decide(Progress((), frozenset(), 900, consent_certificate=True), THREE_QUARTERS) == Decision(
        False, (Reason(ReasonCode.PROGRAMME_EMPTY),)
    )


def test_a_key_lesson_that_the_version_does_not_hold_is_named():
    decision = decide(make_progress(), replace(THREE_QUARTERS, key_lessons=frozenset({"gone"})))

    assert decision.reasons == (Reason(ReasonCode.KEY_LESSONS_UNKNOWN, need=1, lesson_keys=("gone",)),)


def test_shares_are_counted_exactly():
    # 0.7 x 10 is 7 and not the 8 that 7.000000000000001 would round up to; likewise 0.07 x 100.
    assert lessons_needed(10, Fraction(7, 10)) == 7
    assert lessons_needed(100, Fraction(7, 100)) == 7
    assert lessons_needed(12, Fraction(3, 4)) == 9
    assert lessons_needed(11, Fraction(3, 4)) == 9


@given(progresses, rules, keys)
def test_crediting_one_more_lesson_never_makes_someone_less_eligible(progress, rule, key):
    before = decide(progress, rule)
    after = decide(replace(progress, credited=progress.credited | {key}), rule)

    assert after.eligible >= before.eligible
    assert {reason.code for reason in after.reasons} <= {reason.code for reason in before.reasons}


@given(progresses, rules, keys)
def test_settling_a_conflict_in_favour_never_makes_someone_less_eligible(progress, rule, key):
    waiting = replace(progress, pending=progress.pending | {key}, credited=progress.credited - {key})
    settled = replace(waiting, pending=waiting.pending - {key}, credited=waiting.credited | {key})

    assert decide(settled, rule).eligible >= decide(waiting, rule).eligible


@given(progresses, rules)
def test_a_pending_lesson_counts_exactly_like_a_missing_one(progress, rule):
    assert decide(progress, rule).eligible == decide(replace(progress, pending=frozenset()), rule).eligible


@given(progresses, rules)
def test_a_no_always_has_a_reason_and_a_yes_has_none(progress, rule):
    decision = decide(progress, rule)

    assert decision.eligible == (decision.reasons == ())
    assert decision.can_be_waived == (
        not decision.eligible and {r.code for r in decision.reasons} <= WAIVABLE
    )


@given(st.integers(0, 200), shares)
def test_the_number_needed_is_the_least_that_reaches_the_share(total, share):
    need = lessons_needed(total, share)

    assert need >= share * total > need - 1


@pytest.mark.parametrize(
    ("rule", "faults"),
    [
        (THREE_QUARTERS, ()),
        (Rule(Fraction(0)), (RuleFault.SHARE_OUT_OF_RANGE,)),
        (Rule(Fraction(5, 4)), (RuleFault.SHARE_OUT_OF_RANGE,)),
        (Rule(Fraction(1), partial_share=Fraction(0)), (RuleFault.PARTIAL_SHARE_OUT_OF_RANGE,)),
        (Rule(Fraction(1), -1), (RuleFault.MINUTES_OUT_OF_RANGE,)),
        (Rule(Fraction(1), key_lessons=frozenset({"gone"})), (RuleFault.KEY_LESSONS_UNKNOWN,)),
    ],
)
def test_a_rule_is_refused_with_its_reason(rule, faults):
    assert check_rule(rule, TWELVE) == faults

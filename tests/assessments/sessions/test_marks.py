"""What a register row may say and what it is worth."""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.cohorts.standing import Spell
from assessments.sessions import marks
from assessments.sessions.marks import Mark, Refusal, SessionDay, SessionStatus, Status

KEYS = json.loads((Path(__file__).parents[2] / "vectors" / "register_keys.json").read_text("utf-8"))
START = date(2026, 3, 1)

any_mark = st.builds(
    Mark,
    st.sampled_from(Status),
    st.none() | st.integers(-5, 300),
    st.none() | st.sampled_from(["health", "bored"]),
)


def test_digit_keys_are_those_of_the_shared_table():
    assert {key: str(status) for key, status in marks.KEYS.items()} == KEYS["keys"]


@pytest.mark.parametrize("case", KEYS["default_partial_minutes"])
def test_partial_opens_with_half_of_the_session(case):
    assert marks.default_partial_minutes(case["session"]) == case["minutes"]


@given(st.integers(1, 600))
def test_the_prefilled_half_stands_and_earns_the_lesson(session_minutes):
    half = Mark(Status.PARTIAL, marks.default_partial_minutes(session_minutes))

    assert marks.check_mark(half, session_minutes) == ()
    assert marks.credits_lesson(half, session_minutes)


@pytest.mark.parametrize(
    ("mark", "refusals"),
    [
        (Mark(Status.PRESENT), ()),
        (Mark(Status.PARTIAL, 45), ()),
        (Mark(Status.PARTIAL, 90, "court_or_lawyer"), ()),
        (Mark(Status.EXCUSED), ()),
        (Mark(Status.ABSENT, None, "health"), ()),
        (Mark(Status.PARTIAL), (Refusal.MINUTES_MISSING,)),
        (Mark(Status.PARTIAL, 0), (Refusal.MINUTES_TOO_FEW,)),
        (Mark(Status.PARTIAL, 91), (Refusal.MINUTES_TOO_MANY,)),
        (Mark(Status.PRESENT, 90), (Refusal.MINUTES_NOT_ALLOWED,)),
        (Mark(Status.PRESENT, None, "health"), (Refusal.REASON_NOT_ALLOWED,)),
        (Mark(Status.ABSENT, 3, "bored"), (Refusal.MINUTES_NOT_ALLOWED, Refusal.REASON_UNKNOWN)),
    ],
)
def test_a_mark_is_refused_with_every_reason(mark, refusals):
    assert marks.check_mark(mark, 90) == refusals


def test_a_setting_may_add_reasons():
    assert marks.check_mark(Mark(Status.ABSENT, None, "harvest"), 90, ["harvest"]) == ()


@pytest.mark.parametrize(
    ("mark", "delivered", "minutes", "credited"),
    [
        (Mark(Status.PRESENT), 90, 90, True),
        (Mark(Status.PRESENT), 0, 0, False),
        (Mark(Status.PARTIAL, 45), 90, 45, True),
        (Mark(Status.PARTIAL, 44), 90, 44, False),
        (Mark(Status.PARTIAL, 45), 40, 40, True),
        (Mark(Status.PARTIAL, None), 90, 0, False),
        (Mark(Status.ABSENT), 90, 0, False),
        (Mark(Status.EXCUSED), 90, 0, False),
        (Mark(Status.NOT_EXPECTED), 90, 0, False),
    ],
)
def test_dose_and_credit_follow_the_delivered_minutes(mark, delivered, minutes, credited):
    assert marks.minutes_attended(mark, delivered) == minutes
    assert marks.credits_lesson(mark, delivered) is credited


def test_a_share_is_compared_exactly():
    assert marks.exact_share(0.7) == marks.exact_share(Decimal("0.7")) == Fraction(7, 10)
    assert marks.credits_lesson(Mark(Status.PARTIAL, 63), 90, 0.7)
    assert not marks.credits_lesson(Mark(Status.PARTIAL, 62), 90, 0.7)


@given(any_mark, st.integers(-10, 300))
def test_nobody_attends_more_than_was_delivered(mark, delivered):
    assert 0 <= marks.minutes_attended(mark, delivered) <= max(0, delivered)


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 100))
def test_one_more_minute_never_loses_a_credit(minutes, delivered, percent):
    share = Fraction(percent, 100)
    before = marks.credits_lesson(Mark(Status.PARTIAL, minutes), delivered, share)

    assert marks.credits_lesson(Mark(Status.PARTIAL, minutes + 1), delivered, share) >= before


def test_the_denominator_counts_delivered_sessions_of_active_days():
    statuses = ["held", "shortened", "cancelled", "postponed", "planned", "held", "held", "held", "held"]
    days = [SessionDay(str(n), START + timedelta(days=n), SessionStatus(s)) for n, s in enumerate(statuses)]
    given_marks = {
        "0": Mark(Status.PRESENT),
        "1": Mark(Status.PARTIAL, 20),
        "2": Mark(Status.PRESENT),
        "5": Mark(Status.EXCUSED),
        "6": Mark(Status.NOT_EXPECTED),
        "8": Mark(Status.PRESENT),
    }

    tally = marks.expected(days, [Spell(START, START + timedelta(days=8))], given_marks)

    assert tally == marks.Tally(
        expected=frozenset("0157"),
        attended=frozenset("01"),
        unmarked=frozenset("7"),
        outside=frozenset("8"),
    )


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from(SessionStatus), st.none() | any_mark), max_size=20
    ),
    st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 60)), max_size=3),
)
def test_attended_is_always_within_expected(sessions, spells):
    days = [
        SessionDay(str(n), START + timedelta(days=on), status) for n, (on, status, _) in enumerate(sessions)
    ]
    given_marks = {str(n): mark for n, (_, _, mark) in enumerate(sessions) if mark}
    memberships = [
        Spell(START + timedelta(days=a), None if b is None else START + timedelta(days=b)) for a, b in spells
    ]

    tally = marks.expected(days, memberships, given_marks)

    assert tally.attended <= tally.expected
    assert not tally.attended & tally.unmarked
    came = {
        day.key
        for day in days
        if day.status in marks.DELIVERED
        and day.key in given_marks
        and given_marks[day.key].status in marks.ATTENDED
    }
    assert came == tally.attended | tally.outside


@given(any_mark)
def test_a_mark_survives_the_way_into_a_cell_and_back(mark):
    assert marks.read_mark(json.loads(json.dumps(marks.mark_value(mark)))) == mark


@pytest.mark.parametrize(
    "value",
    [
        None,
        "present",
        {"status": "present"},
        {"status": "asleep", "minutes": None, "reason": None},
        {"status": ["present"], "minutes": None, "reason": None},
        {"status": "partial", "minutes": True, "reason": None},
        {"status": "partial", "minutes": 4.5, "reason": None},
        {"status": "absent", "minutes": None, "reason": 4},
        {"status": "absent", "minutes": None, "reason": None, "name": "x"},
    ],
)
def test_anything_else_is_no_mark(value):
    assert marks.read_mark(value) is None

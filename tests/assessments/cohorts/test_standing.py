"""Where an enrolment and a cohort stand follows from dates alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.cohorts.standing import (
    CohortState,
    EndReason,
    Refusal,
    Spell,
    Standing,
    active_on,
    check_dates,
    cohort_state,
    overlaps,
    standing_on,
)

MARCH_1, MARCH_15, MARCH_30 = date(2026, 3, 1), date(2026, 3, 15), date(2026, 3, 30)
days = st.dates(date(2020, 1, 1), date(2035, 1, 1))
maybe_days = st.none() | days


def test_an_enrolment_includes_its_start_and_not_its_end():
    assert [
        standing_on(MARCH_1, MARCH_15, MARCH_1 - timedelta(days=1)),
        standing_on(MARCH_1, MARCH_15, MARCH_1),
        standing_on(MARCH_1, MARCH_15, MARCH_15 - timedelta(days=1)),
        standing_on(MARCH_1, MARCH_15, MARCH_15),
    ] == [Standing.WAITING, Standing.ACTIVE, Standing.ACTIVE, Standing.ENDED]


def test_somebody_without_a_start_waits():
    assert standing_on(None, None, MARCH_15) is Standing.WAITING


@given(days, maybe_days, days)
def test_active_days_are_exactly_the_half_open_range(starts_on, ends_on, day):
    assert active_on(starts_on, ends_on, day) == (starts_on <= day and (ends_on is None or day < ends_on))


@given(days, days, days, days)
def test_two_spells_in_a_row_never_share_a_day(first, second, third, day):
    start, change, end = sorted([first, second, third])

    assert not overlaps(Spell(start, change), Spell(change, end))
    assert active_on(start, change, day) + active_on(change, end, day) == active_on(start, end, day)


@given(maybe_days, maybe_days, maybe_days, maybe_days, days)
def test_a_day_active_in_both_spells_is_an_overlap_either_way(one_start, one_end, start, end, day):
    one, other = Spell(one_start, one_end), Spell(start, end)

    assert overlaps(one, other) == overlaps(other, one)
    assert overlaps(one, other) or not (one.covers(day) and other.covers(day))


@pytest.mark.parametrize(
    ("dates", "refusals"),
    [
        ((MARCH_1, None, None), ()),
        ((None, None, None), ()),
        ((MARCH_1, MARCH_15, "released"), ()),
        ((MARCH_1, MARCH_1, "other"), ()),
        ((MARCH_15, MARCH_1, "released"), (Refusal.ENDS_BEFORE_START,)),
        ((None, MARCH_1, "released"), (Refusal.START_MISSING,)),
        ((MARCH_1, MARCH_15, None), (Refusal.END_REASON_MISSING,)),
        ((MARCH_1, MARCH_15, "bored"), (Refusal.END_REASON_UNKNOWN,)),
        ((MARCH_1, None, "released"), (Refusal.END_REASON_WITHOUT_END,)),
    ],
)
def test_dates_are_refused_with_every_reason(dates, refusals):
    assert check_dates(*dates) == refusals


def test_nobody_starts_before_the_cohort_does():
    assert check_dates(MARCH_1, None, None, cohort_starts_on=MARCH_15) == (Refusal.STARTS_BEFORE_COHORT,)


def test_a_setting_may_add_reasons_for_an_end():
    assert check_dates(MARCH_1, MARCH_15, "moved_abroad", extra_reasons=["moved_abroad"]) == ()


def test_the_reasons_for_an_end_are_those_of_the_domain():
    assert {str(reason) for reason in EndReason} == {
        "completed",
        "released",
        "transferred",
        "segregated",
        "withdrew",
        "removed",
        "health",
        "died",
        "other",
    }


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "standings", "state"),
    [
        (None, None, (), CohortState.PLANNED),
        (MARCH_30, None, (Standing.WAITING,), CohortState.PLANNED),
        (MARCH_15, None, (), CohortState.RUNNING),
        (MARCH_1, MARCH_30, (Standing.ENDED, Standing.ACTIVE), CohortState.RUNNING),
        (MARCH_1, MARCH_30, (Standing.ENDED, Standing.WAITING), CohortState.RUNNING),
        (MARCH_1, MARCH_30, (Standing.ENDED, Standing.ENDED), CohortState.FINISHED),
        (MARCH_1, MARCH_15, (Standing.ACTIVE,), CohortState.FINISHED),
    ],
)
def test_a_cohort_is_planned_running_or_finished(starts_on, ends_on, standings, state):
    assert cohort_state(starts_on, ends_on, MARCH_15, standings) is state

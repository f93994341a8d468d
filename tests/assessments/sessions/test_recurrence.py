"""A series never loses a date, and a local time names one moment."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.sessions.recurrence import (
    ClockCase,
    Meeting,
    Refusal,
    check_series,
    clock_case,
    is_zone,
    meeting_dates,
    moment,
)

START = date(2026, 3, 7)
SATURDAY = 5
ZONES = sorted(zone for zone in available_timezones() if zone not in {"Factory", "localtime"})

days = st.dates(date(2000, 1, 1), date(2037, 1, 1))
closings = st.frozensets(st.builds(lambda n: START + timedelta(days=n), st.integers(-5, 200)), max_size=60)
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def test_every_fifteen_days():
    assert meeting_dates(START, 3) == (
        Meeting(1, date(2026, 3, 7)),
        Meeting(2, date(2026, 3, 22)),
        Meeting(3, date(2026, 4, 6)),
    )


def test_a_closed_day_moves_to_the_next_open_day_and_the_rest_keeps_the_rhythm():
    closed = {date(2026, 3, 22), date(2026, 3, 23)}

    assert meeting_dates(START, 3, closed_days=closed) == (
        Meeting(1, date(2026, 3, 7)),
        Meeting(2, date(2026, 3, 24), moved_from=date(2026, 3, 22)),
        Meeting(3, date(2026, 4, 6)),
    )


def test_a_meeting_pushed_onto_the_next_one_pushes_it_on():
    closed = {START + timedelta(days=n) for n in range(1, 3)}

    assert [meeting.on.day for meeting in meeting_dates(START, 4, every_days=1, closed_days=closed)] == [
        7,
        10,
        11,
        12,
    ]


def test_weekdays_are_kept():
    series = meeting_dates(START, 4, every_days=14, weekdays=[SATURDAY], closed_days={date(2026, 3, 21)})

    assert series[1] == Meeting(2, date(2026, 3, 28), moved_from=date(2026, 3, 21))
    assert {meeting.on.weekday() for meeting in series} == {SATURDAY}


def test_the_rest_of_a_series_keeps_its_numbers():
    assert [meeting.number for meeting in meeting_dates(START, 3, first_number=6)] == [6, 7, 8]


@given(
    st.integers(1, 60),
    st.integers(1, 60),
    st.frozensets(st.integers(0, 6)),
    closings,
)
def test_a_series_never_loses_a_date(count, every_days, weekdays, closed_days):
    series = meeting_dates(START, count, every_days, weekdays, closed_days)

    assert [meeting.number for meeting in series] == [*range(1, count + 1)]
    assert all(one.on < next_one.on for one, next_one in zip(series, series[1:], strict=False))
    for step, meeting in enumerate(series):
        due = START + timedelta(days=every_days * step)
        assert meeting.on not in closed_days
        assert not weekdays or meeting.on.weekday() in weekdays
        assert meeting.on >= due
        assert meeting.moved_from == (None if meeting.on == due else due)


@given(st.integers(1, 40), st.integers(8, 60), closings)
def test_a_meeting_stays_on_its_day_when_that_day_is_open_and_free(count, every_days, closed_days):
    series = meeting_dates(START, count, every_days, closed_days=closed_days)

    for before, meeting in zip(series, series[1:], strict=False):
        due = START + timedelta(days=every_days * (meeting.number - 1))
        assert (meeting.on == due) == (due not in closed_days and before.on < due)


@pytest.mark.parametrize(
    ("series", "refusals"),
    [
        ((START, 12), ()),
        ((START, 0), (Refusal.COUNT_OUT_OF_RANGE,)),
        ((START, 401), (Refusal.COUNT_OUT_OF_RANGE,)),
        ((START, 12, 0), (Refusal.EVERY_DAYS_OUT_OF_RANGE,)),
        ((date(9999, 12, 30), 12), (Refusal.START_OUT_OF_RANGE,)),
        ((START, 12, 15, [7]), (Refusal.WEEKDAY_UNKNOWN,)),
    ],
)
def test_a_series_is_refused_with_its_reason(series, refusals):
    assert check_series(*series) == refusals


def test_a_refused_series_is_not_laid_out():
    with pytest.raises(ValueError, match=Refusal.COUNT_OUT_OF_RANGE):
        meeting_dates(START, 0)


@pytest.mark.parametrize(
    ("on", "at", "zone", "case", "utc"),
    [
        (date(2026, 3, 7), time(9), "America/Lima", ClockCase.ORDINARY, "2026-03-07T14:00"),
        (date(2026, 3, 29), time(2, 30), "Europe/Madrid", ClockCase.SKIPPED, "2026-03-29T01:30"),
        (date(2026, 10, 25), time(2, 30), "Europe/Madrid", ClockCase.TWICE, "2026-10-25T00:30"),
        (date(2026, 10, 25), time(3), "Europe/Madrid", ClockCase.ORDINARY, "2026-10-25T02:00"),
        (date(2026, 9, 6), time(0, 15), "America/Santiago", ClockCase.SKIPPED, "2026-09-06T04:15"),
        (date(1919, 3, 30), time(23, 45), "America/Toronto", ClockCase.SKIPPED, "1919-03-31T03:45"),
        (date(2011, 12, 30), time(9), "Pacific/Apia", ClockCase.SKIPPED, "2011-12-30T19:00"),
    ],
)
def test_a_local_time_is_one_moment(on, at, zone, case, utc):
    assert clock_case(on, at, zone) is case
    assert moment(on, at, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_skipped_time_late_in_the_evening_keeps_its_date():
    local = moment(date(1919, 3, 30), time(23, 45), "America/Toronto").astimezone(ZoneInfo("America/Toronto"))

    assert (local.date(), local.time()) == (date(1919, 3, 30), time(22, 45))


@given(days, minutes, st.sampled_from(ZONES))
def test_the_moment_shows_the_same_date_and_clock_in_its_zone(on, at, zone):
    local = moment(on, at, zone).astimezone(ZoneInfo(zone))
    noon = datetime.combine(on, time(12), ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))

    # Samoa and Tokelau had no 30 December 2011, at noon neither.
    assert local.date() == on or noon.date() != on
    assert local.time() == at or clock_case(on, at, zone) is ClockCase.SKIPPED


def test_no_zone_loses_a_date_of_a_year_of_meetings():
    for zone in ZONES:
        for meeting in meeting_dates(date(2025, 12, 31), 370, every_days=1):
            assert moment(meeting.on, time(0), zone).astimezone(ZoneInfo(zone)).date() == meeting.on


def test_a_time_that_carries_a_zone_is_an_error():
    with pytest.raises(ValueError, match="zone"):
        moment(START, time(9, tzinfo=UTC), "America/Lima")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("America/Lima", True),
        ("UTC", True),
        ("America/Limma", False),
        ("", False),
        ("../etc/passwd", False),
        ("America", False),
    ],
)
def test_zones_are_iana_names(name, known):
    assert is_zone(name) is known

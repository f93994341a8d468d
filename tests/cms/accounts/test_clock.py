"""The clock of a sign-in: idle and absolute limits."""

import pytest

from cms.accounts import clock

LIMITS = clock.Limits(idle=1200, absolute=43_200)


@pytest.mark.parametrize(
    ("hands", "has_run_out"),
    [
        ([100_000, 100_000], False),
        ([98_801, 98_801], False),
        ([98_800, 98_800], True),
        ([56_801, 99_999], False),
        ([56_800, 99_999], True),
        ([200_000, 200_000], True),
        ([], True),
        ([1], True),
    ],
)
def test_clock_runs_out_when_idle_or_too_old(hands, has_run_out):
    assert clock.has_run_out(hands, 100_000, LIMITS) is has_run_out


def test_clock_is_written_once_a_minute():
    assert not clock.is_due([0, 1000], 1059)
    assert clock.is_due([0, 1000], 1060)

"""The benchmarks run, in small, and say honestly which figure is held; how fast they are is no test."""

import json
from argparse import Namespace

import pytest

from benchmarks import certificates, figures, packages, pdf, register
from benchmarks.figures import Figure

SMALL = Namespace(rounds=3, cohorts=1, sessions=2, times=1)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("write_gate_lifted")
@pytest.mark.parametrize("subject", [register, certificates, pdf, packages], ids=lambda one: one.__name__)
def test_a_subject_measures_something_beside_a_target(subject):
    found = subject.measure(SMALL)

    assert any(one.most is not None for one in found)
    assert all(one.value > 0 for one in found)


def test_a_figure_is_held_up_to_its_target_and_missed_above():
    held, missed = Figure("G", "save", 25, "ms", 25), Figure("G", "open", 25.1, "ms", 25)

    table = figures.as_table([held, missed]).splitlines()

    assert [held.is_met, missed.is_met, Figure("G", "size", 9, "KB").is_met] == [True, False, True]
    assert [line.split()[-1] for line in table[2:]] == ["held", "MISSED"]


def test_figures_travel_as_json():
    one = Figure("G", "save", 25, "ms", 20)

    assert json.loads(figures.as_json([one])) == [
        {"group": "G", "name": "save", "value": 25, "unit": "ms", "most": 20, "is_met": False}
    ]

"""The benchmarks run, in small, and say honestly which figure is held; how fast they are is no test."""

import json
from argparse import Namespace

import pytest
from django.db import connections

from assessments import scope
from assessments.models import Cohort
from benchmarks import certificates, figures, lists, packages, packs, pdf, register
from benchmarks.figures import Figure

SUBJECTS = [lists, certificates, pdf, packs, packages]
SMALL = Namespace(rounds=3, cohorts=1, sessions=2, times=1, participants=4)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("write_gate_lifted")
@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda one: one.__name__)
def test_a_subject_measures_something_beside_a_target(subject):
    found = subject.measure(SMALL)

    assert any(one.most is not None for one in found)
    assert all(one.value > 0 for one in found)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("write_gate_lifted")
def test_the_register_is_measured_by_turns_in_two_databases():
    """The crowd stands in one of them alone, and what comes after finds the first one in use again."""
    kept = connections["default"]

    found = {(one.group, one.name): one for one in register.measure(SMALL)}

    assert connections["default"] is kept
    assert all(one.value > 0 for one in found.values())
    ratios = [one for (_group, name), one in found.items() if name.endswith("many / one")]
    assert [one.most for one in ratios] == [1.2, 1.2]
    assert [one.value for (_group, name), one in found.items() if name.endswith("queries")] == [10, 12] * 3
    with scope.use(scope.system("builders")):
        assert Cohort.objects.filter(enrolments__participant__code__isnull=False).distinct().count() == 10


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

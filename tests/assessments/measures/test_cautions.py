"""Cautions: which apply, and how much of a report a number of pairs allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.measures import cautions
from assessments.measures.cautions import Caution, Code, Edge, NoVerdict, Occasion, Part

FEW = {Part.FLOW, Part.MEDIAN_AND_RANGE, Part.RELIABLE_CHANGE}
SOME = FEW | {Part.MEAN_CHANGE, Part.EFFECT_SIZE}
QUIET = (Occasion("A", "read_aloud", "es"), Occasion("B", "read_aloud", "es"))


def pair(first=None, last=None):
    standard = {"form": "", "mode": "read_aloud", "language": "es"}
    return Occasion(**standard | (first or {})), Occasion(**standard | (last or {}))


@pytest.mark.parametrize(
    ("n_pairs", "expected"),
    [
        (0, {Part.FLOW}),
        (4, {Part.FLOW}),
        (5, FEW | {Part.AMBER_BANNER}),
        (9, FEW | {Part.AMBER_BANNER}),
        (10, SOME),
        (19, SOME),
        (20, SOME | {Part.DOSE}),
    ],
)
def test_parts_shown_follow_the_number_of_pairs(n_pairs, expected):
    assert cautions.parts_shown(n_pairs, n_baselines=29) == expected


@pytest.mark.parametrize(
    ("n_pairs", "n_baselines", "shown"), [(20, 29, 0), (20, 30, 1), (19, 99, 0), (4, 99, 0)]
)
def test_parts_shown_alpha_needs_thirty_baselines(n_pairs, n_baselines, shown):
    assert (Part.ALPHA in cautions.parts_shown(n_pairs, n_baselines)) == bool(shown)


@given(st.integers(0, 60), st.integers(0, 60))
def test_parts_shown_more_people_never_hide_a_number(n_pairs, more):
    few = cautions.parts_shown(n_pairs, n_pairs) - {Part.AMBER_BANNER}

    assert few <= cautions.parts_shown(n_pairs + more, n_pairs + more)


def test_cautions_no_control_group_is_always_said():
    assert cautions.cautions([pair()] * 3, 3) == (Caution(Code.NO_CONTROL_GROUP),)
    assert cautions.cautions([pair()] * 3, 3, has_control_group=True) == ()


def test_cautions_low_scorers_chosen():
    found = cautions.cautions([pair()], 1, low_scorers_chosen=True)

    assert found == (Caution(Code.NO_CONTROL_GROUP), Caution(Code.REGRESSION_TO_MEAN))


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ({"form": "A"}, {"form": "A"}, Code.SAME_FORM_TWICE),
        ({"form": "A"}, {"form": "B"}, Code.FORM_CHANGED),
        ({"mode": "self"}, {"mode": "paper_keyed"}, Code.MODE_CHANGED),
        ({"language": "quy"}, {"language": "es"}, Code.LANGUAGE_CHANGED),
        ({"sessions_before": 1}, {"sessions_before": 6}, Code.BASELINE_AFTER_FIRST_SESSION),
    ],
)
def test_cautions_count_the_pairs_they_are_about(first, last, code):
    found = cautions.cautions([pair(first, last)] * 2 + [pair()] * 3, 5, has_control_group=True)

    assert found == (Caution(code, 2, 5),)


@pytest.mark.parametrize(
    ("n_pairs", "n_baselines", "missing"), [(8, 10, None), (7, 9, 2), (0, 0, None), (0, 1, 1)]
)
def test_cautions_endlines_missing_above_twenty_percent(n_pairs, n_baselines, missing):
    found = cautions.cautions([pair()] * n_pairs, n_baselines, has_control_group=True)

    assert found == (() if missing is None else (Caution(Code.ENDLINES_MISSING, missing, n_baselines),))


def test_cautions_stand_in_the_order_of_the_codes():
    everything = [
        pair({"form": "A", "sessions_before": 2, "mode": "self", "language": "quy"}, {"form": "A"}),
        QUIET,
    ]

    found = cautions.cautions(everything, 9, low_scorers_chosen=True)

    assert [caution.code for caution in found] == list(Code)


@pytest.mark.parametrize(
    ("reliability", "sd", "validated", "n_baselines", "expected"),
    [
        (0.70, 5.0, True, 0, None),
        (0.69, 5.0, True, 0, NoVerdict.LOW_RELIABILITY),
        (None, 5.0, True, 0, NoVerdict.NO_EVIDENCE),
        (0.90, None, True, 0, NoVerdict.NO_EVIDENCE),
        (0.90, 0.0, True, 0, NoVerdict.NO_EVIDENCE),
        (0.90, 5.0, False, 99, NoVerdict.TOO_FEW_BASELINES),
        (0.90, 5.0, False, 100, None),
    ],
)
def test_verdict_refusal_names_the_reason(reliability, sd, validated, n_baselines, expected):
    assert cautions.verdict_refusal(reliability, sd, validated, n_baselines) is expected


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([0] * 3 + [10] * 17, ()),
        ([0] * 4 + [10] * 16, (Edge.FLOOR,)),
        ([20] * 4 + [10] * 16 + [None] * 50, (Edge.CEILING,)),
        ([0, 20], (Edge.FLOOR, Edge.CEILING)),
        ([], ()),
    ],
)
def test_edges_reached_above_fifteen_percent(scores, expected):
    assert cautions.edges_reached(scores, 0, 20) == expected

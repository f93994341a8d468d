"""The plain sentence: the right numbers, a decimal point in Spanish too, no more than the numbers allow."""

from uuid import UUID, uuid4

import pytest
from django.utils import translation

from assessments.measures import change
from assessments.measures import phrases as questionnaires
from assessments.reports import indicators, phrases
from assessments.reports.disclosure import Losses
from assessments.reports.indicators import Flow

RISING = change.paired([8, 9, 10, 7, 11, 12, 6, 9, 10, 13], [13, 12, 15, 7, 16, 14, 13, 9, 11, 17])
FALLING = change.paired([13, 12, 15, 7, 16, 14, 13, 9, 11, 17], [8, 9, 10, 7, 11, 12, 6, 9, 10, 13])
UNSURE = change.paired([8, 9, 10, 7, 11, 12, 6, 9, 10, 13], [9, 8, 12, 7, 10, 13, 6, 8, 10, 13])
UNSURE_FALL = change.paired([9, 8, 12, 7, 10, 13, 6, 8, 10, 13], [8, 9, 10, 7, 11, 12, 6, 9, 10, 13])
EQUAL = change.paired([8, 9, 10], [10, 11, 12])
FLOW = Flow(40, 36, 34, 26, 26, (("transferred", 5), ("released", 2), ("refused", 1)))


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def sentence(flow, found):
    """The sentence of a summary that has just these."""
    summary = indicators.Summary(flow, frozenset(), (), 0, 20, 0, "", change=found)
    return phrases.inside(summary)


def test_the_sentence_holds_the_flow_the_reasons_and_the_change():
    assert sentence(FLOW, RISING) == (
        "Of 34 participants with a questionnaire at the start, 26 also answered at the end"
        " (8 did not: 5 transfer, 2 release, 1 did not want to)."
        " On average they went up by 3.2 points of 20 (probably between 1.5 and 4.9)."
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (FALLING, "On average they went down by 3.2 points of 20 (probably between 1.5 and 4.9)."),
        (
            UNSURE,
            "On average they went up by 0.1 points of 20 (probably between −0.6 and 0.8)."
            " So it may also be that nothing has changed.",
        ),
        (
            UNSURE_FALL,
            "On average they changed by −0.1 points of 20 (probably between −0.8 and 0.6)."
            " So it may also be that nothing has changed.",
        ),
        (EQUAL, "Everybody changed by the same: 2.0 points of 20."),
    ],
)
def test_the_change_is_told_with_its_doubt(found, words):
    flow = Flow(10, 10, 10, 10, 10)

    assert sentence(flow, found) == (
        f"All 10 participants with a questionnaire at the start also answered at the end. {words}"
    )


def test_without_a_change_nothing_is_said_about_it():
    assert sentence(Flow(4, 4, 0, 0, 0), None) == "Nobody has answered at the start yet."


def test_the_figures_are_those_of_the_statistics():
    numbers = [RISING.mean_change, RISING.ci_low, RISING.ci_high]

    assert [f"{number:.1f}" for number in numbers] == ["3.2", "1.5", "4.9"]


def test_outside_names_a_majority_alone():
    assert phrases.outside(FLOW, Losses(8, "transferred"), None, 20) == (
        "Of 34 participants with a questionnaire at the start, 26 also answered at the end"
        " (8 did not, most of them: transfer)."
    )
    assert phrases.outside(FLOW, Losses(None), None, 20) == (
        "26 participants answered a questionnaire at the start and at the end."
    )


@pytest.mark.parametrize(
    ("value", "written"), [(2.75, "2.8"), (-1.0, "−1"), (0.04, "0"), (-0.04, "0"), (1234.5, "1234.5")]
)
def test_numbers_have_a_decimal_point_in_spanish(value, written):
    with translation.override("es"):
        assert questionnaires.points(value) == written


@pytest.mark.parametrize(
    ("outcome", "end_reason", "loss"),
    [
        ("refused", "transferred", "refused"),
        ("not_possible", "transferred", "transferred"),
        ("not_possible", "", "not_possible"),
        ("", "completed", "not_yet"),
        ("answered", "", "incomplete"),
    ],
)
def test_a_loss_has_one_reason(outcome, end_reason, loss):
    def taken(outcome, scores):
        return indicators.Taken(uuid4(), None, "A", "self", "es", outcome, scores=scores)

    person = indicators.Person(
        UUID(int=1),
        UUID(int=2),
        "ABC234",
        True,
        end_reason,
        taken("answered", {"s": 9.0}),
        taken(outcome, {"s": None}) if outcome else None,
    )

    assert indicators.flow_of([person], "s").losses == ((loss, 1),)

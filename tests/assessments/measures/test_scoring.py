"""Scoring: the golden answers of the knowledge test, and the contract on made-up scales of every method."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.measures import definition, scoring
from assessments.measures.parts import Missing
from assessments.measures.scoring import InvalidAnswer, MixedForms, ScaleScore

ROOT = Path(__file__).parents[3]
KNOWLEDGE = definition.parse(
    (ROOT / "assessments" / "measures" / "instruments" / "derechos-crianza.json").read_bytes()
)
GOLDEN = json.loads((ROOT / "tests" / "vectors" / "measures_derechos_crianza.json").read_text("utf-8"))
LETTERS = {
    "S": 2,
    "N": 0,
    "?": 1,
    "k": "dont_know",
    "-": "skipped",
    "r": "refused",
    "i": "illegible",
    ".": None,
}


def make_definition(n_items=5, values=(1, 2, 3, 4, 5), **scale):
    """An opinion scale of n items, the last option of which may be "I don't know"."""
    options = [{"code": f"o{value}", "value": value, "label": {"es": str(value)}} for value in values]
    options.append({"code": "no_se", "value": 99, "label": {"es": "No sé"}, "dont_know": True})
    items = [
        {"link_id": f"i{n}", "text": {"es": f"Frase {n}."}, "response_scale": "r"}
        for n in range(1, n_items + 1)
    ]
    items.append({"link_id": "visits", "text": {"es": "¿Cuántas visitas?"}, "kind": "count"})
    standard = {
        "id": "s",
        "title": {"es": "S"},
        "method": "sum",
        "items": [item["link_id"] for item in items[:-1]],
    }
    return definition.parse(
        {
            "slug": "prueba",
            "version": "1.0.0",
            "title": {"es": "Prueba"},
            "author": "Puente",
            "licence": "CC-BY-4.0",
            "validated": False,
            "response_scales": [{"id": "r", "options": options}],
            "items": items,
            "scales": [standard | scale],
        }
    )


def answers_of(*values):
    return {f"i{n}": value for n, value in enumerate(values, 1)}


def score_of(made, *values):
    return scoring.score(made, answers_of(*values))["s"]


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_knowledge_golden_answers(case):
    link_ids = [f"{case['form']}{n:02}" for n in range(1, 21)]
    answers = dict(zip(link_ids, (LETTERS[letter] for letter in case["answers"]), strict=True))

    scores = scoring.score(KNOWLEDGE, answers)

    expected = ScaleScore(case["value"], case["n_answered"], 20, prorated=False, scoring_version="1")
    assert scores == {"conocimiento": expected}


def test_knowledge_answers_may_be_values_digits_or_codes():
    ways = ([2, 0, 1], ["2", "0", "1"], ["si", "no", "no_se"], [2.0, 0.0, 1.0])

    points = {
        scoring.item_scores(KNOWLEDGE, "conocimiento", dict(zip(("A01", "A02", "A03"), way, strict=True)))[:3]
        for way in ways
    }

    assert points == {(1.0, 1.0, 0.0)}


def test_knowledge_form_found_from_answers():
    assert scoring.form_of(KNOWLEDGE, {"A01": None, "B01": 2}) == "B"
    assert scoring.form_of(KNOWLEDGE, {"B01": None}) == "B"
    assert scoring.form_of(KNOWLEDGE, {}) == "A"


def test_score_two_forms_in_one_administration_refused():
    with pytest.raises(MixedForms):
        scoring.score(KNOWLEDGE, {"A01": 2, "B01": 2})


@pytest.mark.parametrize("answer", [3, -1, 1.5, "", "si ", "yes", float("nan"), float("inf")])
def test_score_answer_not_offered_refused(answer):
    with pytest.raises(InvalidAnswer):
        scoring.score(KNOWLEDGE, {"A01": answer})


def test_score_unknown_item_refused():
    with pytest.raises(InvalidAnswer, match="Z99"):
        scoring.score(KNOWLEDGE, {"A01": 2, "Z99": 2})


def test_sum_complete_is_the_plain_sum():
    assert score_of(make_definition(), 1, 2, 3, 4, 5) == ScaleScore(15.0, 5, 5, prorated=False)


def test_sum_prorated_is_mean_of_answered_times_items_unrounded():
    made = make_definition(n_items=6)

    assert score_of(made, 1, 1, 2, 5, 5, None) == ScaleScore(pytest.approx(2.8 * 6), 5, 6, prorated=True)


def test_sum_below_eighty_percent_gives_no_score():
    made = make_definition(n_items=5)

    assert score_of(made, 1, 2, 3, 4, "refused").value == 12.5
    assert score_of(made, 1, 2, 3, "skipped", "refused") == ScaleScore(None, 3, 5, prorated=False)


def test_scale_may_demand_every_item():
    made = make_definition(minimum_answered_percent=100)

    assert score_of(made, 1, 2, 3, 4, None).value is None
    assert score_of(made, 1, 2, 3, 4, 5).value == 15


def test_reversal_uses_declared_range_not_the_observed_one():
    made = make_definition(reversed=["i1", "i2", "i3", "i4", "i5"])

    assert score_of(made, 2, 2, 2, 2, 2).value == 20


def test_reversal_ignores_value_of_dont_know():
    assert make_definition().responses_by_id["r"].declared_range == (1, 5)


def test_opinion_dont_know_is_missing_both_ways():
    made = make_definition()

    assert score_of(made, 1, 2, 3, 4, "no_se") == score_of(made, 1, 2, 3, 4, "dont_know")
    assert score_of(made, 1, 2, 3, 4, 99) == ScaleScore(12.5, 4, 5, prorated=True)


def test_mean_is_mean_of_answered():
    made = make_definition(method="mean", reversed=["i1"])

    assert score_of(made, 5, 2, 2, 2, None) == ScaleScore(7 / 4, 4, 5, prorated=True)


def test_percent_runs_from_zero_to_a_hundred():
    made = make_definition(n_items=10, values=(0, 1, 2), method="percent")

    assert score_of(made, *[2] * 10).value == 100
    assert score_of(made, *[0] * 10).value == 0
    assert score_of(made, 0, 0, 0, 0, 1, 1, 2, 2, None, None) == ScaleScore(37.5, 8, 10, prorated=True)


def test_missing_codes_stay_distinct():
    made = make_definition()

    found = [scoring.missing_code(made, "i1", code) for code in [*Missing, None, 3, "no_se"]]

    assert found == [*Missing, Missing.NOT_ASKED, None, Missing.DONT_KNOW]
    assert scoring.missing_code(KNOWLEDGE, "A01", "no_se") is None
    assert scoring.missing_code(KNOWLEDGE, "A01", "skipped") is Missing.SKIPPED


@pytest.mark.parametrize("answer", [-1, 1.5, "two"])
def test_count_takes_whole_numbers_only(answer):
    made = make_definition()

    assert scoring.missing_code(made, "visits", "3") is None
    with pytest.raises(InvalidAnswer):
        scoring.score(made, {"visits": answer})


@pytest.mark.parametrize(
    ("method", "expected"), [("sum", (5.0, 25.0)), ("mean", (1.0, 5.0)), ("percent", (0.0, 100.0))]
)
def test_score_range_by_method(method, expected):
    assert scoring.score_range(make_definition(method=method), "s") == expected


def test_score_range_of_knowledge_is_one_form():
    assert scoring.score_range(KNOWLEDGE, "conocimiento", "B") == (0, 20)


@given(st.integers(-5, 5), st.integers(1, 9), st.floats(-5, 14))
def test_reverse_is_an_involution(minimum, width, value):
    turned = scoring.reverse(value, minimum, minimum + width)

    assert scoring.reverse(turned, minimum, minimum + width) == pytest.approx(value, abs=1e-12)


opinions = st.lists(st.sampled_from([1, 2, 3, 4, 5, *Missing, None]), min_size=7, max_size=7)
turned_items = st.sets(st.sampled_from([f"i{n}" for n in range(1, 8)]))
methods = st.sampled_from(["sum", "mean", "percent"])


@given(opinions, turned_items, methods)
def test_score_stays_in_its_range(values, turned, method):
    made = make_definition(7, method=method, reversed=sorted(turned))

    found = score_of(made, *values)

    low, high = scoring.score_range(made, "s")
    answered = sum(isinstance(value, int) for value in values)
    assert (found.value is None) == (answered < 6)
    assert found.value is None or low - 1e-9 <= found.value <= high + 1e-9
    assert (found.n_answered, found.n_items) == (answered, 7)
    assert found.prorated == (answered == 6)


@given(opinions, methods)
def test_score_reversing_every_item_mirrors_the_score(values, method):
    plain = make_definition(7, method=method)
    turned = make_definition(7, method=method, reversed=[f"i{n}" for n in range(1, 8)])

    one, other = score_of(plain, *values).value, score_of(turned, *values).value

    low, high = scoring.score_range(plain, "s")
    assert (one is None) == (other is None)
    assert one is None or one + other == pytest.approx(low + high)


@given(opinions, st.permutations(range(1, 8)))
def test_score_order_of_answers_irrelevant(values, order):
    made = make_definition(7, reversed=["i2", "i5"])
    answers = answers_of(*values)

    shuffled = {f"i{n}": answers[f"i{n}"] for n in order}

    assert scoring.score(made, shuffled) == scoring.score(made, answers)


@given(st.lists(st.sampled_from("SSSNNN??k-ri."), min_size=20, max_size=20), st.sampled_from("AB"))
def test_knowledge_score_is_the_number_of_right_answers(letters, form):
    items = KNOWLEDGE.items_of(form)
    answers = {item.link_id: LETTERS[letter] for item, letter in zip(items, letters, strict=True)}

    found = scoring.score(KNOWLEDGE, answers)["conocimiento"]

    right = sum(
        {"S": "si", "N": "no"}.get(letter) == item.key for item, letter in zip(items, letters, strict=True)
    )
    answered = sum(letter in "SN?k" for letter in letters)
    assert found == ScaleScore(right if answered >= 16 else None, answered, 20, prorated=False)

"""Statistics of change: against R, counting by hand and published examples; degenerate input; symmetries."""

import itertools
import json
import math
from dataclasses import asdict, astuple, fields
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from assessments.measures import change
from assessments.measures.change import Alpha, PairedChange, Spearman, Verdict

GOLDEN = json.loads((Path(__file__).parents[2] / "vectors" / "measures_change.json").read_text("utf-8"))


def near(values):
    """Equal to nine digits, and `None` exactly where `None` is expected."""
    return [None if value is None else pytest.approx(value, abs=1e-9, rel=1e-9) for value in values]


def categories(verdicts):
    return [verdict.category for verdict in verdicts]


def numbers(result):
    return [value for value in astuple(result) if value is not None]


# against R


@pytest.mark.parametrize("case", GOLDEN["paired"], ids=lambda case: case["name"])
def test_paired_agrees_with_r(case):
    found = asdict(change.paired(case["pre"], case["post"]))

    expected = {key: value for key, value in case["expected"].items() if value is not None}
    assert set(case["expected"]) == {field.name for field in fields(PairedChange)}
    assert [found[key] for key in expected] == near(expected.values())


@pytest.mark.parametrize("case", GOLDEN["cronbach_alpha"], ids=lambda case: case["name"])
def test_cronbach_alpha_agrees_with_r(case):
    assert list(astuple(change.cronbach_alpha(case["rows"]))) == near(case["expected"].values())


@pytest.mark.parametrize("case", GOLDEN["spearman"], ids=lambda case: case["name"])
def test_spearman_agrees_with_r(case):
    assert list(astuple(change.spearman(case["x"], case["y"]))) == near(case["expected"].values())


@pytest.mark.parametrize("case", GOLDEN["wilson"], ids=lambda case: f"{case['k']} of {case['n']}")
def test_wilson_agrees_with_r(case):
    assert list(change.wilson(case["k"], case["n"])) == near(case["expected"])


@pytest.mark.parametrize("case", GOLDEN["holm"], ids=lambda case: str(case["p"]))
def test_holm_agrees_with_r(case):
    assert change.holm(case["p"]) == near(case["expected"])


# against first principles


def exact_p_by_counting(changes):
    """Try every sign pattern of the non-zero differences."""
    kept = [round(value, 10) for value in changes if round(value, 10)]
    ranks = stats.rankdata([abs(value) for value in kept])
    observed = sum(rank for rank, value in zip(ranks, kept, strict=True) if value > 0)
    sums = [sum(itertools.compress(ranks, signs)) for signs in itertools.product((0, 1), repeat=len(kept))]
    low = sum(total <= observed for total in sums) / len(sums)
    high = sum(total >= observed for total in sums) / len(sums)
    return min(1.0, 2 * min(low, high))


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=9))
def test_wilcoxon_exact_equals_counting_every_sign_pattern(changes):
    assume(any(changes))

    found = change.paired([0.0] * len(changes), changes)

    assert found.wilcoxon_p_exact == pytest.approx(exact_p_by_counting(changes), abs=1e-12)


def test_wilcoxon_rounding_noise_makes_neither_ranks_nor_zeros():
    pre, post = [0.1, 0.2, 0.7, 1.1], [0.4, 0.5, 1.0, 1.1 + 1e-15]

    found = change.paired(pre, post)

    assert (found.wilcoxon_v, found.wilcoxon_p_exact) == (6.0, 0.25)
    assert found.wilcoxon_p_normal == pytest.approx(2 * stats.norm.sf((6 - 3 - 0.5) / math.sqrt(3.5 - 0.5)))


def test_wilcoxon_exact_p_stops_after_fifty_non_zero_differences():
    fifty = [n * (-1) ** n for n in range(1, 51)]

    assert change.paired([0] * 53, [*fifty, 0, 0, 0]).wilcoxon_p_exact is not None
    assert change.paired([0] * 51, [*fifty, 51]).wilcoxon_p_exact is None


def test_paired_bonett_published_example():
    """Printed in the statpsych manual for means 110.4 and 102.1, SDs 15.3 and 14.6, r = .75, n = 25."""
    variance = 15.3**2 + 14.6**2 - 2 * 0.75 * 15.3 * 14.6
    sds = (math.sqrt(variance), 15.3, 14.6)

    found = change._average_effect(110.4 - 102.1, sds, 25)

    assert found == pytest.approx((0.5550319, 0.5433457, 0.2394905, 0.8705732), abs=1e-7)


def test_cronbach_alpha_equals_two_way_analysis_of_variance():
    rows = [[1, 2, 2], [3, 3, 5], [4, 5, 4], [2, 1, 3], [5, 4, 5]]
    n, k, grand = 5, 3, sum(map(sum, rows)) / 15
    persons = sum(k * (sum(row) / k - grand) ** 2 for row in rows)
    items = sum(n * (sum(column) / n - grand) ** 2 for column in zip(*rows, strict=True))
    total = sum((x - grand) ** 2 for row in rows for x in row)
    ratio = ((total - persons - items) / ((n - 1) * (k - 1))) / (persons / (n - 1))

    found = change.cronbach_alpha(rows)

    expected = [1 - ratio, 1 - ratio * stats.f.ppf(0.975, 4, 8), 1 - ratio * stats.f.ppf(0.025, 4, 8), 5]
    assert list(astuple(found)) == near(expected)


def test_reliable_change_published_example():
    """Jacobson & Truax 1991: 32.5 to 47.5, SD 7.5, test-retest .80, gives RC = 3.16; means 40 and 60."""
    verdict = change.reliable_change([32.5], [47.5], 0.80, 7.5, 1)[0]

    assert verdict.rci == pytest.approx(3.16, abs=0.005)
    assert verdict.category == "improved"
    assert change.cutoff_a(40, 7.5, 1) == 55
    assert change.cutoff_c(40, 7.5, 60, 7.5) == 50


def test_cutoff_c_leans_towards_the_narrower_distribution():
    assert change.cutoff_c(40, 5, 60, 15) == 45
    assert change.cutoff_a(60, 5, -1) == 50


@pytest.mark.parametrize(
    ("reliability", "sd", "points"), [(0.82, 5, 5.88), (0.5, 1, 1.96), (0.755, 10, 13.72)]
)
@pytest.mark.parametrize("direction", [1, -1])
def test_reliable_change_exactly_on_the_boundary_is_unchanged(reliability, sd, points, direction):
    pre, post = (
        [20.3, 20.3, 20.3, 20.3],
        [20.3 + points, 20.3 - points, 20.3 + points + 0.001, 20.3 - points - 0.001],
    )

    found = categories(change.reliable_change(pre, post, reliability, sd, direction))

    moved = ["improved", "deteriorated"] if direction == 1 else ["deteriorated", "improved"]
    assert found == ["unchanged", "unchanged", *moved]


@pytest.mark.parametrize(
    ("before", "after", "category"),
    [
        (30, 60, "recovered"),
        (55, 70, "improved"),
        (30, 49, "improved"),
        (30, 50, "improved"),
        (60, 30, "harmed"),
        (60, 50, "harmed"),
        (70, 55, "deteriorated"),
        (49, 30, "deteriorated"),
        (49, 51, "unchanged"),
        (51, 49, "unchanged"),
    ],
)
def test_reliable_change_with_cutoff(before, after, category):
    up = change.reliable_change([before], [after], 0.82, 5, 1, cutoff=50)
    down = change.reliable_change([-before], [-after], 0.82, 5, -1, cutoff=-50)

    assert categories(up) == categories(down) == [category]


def test_reliable_change_missing_keeps_its_place():
    found = change.reliable_change([None, 10, 10, 10], [20, None, 20, 10], 0.82, 5, 1)

    assert categories(found) == [None, None, "improved", "unchanged"]
    assert found[0] == Verdict(None, None)


@pytest.mark.parametrize(
    ("reliability", "sd"), [(None, 5), (0.8, None), (1, 5), (1.2, 5), (-0.1, 5), (0.8, 0), (0.8, -5)]
)
def test_reliable_change_without_evidence_gives_no_verdict(reliability, sd):
    assert change.reliable_change([10], [20], reliability, sd, 1) == [Verdict(None, None)]


def test_direction_other_than_one_refused():
    with pytest.raises(ValueError, match="direction"):
        change.reliable_change([1], [2], 0.8, 5, 0)


# degenerate input


@pytest.mark.parametrize(
    ("pre", "post", "expected"),
    [
        ([], [], PairedChange(0)),
        ([None, 1], [1, None], PairedChange(0)),
        ([float("nan")], [1.0], PairedChange(0)),
        ([3], [5], PairedChange(1, 2, wilcoxon_v=1, wilcoxon_p_exact=1, wilcoxon_p_normal=1)),
        ([4, 4, 4], [4, 4, 4], PairedChange(3, 0, 0, 0, 0, wilcoxon_v=0)),
    ],
)
def test_paired_degenerate_input_gives_none(pre, post, expected):
    assert change.paired(pre, post) == expected


def test_paired_constant_change_has_no_t_in_spite_of_rounding_noise():
    found = change.paired([0.1, 0.2, 0.3, 0.7], [0.4, 0.5, 0.6, 1.0])

    assert (found.sd_change, found.t, found.df, found.p, found.ci_low, found.d_z) == (0.0, *[None] * 5)
    assert found.d_av == pytest.approx(0.3 / stats.tstd([0.1, 0.2, 0.3, 0.7]))


@pytest.mark.parametrize(
    "rows", [[], [[1, 2]], [[1], [2]], [[], []], [[3, 3], [3, 3]], [[1, None], [None, 2]]]
)
def test_cronbach_alpha_degenerate_input_gives_none(rows):
    complete = sum(None not in row for row in rows)

    assert change.cronbach_alpha(rows) == Alpha(None, None, None, complete)


def test_spearman_degenerate_input_gives_none():
    assert change.spearman([], []) == Spearman(None, None, None, 0)
    assert change.spearman([1, 1, 1], [1, 2, 3]) == Spearman(None, None, None, 3)
    assert change.spearman(range(30), range(30)) == Spearman(1.0, None, None, 30)
    assert change.spearman(range(30), range(0, -30, -1)) == Spearman(-1.0, None, None, 30)


def test_wilson_nobody_gives_none():
    assert change.wilson(0, 0) == (None, None)
    with pytest.raises(ValueError, match="between"):
        change.wilson(3, 2)


@pytest.mark.parametrize("function", [change.paired, change.spearman])
def test_columns_of_different_length_refused(function):
    with pytest.raises(ValueError, match="zip"):
        function([1, 2], [1])


def test_reliable_change_columns_of_different_length_refused():
    with pytest.raises(ValueError, match="zip"):
        change.reliable_change([1, 2], [1], 0.8, 5, 1)


def test_cronbach_alpha_rows_of_different_length_refused():
    with pytest.raises(ValueError, match="same items"):
        change.cronbach_alpha([[1, 2], [1]])


# symmetries

points = st.one_of(st.none(), st.integers(0, 40), st.integers(0, 400).map(lambda n: n / 10))
columns = st.lists(st.tuples(points, points), min_size=1, max_size=55)


def split(pairs):
    return [before for before, _ in pairs], [after for _, after in pairs]


@given(columns, st.randoms(use_true_random=False))
def test_paired_order_of_people_irrelevant(pairs, random):
    shuffled = random.sample(pairs, len(pairs))

    assert astuple(change.paired(*split(shuffled))) == pytest.approx(astuple(change.paired(*split(pairs))))


@given(columns)
def test_paired_going_back_mirrors_going_forth(pairs):
    pre, post = split(pairs)
    forth, back = change.paired(pre, post), change.paired(post, pre)

    kept = ("n", "sd_change", "df", "p", "wilcoxon_p_exact", "wilcoxon_p_normal")
    turned = (
        ("mean_change",) * 2,
        ("t", "t"),
        ("ci_low", "ci_high"),
        ("d_av_ci_low", "d_av_ci_high"),
        ("d_z",) * 2,
    )
    assert [getattr(back, name) for name in kept] == pytest.approx([getattr(forth, name) for name in kept])
    for here, there in turned:
        value, other = getattr(forth, here), getattr(back, there)
        assert (value is None) == (other is None)
        assert value is None or value == pytest.approx(-other, abs=1e-9)


@given(columns)
def test_paired_never_gives_nan_or_infinity(pairs):
    found = change.paired(*split(pairs))

    assert all(math.isfinite(value) for value in numbers(found))
    for p in (found.p, found.wilcoxon_p_exact, found.wilcoxon_p_normal):
        assert p is None or 0 <= p <= 1


@given(columns, st.floats(0, 0.99), st.floats(0.5, 12), st.one_of(st.none(), st.integers(0, 40)))
def test_reliable_change_mirrored_data_mirror_the_verdicts(pairs, reliability, sd, cutoff):
    pre, post = split(pairs)
    flipped = [[None if value is None else -value for value in column] for column in (pre, post)]
    mirrored = None if cutoff is None else -cutoff

    up = change.reliable_change(pre, post, reliability, sd, 1, cutoff)
    down = change.reliable_change(*flipped, reliability, sd, -1, mirrored)

    assert categories(down) == categories(up)
    assert [v.rci for v in down] == [None if v.rci is None else -v.rci for v in up]


@given(columns, st.floats(0, 0.99), st.floats(0.5, 12))
def test_reliable_change_going_back_swaps_the_verdicts(pairs, reliability, sd):
    pre, post = split(pairs)
    swap = {"improved": "deteriorated", "deteriorated": "improved", "unchanged": "unchanged", None: None}

    forth, back = (change.reliable_change(*way, reliability, sd, 1) for way in ((pre, post), (post, pre)))

    assert categories(back) == [swap[category] for category in categories(forth)]


@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), max_size=12), st.permutations(range(4)))
def test_cronbach_alpha_order_of_people_and_items_irrelevant(rows, order):
    turned = [[row[place] for place in order] for row in reversed(rows)]

    assert astuple(change.cronbach_alpha(turned)) == pytest.approx(astuple(change.cronbach_alpha(rows)))


@given(st.integers(0, 50), st.integers(1, 50))
def test_wilson_counting_the_others_mirrors_the_interval(k, n):
    assume(k <= n)

    low, high = change.wilson(k, n)

    assert 0 <= low <= k / n <= high <= 1
    assert change.wilson(n - k, n) == pytest.approx((1 - high, 1 - low))


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=10))
def test_holm_never_lowers_a_p_nor_changes_their_order(p_values):
    adjusted = change.holm(p_values)

    both = sorted((p, a) for p, a in zip(p_values, adjusted, strict=True) if p is not None)
    assert [a is None for a in adjusted] == [p is None for p in p_values]
    assert all(p <= a <= 1 for p, a in both)
    assert [a for _, a in both] == sorted(a for _, a in both)

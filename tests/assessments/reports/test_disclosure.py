"""Nothing leaves the house about fewer than five, and no total gives a small group away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.reports import disclosure

GROUPS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=8)
FLOWS = st.lists(st.integers(0, 60), min_size=1, max_size=5).map(
    lambda counts: [(str(n), count) for n, count in enumerate(sorted(counts, reverse=True))]
)


@pytest.mark.parametrize(
    ("groups", "gone"),
    [
        ({"a": 12, "b": 15}, set()),
        ({"a": 12, "b": 9}, {"a", "b"}),
        ({"a": 12, "b": 9, "c": 30}, {"a", "b"}),
        ({"a": 12, "b": 9, "c": 8}, {"b", "c"}),
        ({"a": 12, "b": 0}, {"b"}),
    ],
)
def test_small_groups_take_another_one_with_them(groups, gone):
    assert disclosure.hidden(groups) == gone


def test_without_a_total_only_the_small_ones_go():
    assert disclosure.hidden({"a": 12, "b": 9}, total_shown=False) == {"b"}


@given(GROUPS)
def test_what_is_hidden_is_nobody_or_a_group_of_its_own_right(groups):
    gone = disclosure.hidden(groups)

    together = sum(groups[name] for name in gone)
    assert all(groups[name] >= disclosure.LEAST_GROUP for name in groups if name not in gone)
    assert together == 0 or together >= disclosure.LEAST_GROUP or gone == set(groups)


@given(FLOWS)
def test_no_two_steps_that_are_shown_are_one_to_four_apart(counts):
    shown = [count for _name, count in disclosure.steps(counts)]

    assert all(one == other or abs(one - other) >= 5 for one in shown for other in shown)
    assert all(count >= disclosure.LEAST_GROUP for count in shown)


def test_the_group_itself_is_shown_before_the_steps_above_it():
    assert disclosure.steps([("enrolled", 36), ("baseline", 34), ("both", 26)]) == (
        ("baseline", 34),
        ("both", 26),
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([("transferred", 5), ("released", 2), ("refused", 1)], (8, "transferred")),
        ([("transferred", 4), ("released", 4)], (8, "")),
        ([("transferred", 5), ("released", 5)], (10, "")),
        ([("transferred", 3), ("released", 1)], (None, "")),
        ([], (0, "")),
    ],
)
def test_small_reasons_melt_together_and_a_majority_keeps_its_name(counts, said):
    found = disclosure.losses(counts)

    assert (found.count, found.mostly) == said

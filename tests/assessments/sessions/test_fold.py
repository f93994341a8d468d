"""Whatever the order and the number of deliveries, a set of ops adds up to one state."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.sessions import fold as folding
from assessments.sessions import ops
from assessments.sessions.fold import conflicts, fold, retag
from assessments.sessions.ops import ParsedOp

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "fold.json").read_text("utf-8"))
REPLICAS = ("t1", "t2", "web:a")
TARGETS = ("session", "enrolment:1", "enrolment:2")


def make_op(identity, value, base=(), target="enrolment:1", field="mark"):
    return ParsedOp(identity, "1", target, field, value, tuple(sorted(base)), "")


@st.composite
def histories(draw):
    """What several devices write while each sees a part of what the others wrote."""
    history, numbers = [], dict.fromkeys(REPLICAS, 0)
    for _ in range(draw(st.integers(0, 25))):
        replica, target = draw(st.sampled_from(REPLICAS)), draw(st.sampled_from(TARGETS))
        numbers[replica] += 1
        seen = draw(st.lists(st.sampled_from(history), max_size=25)) if history else []
        cell = fold(seen).get((target, "mark"))
        value = draw(st.sampled_from(["present", "absent", None, 45]))
        history.append(make_op(f"{replica}:{numbers[replica]}", value, cell.base if cell else (), target))
    return history


@st.composite
def forged_histories(draw):
    """Bases that no honest device writes: unknown ops, itself, circles, ops of other cells, twins."""
    identities = [f"{replica}:{seq}" for replica in REPLICAS for seq in range(1, 5)]
    forged = st.builds(
        make_op,
        st.sampled_from(identities),
        st.sampled_from(["present", "absent"]),
        st.lists(st.sampled_from([*identities, "t9:9"]), max_size=4, unique=True),
        st.sampled_from(TARGETS),
    )
    return draw(st.lists(forged, max_size=15))


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_cells_are_those_of_the_shared_table(case):
    same_person = case.get("same_person", {})
    history = [make_op(op["id"], op["value"], op["base"], op["target"], op["field"]) for op in case["ops"]]

    cells = fold(history, lambda target: same_person.get(target, target), case.get("lead_replicas", ()))

    assert [
        {
            "target": target,
            "field": field,
            "heads": [head.id for head in cell.heads],
            "value": cell.value,
            "conflict": cell.conflict,
        }
        for (target, field), cell in cells.items()
    ] == case["cells"]


@given(st.data(), histories() | forged_histories())
def test_order_and_repetition_of_deliveries_change_nothing(data, history):
    again = data.draw(st.lists(st.sampled_from(history), max_size=10)) if history else []
    delivered = data.draw(st.permutations(history + again))

    assert fold(delivered) == fold(history)
    assert list(fold(delivered)) == list(fold(history))


@given(histories(), st.integers(0, 25))
def test_merging_a_batch_twice_equals_merging_it_once(history, cut):
    stored, batch = history[:cut], history[cut:]

    assert fold([*stored, *batch, *batch]) == fold([*batch, *stored])


@given(histories())
def test_heads_are_exactly_the_ops_that_no_other_names(history):
    cells = fold(history)

    for target in TARGETS:
        mine = [op for op in history if op.target == target]
        named = {base for op in mine for base in op.base}
        heads = cells[target, "mark"].heads if mine else ()
        assert {head.id for head in heads} == {op.id for op in mine} - named


@given(histories() | forged_histories())
def test_no_cell_is_ever_without_a_value(history):
    cells = fold(history)

    assert set(cells) == {(op.target, op.field) for op in history}
    for cell in cells.values():
        assert cell.heads
        assert cell.conflict == (len({ops.canonical(head.value) for head in cell.heads}) > 1)
        assert cell.value in [head.value for head in cell.heads if head.id == cell.chosen]


@given(histories())
def test_one_op_that_saw_all_heads_settles_a_conflict(history):
    cells = fold(history)
    settling = [
        make_op(f"web:settle:{number}", "excused", cells[key].base, key[0])
        for number, key in enumerate(conflicts(cells), start=1)
    ]

    settled = fold([*history, *settling])

    assert conflicts(settled) == ()
    assert {key: settled[key].value for key in conflicts(cells)} == dict.fromkeys(conflicts(cells), "excused")


@given(histories())
def test_the_lead_facilitators_head_is_the_provisional_value(history):
    for lead in REPLICAS:
        for cell in fold(history, lead_replicas=[lead]).values():
            theirs = [head.value for head in cell.heads if head.replica == lead]
            assert not theirs or cell.value in theirs


@given(histories())
def test_a_merge_of_two_people_keeps_every_head_and_can_be_undone(history):
    merged = fold(history, lambda target: "enrolment:1" if target == "enrolment:2" else target)
    apart = fold(history)

    one = merged.get(("enrolment:1", "mark"))
    both = [head for target in TARGETS[1:] for head in getattr(apart.get((target, "mark")), "heads", ())]
    assert {head.id for head in one.heads} == {head.id for head in both} if one else not both
    assert fold(history) == apart


def test_a_long_chain_and_a_long_circle_need_no_recursion():
    chain = [make_op(f"t1:{n}", n, [f"t1:{n - 1}"]) for n in range(2, 5_000)]
    circle = [*chain, make_op("t1:1", 1, ["t1:4999"])]

    assert [head.id for head in fold(chain)["enrolment:1", "mark"].heads] == ["t1:4999"]
    assert len(fold(circle)["enrolment:1", "mark"].heads) == 4_999


def test_ops_outside_a_forged_circle_still_supersede_it():
    history = [make_op("a:1", 1, ["b:1"]), make_op("b:1", 2, ["a:1"]), make_op("c:1", 3, ["a:1", "b:1"])]

    assert fold(history)["enrolment:1", "mark"].value == 3
    assert conflicts(fold(history)) == ()


def test_twins_of_one_identity_are_both_shown():
    cell = fold([make_op("t1:1", "present"), make_op("t1:1", "absent")])["enrolment:1", "mark"]

    assert cell.conflict
    assert sorted(head.value for head in cell.heads) == ["absent", "present"]


def test_a_form_sent_again_with_other_content_becomes_a_visible_conflict():
    places = {"session": "1", "target": "enrolment:1", "field": "mark"}
    first, second = (
        ops.compose(**places, value={"status": status, "minutes": None, "reason": None})
        for status in ("present", "absent")
    )
    again = retag("web:a", 3, second)

    cells = fold([ops.parse("web:a:3", first), ops.parse(ops.op_id(*again), second)])

    assert retag("web:a", 3, second) == again
    assert {retag("web:a", 3, first), retag("web:a", 4, second), retag("web:b", 3, second)}.isdisjoint(
        {again}
    )
    assert again[0].startswith(folding.FORM_PREFIX)
    assert UUID(again[0].removeprefix(folding.FORM_PREFIX)).version == 5
    assert again[1] == 1
    assert len(conflicts(cells)) == 1

"""An op is read from its verbatim text, and whatever cannot be read is kept with a reason."""

import json
import string
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.sessions import ops
from assessments.sessions.ops import Fault, ParsedOp, Unreadable

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "ops.json").read_text("utf-8"))
REPLICA = "web:0190b6f2-7c1e-7000-8000-000000000001"

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)
names = st.text(string.ascii_letters + string.digits, min_size=1, max_size=20)
bases = st.lists(st.builds(ops.op_id, names, st.integers(1, ops.MAX_SEQ)), max_size=5)


@pytest.mark.parametrize("case", VECTORS["readable"], ids=lambda case: case["compose"]["field"])
def test_text_and_digest_are_those_of_the_shared_table(case):
    p = ops.compose(**case["compose"])

    assert (p, ops.digest(p)) == (case["p"], case["digest"])


@pytest.mark.parametrize("case", VECTORS["unreadable"], ids=lambda case: f"{case['reason']} {case['p'][:60]}")
def test_an_unreadable_text_says_why(case):
    assert ops.parse("t1:1", case["p"]) == Unreadable(Fault(case["reason"]))


@given(names, names, values, bases, texts)
def test_what_is_composed_is_read_back(session, target, value, base, at):
    p = ops.compose(session=session, target=target, field="extra", value=value, base=base, at=at)

    assert ops.parse("t1:1", p) == ParsedOp(
        "t1:1", session, target, "extra", value, tuple(sorted(set(base))), at
    )


@given(values, bases)
def test_composing_does_not_depend_on_the_order_of_keys_and_heads(value, base):
    turned = dict(reversed(value.items())) if isinstance(value, dict) else value
    places = {"session": "1", "target": "session", "field": "extra"}

    assert ops.compose(**places, value=value, base=base) == ops.compose(
        **places, value=turned, base=[*reversed(base), *base]
    )


@given(
    st.text(max_size=200) | values.map(json.dumps) | st.text(alphabet='{}[]",:0123456789eE.-\\u', max_size=60)
)
def test_no_text_whatever_makes_reading_fail(p):
    assert isinstance(ops.parse("t1:1", p), Unreadable)
    assert len(ops.digest(p)) == 64


@given(
    st.fixed_dictionaries({key: values | bases for key in ("session", "target", "value", "base", "at")}),
    st.sampled_from(ops.Field) | values,
)
def test_no_shape_whatever_makes_reading_fail(content, field):
    p = json.dumps({**content, "field": field})

    assert isinstance(ops.parse("t1:1", p), ParsedOp | Unreadable)


def test_a_deeply_nested_or_a_huge_text_is_kept_and_flagged():
    assert ops.parse("t1:1", "[" * 16_000) == Unreadable(Fault.NOT_JSON)
    assert ops.parse("t1:1", '{"value":' * 1_600) == Unreadable(Fault.NOT_JSON)
    assert ops.parse("t1:1", '"' + "ñ" * 8_192 + '"') == Unreadable(Fault.TOO_LARGE)
    assert ops.parse("t1:1", "9" * 6_000) == Unreadable(Fault.NOT_JSON)


def test_a_lone_half_of_a_pair_or_a_nul_cannot_be_stored():
    assert not ops.is_storable("\ud800")
    assert not ops.is_storable("a\x00")
    assert ops.is_storable("ñ😀\\u0000")
    assert ops.parse("t1:1", '"\ud800"') == Unreadable(Fault.NOT_STORABLE)


def test_a_written_out_backslash_is_not_a_nul():
    p = ops.compose(session="1", target="session", field="notes", value="C:\\u0000")

    assert ops.parse("t1:1", p).value == "C:\\u0000"


def test_one_and_one_point_zero_are_one_value():
    p = '{"session":null,"target":"enrolment:7","field":"answer:baseline:3:i1","value":%s,"base":[],"at":""}'

    assert ops.parse("a:1", p % "1.0") == ops.parse("a:1", p % "1")
    assert isinstance(ops.parse("a:1", p % "1.5").value, float)


def test_composing_what_could_not_be_read_is_an_error():
    with pytest.raises(ValueError, match=Fault.BAD_VALUE):
        ops.compose(session="1", target="enrolment:7", field="mark", value="present")
    with pytest.raises(ValueError, match=Fault.TOO_LARGE):
        ops.compose(session="1", target="session", field="notes", value="x" * ops.MAX_BYTES)


@given(names, st.integers(1, ops.MAX_SEQ))
def test_an_identity_is_split_as_it_was_made(name, seq):
    assert ops.split_op_id(ops.op_id(f"web:{name}", seq)) == (f"web:{name}", seq)


@pytest.mark.parametrize(
    "text", ["", "t1", "t1:", ":1", "t1:0", "t1:01", "t1:-1", "t1:2147483648", "t 1:1", "t1:१"]
)
def test_other_texts_are_no_identity(text):
    assert ops.split_op_id(text) is None


def test_targets_tell_enrolments_from_the_session_and_walk_ins():
    assert ops.enrolment_of(ops.enrolment_target(7)) == "7"
    assert ops.enrolment_of(ops.SESSION_TARGET) is None
    assert ops.enrolment_of("0190b6f2-7c1e-7000-8000-000000000001") is None


def test_an_answer_has_a_field_per_occasion_version_and_item():
    field = ops.answer_field("baseline", 3, "dc-07")

    assert field == "answer:baseline:3:dc-07"
    assert ops.split_answer(field) == ops.AnswerField("baseline", "3", "dc-07")
    assert ops.split_answer("mark") is None


@pytest.mark.parametrize("link_id", ["", "a:b", "a b", "ñ", "x" * 65])
def test_an_item_name_that_cannot_stand_in_a_field_is_an_error(link_id):
    with pytest.raises(ValueError, match=Fault.BAD_FIELD):
        ops.answer_field("baseline", 3, link_id)


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-03-02T15:15:00Z", datetime(2026, 3, 2, 15, 15, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_device_moment_is_read_when_it_is_one(at, moment):
    op = ops.parse(
        ops.op_id(REPLICA, 1), ops.compose(session="1", target="session", field="closed", value=True, at=at)
    )

    assert ops.happened_at(op) == moment

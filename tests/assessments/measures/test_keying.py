"""The same key means the same answer, on paper and on the screen."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.measures import definition, keying
from assessments.measures.operations.instruments import FOLDER

RIGHTS = definition.parse(Path(FOLDER, "derechos-crianza.json").read_bytes())
FIRST = RIGHTS.item_by_id["A01"]
COUNT = next(
    (
        (known, item)
        for path in sorted(FOLDER.glob("*.json"))
        for known in [definition.parse(path.read_bytes())]
        for item in known.items
        if item.kind == "count"
    ),
    None,
)


def test_keys_stand_from_left_to_right_as_on_the_sheet():
    keys = [(key.typed, key.value) for key in keying.keys_of(RIGHTS, FIRST)]

    assert keys == [
        ("1", "no"),
        ("2", "no_se"),
        ("3", "si"),
        ("0", "skipped"),
        ("8", "illegible"),
        ("9", "refused"),
    ]


@pytest.mark.parametrize("typed", ["4", "7", "12", "x", "-1", "³", "١"])
def test_other_keys_are_refused(typed):
    with pytest.raises(keying.NotAKey):
        keying.read(RIGHTS, FIRST, typed)


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_is_no_answer(typed):
    assert keying.read(RIGHTS, FIRST, typed) is None


@given(st.sampled_from(["1", "2", "3", "0", "8", "9"]))
def test_what_was_typed_is_shown_again(typed):
    assert keying.typed(RIGHTS, FIRST, keying.read(RIGHTS, FIRST, typed)) == typed


@pytest.mark.parametrize("value", [None, "not_asked", "perhaps", 17, ["si"], {"a": 1}, True])
def test_a_value_that_no_key_stands_for_is_shown_as_empty(value):
    assert keying.typed(RIGHTS, FIRST, value) == ""


@pytest.mark.parametrize("typed", ["0", "3", "17", "999", "-", "?", "/"])
def test_a_count_is_typed_as_it_is(typed):
    known, item = COUNT or counting()

    assert keying.typed(known, item, keying.read(known, item, typed)) == typed


@pytest.mark.parametrize("typed", ["1000", "1.5", "8-", "--"])
def test_a_count_that_is_none_is_refused(typed):
    known, item = COUNT or counting()

    with pytest.raises(keying.NotAKey):
        keying.read(known, item, typed)


def counting():
    """A definition with one count, while no shipped instrument has one."""
    raw = {
        "slug": "cuentas",
        "version": "1.0.0",
        "title": {"es": "Cuentas"},
        "author": "Puente",
        "licence": "CC-BY-4.0",
        "validated": False,
        "response_scales": [],
        "scales": [],
        "items": [{"link_id": "C1", "kind": "count", "text": {"es": "¿Cuántas cartas?"}}],
    }
    known = definition.parse(raw)
    return known, known.items[0]

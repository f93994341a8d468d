"""The verification code refuses typos before any query, and file names never collide."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.certificates import numbering

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "certificate_codes.json").read_text("utf-8"))

stems = st.text(alphabet=numbering.ALPHABET, min_size=15, max_size=15)
full_codes = stems.map(lambda stem: stem + numbering.check_symbol(stem))


def test_alphabet_is_crockfords():
    assert VECTORS["alphabet"] == numbering.ALPHABET


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: repr(case["typed"]))
def test_typed_text_is_read_and_judged_as_the_table_says(case):
    code = numbering.normalise(case["typed"])

    assert (code, numbering.is_well_formed(code)) == (case["code"], case["well_formed"])


@given(full_codes)
def test_the_printed_form_and_lookalikes_are_read_back(code):
    sloppy = numbering.display(code).lower().replace("0", "o").replace("1", "l")

    assert numbering.normalise(f" {sloppy} ") == code
    assert numbering.is_well_formed(code)


@given(full_codes, st.integers(0, 15), st.sampled_from(numbering.ALPHABET))
def test_every_single_error_is_caught(code, place, symbol):
    wrong = code[:place] + symbol + code[place + 1 :]

    assert numbering.is_well_formed(wrong) == (wrong == code)


@given(full_codes, st.integers(0, 14))
def test_every_swap_of_neighbours_but_0z_is_caught(code, place):
    pair = code[place : place + 2]
    wrong = code[:place] + pair[::-1] + code[place + 2 :]
    assume({*pair} != {"0", "Z"})

    assert numbering.is_well_formed(wrong) == (wrong == code)


@given(st.integers())
def test_a_new_code_is_well_formed_and_follows_its_source_of_chance(seed):
    code = numbering.new_code(random.Random(seed).randrange)

    assert numbering.is_well_formed(code)
    assert numbering.normalise(code) == code
    assert code == numbering.new_code(random.Random(seed).randrange)


def test_a_new_code_holds_75_random_bits():
    drawn = []

    numbering.new_code(lambda below: drawn.append(below) or 0)

    assert drawn == [32] * 15


@given(st.text())
def test_any_text_is_read_without_failing(text):
    assert numbering.is_well_formed(numbering.normalise(text)) in {True, False}


def test_a_text_far_too_long_is_no_code():
    assert numbering.normalise("A" * 101) == ""


def test_the_code_is_shown_in_groups_of_four():
    assert numbering.display("7K3MQ90XW2HTR5J8") == "7K3M-Q90X-W2HT-R5J8"


@given(st.integers(1990, 9999), st.integers(0, 999_999_999))
def test_a_folio_is_read_as_it_was_written(year, number):
    assert numbering.split_folio(numbering.folio(year, number)) == (year, number)


def test_folios_stand_in_the_order_of_issue():
    folios = [numbering.folio(2025, 999_999), numbering.folio(2026, 9), numbering.folio(2026, 123)]

    assert folios == sorted(folios) == ["2025-999999", "2026-000009", "2026-000123"]


@pytest.mark.parametrize("text", ["", "2026", "2026-123", "26-000123", "2026-000123.pdf", "2026_000123"])
def test_other_texts_are_no_folio(text):
    assert numbering.split_folio(text) is None


def test_a_file_is_named_after_folio_and_code():
    code = numbering.new_code(random.Random(7).randrange)

    assert numbering.file_name("2026-000123", code) == f"2026-000123_{code}.pdf"


@pytest.mark.parametrize(("folio", "code"), [("../x", "0" * 16), ("2026-000123", "../../etc/passwd")])
def test_a_file_is_named_after_nothing_else(folio, code):
    with pytest.raises(ValueError, match="folio"):
        numbering.file_name(folio, code)

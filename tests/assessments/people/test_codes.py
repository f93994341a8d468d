"""The participant code catches the slips a hand makes."""

import json
import random
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.people import codes

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "participant_codes.json").read_text("utf-8"))

stems = st.text(alphabet=codes.ALPHABET, min_size=5, max_size=5)
full_codes = stems.map(lambda stem: stem + codes.check_symbol(stem))


def test_alphabet_is_the_agreed_one():
    assert codes.ALPHABET == VECTORS["alphabet"] == "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    assert list(codes.WEIGHTS) == VECTORS["weights"]


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: repr(case["typed"]))
def test_typed_text_is_read_and_judged_as_the_table_says(case):
    code = codes.normalise(case["typed"])

    assert (code, codes.is_valid(code)) == (case["code"], case["valid"])


@given(full_codes)
def test_a_code_is_valid_however_it_is_spelt(code):
    assert codes.is_valid(codes.normalise(f" {code[:3].lower()}-{code[3:]} "))


@given(full_codes, st.integers(0, 5), st.sampled_from(codes.ALPHABET))
def test_every_single_error_is_caught(code, place, symbol):
    wrong = code[:place] + symbol + code[place + 1 :]

    assert codes.is_valid(wrong) == (wrong == code)


@given(full_codes, st.integers(0, 4))
def test_every_swap_of_neighbours_is_caught(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert codes.is_valid(wrong) == (wrong == code)


def test_every_twin_error_is_caught():
    for place, (twin, other) in product(range(4), product(codes.ALPHABET, repeat=2)):
        stem = ("2" * place + twin * 2 + "2" * 5)[:5]
        code = stem + codes.check_symbol(stem)
        wrong = code[:place] + other * 2 + code[place + 2 :]

        assert codes.is_valid(wrong) == (twin == other)


@given(st.sampled_from(codes.ALPHABET), st.sampled_from(codes.ALPHABET), st.text(codes.ALPHABET, min_size=3))
def test_a_twin_error_with_the_check_symbol_is_caught(twin, other, start):
    code = start[:4].ljust(4, "2") + twin * 2
    wrong = code[:4] + other * 2

    assert twin == other or not (codes.is_valid(code) and codes.is_valid(wrong))


@given(st.integers())
def test_a_new_code_is_valid_and_no_number_to_a_spreadsheet(seed):
    code = codes.new_code(random.Random(seed).randrange)

    assert codes.is_valid(code)
    assert not code.isdigit()


def test_a_code_that_a_spreadsheet_would_read_as_a_number_is_drawn_again():
    draws = iter([0, 0, 0, 0, 0, *(codes.ALPHABET.index(symbol) for symbol in "QRSTU")])

    code = codes.new_code(lambda below: next(draws))

    assert codes.check_symbol("22222").isdigit()
    assert code[:5] == "QRSTU"


@given(st.text(max_size=40))
def test_any_text_is_read_without_failing(text):
    assert codes.is_valid(codes.normalise(text)) in {True, False}

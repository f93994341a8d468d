"""Printed codes: written for paper, read back forgivingly, hashed for one account and purpose."""

from hypothesis import given
from hypothesis import strategies as st

from cms.accounts import codes


def test_printed_code_reads_back_as_drawn():
    code = codes.draw()

    assert codes.typed(codes.printed(code)) == code
    assert codes.typed(codes.printed(code).lower().replace("-", " ")) == code


def test_drawn_codes_differ_and_have_the_promised_length():
    drawn = {codes.draw() for _ in range(200)}

    assert len(drawn) == 200
    assert {len(code) for code in drawn} == {codes.LENGTH}


@given(st.text(max_size=60))
def test_typed_never_raises_and_keeps_only_letters_of_codes(text):
    assert set(codes.typed(text)) <= set(codes.LETTERS)


def test_hash_fits_one_account_one_purpose_and_one_key():
    one = {"key": "k", "account_pk": 1, "purpose": "sign_in", "code": "ABCD"}
    others = [{**one, "key": "l"}, {**one, "account_pk": 2}, {**one, "purpose": "x"}, {**one, "code": "ABCE"}]

    hashes = {codes.hashed(**each) for each in (one, *others)}

    assert len(hashes) == 5
    assert codes.hashed(**one) == codes.hashed(**one)

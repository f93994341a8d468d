"""Words are compared without accents, capitals and punctuation."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curriculum import plain_words


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Enseñar", "ensenar"), ("niñez", "NINEZ"), ("pingüino", "pinguino"), ("Wawa ñawi", "nawi")],
)
def test_accents_make_no_difference(written, typed):
    assert plain_words.holds(written, plain_words.words_of(typed))
    assert plain_words.holds(typed, plain_words.words_of(written.split()[-1]))


@given(st.text())
def test_every_word_of_a_text_is_found_in_it(text):
    assert plain_words.holds(text, plain_words.words_of(text))


@given(st.text())
@example("𝑨")
def test_plain_letters_stay_plain(text):
    assert plain_words.plain(plain_words.plain(text)) == plain_words.plain(text)


def test_the_beginning_of_a_word_is_enough_and_its_middle_is_not():
    assert plain_words.holds("Escuchar con calma", ["escu", "cal"])
    assert not plain_words.holds("Escuchar con calma", ["cuchar"])


def test_a_word_counts_where_it_weighs_most():
    texts = [(4, "Reglas claras"), (2, "Sin golpes"), (1, "Reglas y calma, sin gritos")]

    assert plain_words.weight(texts, ["reglas"]) == 4
    assert plain_words.weight(texts, ["reglas", "calma"]) == 5
    assert plain_words.weight(texts, ["reglas", "visita"]) == 0


def test_an_excerpt_keeps_the_words_as_they_were_written():
    long = " ".join(["antes"] * 20 + ["¡Enseñar!"] + ["después"] * 20)

    assert plain_words.excerpt(["Otra cosa.", "Así se enseña."], ["ensen"]) == "Así se enseña."
    assert plain_words.excerpt([long], ["ensenar"]) == (
        f"… {' '.join(['antes'] * 10)} ¡Enseñar! {' '.join(['después'] * 15)} …"
    )
    assert plain_words.excerpt(["Nada."], ["ensenar"]) == ""

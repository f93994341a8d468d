"""How easily a text reads: syllables, sentences, the index and the words of its scale."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum import reading_ease
from curriculum.reading_ease import Ease, Level

TRUTH = json.loads((Path(__file__).parents[1] / "vectors" / "reading_ease.json").read_text(encoding="utf-8"))
PLAY = "La niña juega. Su papá la mira y sonríe."
"""Nine words, two sentences, 15 syllables: ni-ña, jue-ga, pa-pá, mi-ra, son-rí-e, and four words of one."""


@pytest.mark.parametrize(("word", "syllables"), TRUTH["spanish_syllables"].items())
def test_spanish_syllables(word, syllables):
    assert reading_ease.spanish_syllables(word) == syllables


@pytest.mark.parametrize(("word", "syllables"), TRUTH["english_syllables"].items())
def test_english_syllables(word, syllables):
    assert reading_ease.english_syllables(word) == syllables


def test_index_follows_the_formula():
    assert reading_ease.ease(PLAY, "es").value == round(206.835 - 62.3 * 15 / 9 - 9 / 2, 1)


@pytest.mark.parametrize(("value", "level"), TRUTH["levels_es"])
def test_levels_have_the_edges_of_the_scale(value, level):
    assert reading_ease.level_of(value, reading_ease.SCALES["es"].steps) == Level(level)


def test_long_words_and_long_sentences_read_harder():
    easy = reading_ease.ease("El niño come. La mamá canta.", "es")
    hard = reading_ease.ease(
        "La institucionalización penitenciaria obstaculiza la comunicación familiar.", "es"
    )

    assert (easy.level, hard.level) == (Level.VERY_EASY, Level.VERY_DIFFICULT)


def test_english_has_its_own_formula():
    assert reading_ease.ease("The child plays.", "en-GB") == Ease(119.2, Level.VERY_EASY)


@pytest.mark.parametrize(("text", "language"), [("", "es"), ("9.3 · …", "es"), ("Ñuqa wasiy.", "quy")])
def test_no_words_or_no_formula_gives_no_value(text, language):
    assert reading_ease.ease(text, language) is None


def test_point_inside_a_number_or_a_quotation_mark_after_it_makes_one_sentence():
    sentences = (
        reading_ease.ease("El artículo 9.3 dice eso.", "es"),
        reading_ease.ease("Dijo «ven.» Vino.", "es"),
    )

    assert [one.value for one in sentences] == [
        round(206.835 - 62.3 * 9 / 4 - 4, 1),
        round(206.835 - 62.3 * 5 / 3 - 3 / 2, 1),
    ]


@given(st.text(max_size=80))
def test_every_text_has_a_value_or_none(text):
    found = reading_ease.ease(text, "es")

    assert found is None or found.level in Level


@given(st.text(alphabet="abcdeghiouyqáéíóúüñ", min_size=1, max_size=15))
def test_every_word_has_at_least_one_syllable_and_no_more_than_letters(word):
    assert 1 <= reading_ease.spanish_syllables(word) <= len(word)


PARTS = [
    {"type": "prose", "value": {"audience": "facilitator", "heading": "No", "text": "<p>Secreto.</p>"}},
    {
        "type": "prose",
        "value": {"audience": "both", "heading": "Sí", "text": "<p>Uno.</p><ul><li>Dos</li></ul>"},
    },
    {"type": "opening", "value": {"audience": "both", "minutes": 5, "steps": ["<p>Tres &amp; cuatro.</p>"]}},
    {"type": "homework", "value": {"audience": "both", "task": "<p>Cinco.</p>", "channels": ["visit"]}},
    {"type": "sources", "value": {"audience": "both", "heading": "De dónde", "sources": []}},
]


def test_only_what_participants_read_through_is_measured():
    text = reading_ease.participants_text(PARTS)

    assert text.split() == ["Sí", "Uno.", "Dos", "Tres", "&", "cuatro.", "Cinco."]
    assert reading_ease.word_count("<p>Uno dos.</p><p>Tres</p>") == 3

"""A certificate never says prison, and the public page never says the name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.certificates.wording import (
    DEFAULT_WORDS,
    FORBIDDEN_WORDS,
    forbidden_words,
    mask,
    plain,
    same_name,
    without_name,
)

GOOD = "Certifica que {name} participó en el programa Crianza con ternura, derechos con voz (18 horas)."

names = st.lists(
    st.text("abcdeñáéíóúÑÁÉÍÓÚ'’-", min_size=1, max_size=10).filter(plain), min_size=1, max_size=4
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GOOD, ()),
        ("En el Penal de Ayacucho", ("penal",)),
        ("la CÁRCEL, la carcel", ("cárcel",)),
        ("Taller para internos e internas", ("internos", "internas")),
        ("I.N.P.E. y INPE", ("INPE",)),
        ("personas privadas de su  libertad", ("privadas de su libertad",)),
        ("el establecimiento peni-\ntenciario", ("penitenciario",)),
        ("el establecimiento peni\u00adtenciario", ("penitenciario",)),
        (unicodedata.normalize("NFD", "prisión"), ("prisión",)),
        ("prison_certificate.pdf", ("prison",)),
        ("https://puente.example/jail/", ("jail",)),
        ("ｐｅｎａｌ", ("penal",)),
        ("carcelpi yachaqkuna, penalmanta", ("cárcel", "penal")),
        ("internokunapaq", ("interno",)),
        ("wisq’ana wasipi", ("wisq'ana wasi",)),
    ],
)
def test_words_that_betray_the_place_are_found(text, found):
    assert set(forbidden_words(text)) == set(found)


@pytest.mark.parametrize(
    "text",
    [
        "Un programa internacional con presupuesto propio",
        "penalti, internado, reopening, prestar, presenta, apena, jailoso",
        "derecho a la libertad de expresión",
        "Huk wata yachay, wasiypi ayllu",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert forbidden_words(text) == ()


@pytest.mark.parametrize("word", sorted(set(DEFAULT_WORDS)))
def test_every_listed_word_is_found_however_it_is_written(word):
    assert word in forbidden_words(f"({word.upper()})")
    assert word in forbidden_words(GOOD + f" «{plain(word)}».")


@pytest.mark.parametrize("language", FORBIDDEN_WORDS)
def test_no_two_words_of_a_list_read_alike(language):
    words = FORBIDDEN_WORDS[language]

    assert len({plain(word) for word in words}) == len(words)


def test_every_language_has_a_list():
    assert set(FORBIDDEN_WORDS) == {"es", "qu", "en"}
    assert all(words for words in FORBIDDEN_WORDS.values())


def test_the_list_can_be_replaced():
    assert forbidden_words("En Yanamilla, en el penal", ["Yanamilla"]) == ("Yanamilla",)
    assert forbidden_words("En el penal", []) == ()


@given(st.text(max_size=80), st.lists(st.text(max_size=8), max_size=4))
def test_no_text_and_no_list_makes_the_check_fail(text, words):
    assert set(forbidden_words(text, words)) <= set(words)


@given(st.sampled_from(DEFAULT_WORDS), st.integers(1, 200))
def test_a_long_run_of_endings_is_refused_or_passed_quickly(word, count):
    assert forbidden_words(word + "pas" * count + "x") == ()


@given(names)
def test_a_name_is_taken_out_however_it_is_printed(name):
    printed = GOOD.format(name=name.upper())

    assert without_name(printed, name) == plain(GOOD.format(name="0"))


def test_the_check_is_not_applied_to_the_name():
    text = without_name(GOOD.format(name="Juana Penal Recluso"), "Juana Penal Recluso")

    assert forbidden_words(text) == ()


def test_a_name_that_is_a_forbidden_word_hides_nothing_else():
    text = "Certifica que Reo Penal participó en el penal. Reo Penal"

    assert forbidden_words(without_name(text, "Reo Penal", times=2)) == ("penal",)
    assert forbidden_words(without_name("Penal participó en el penal", "Penal")) == ("penal",)
    assert forbidden_words(without_name("Ana Penal en el Penal", "Ana")) == ("penal",)


def test_taking_a_name_out_makes_no_new_phrase_of_its_neighbours():
    assert forbidden_words(without_name("medio Juan Quispe libre", "Juan Quispe")) == ()


@pytest.mark.parametrize("name", ["", "  ", "-"])
def test_without_a_name_nothing_is_taken_out(name):
    assert forbidden_words(without_name("en el penal", name)) == ("penal",)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Juan Quispe Huamán", "J*** Q***** H*****"),
        ("  María  de la Cruz ", "M**** d* l* C***"),
        (unicodedata.normalize("NFD", "Óscar Ñaupari"), "Ó**** Ñ******"),
        ("A Quispe", "* Q*****"),
        ("", ""),
    ],
)
def test_a_name_is_masked(name, masked):
    assert mask(name) == masked


@given(st.text(max_size=40))
def test_a_mask_shows_at_most_one_sign_of_each_word(name):
    for word, hidden in zip(unicodedata.normalize("NFC", name).split(), mask(name).split(), strict=True):
        assert len(hidden) == len(word)
        assert set(hidden[1:]) <= {"*"}
        assert hidden == "*" or hidden[0] == word[0]


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Juan Quispe Huamán", True),
        ("JUAN  QUISPE-HUAMAN", True),
        (" juan quispehuaman ", True),
        ("Juan Quispe", False),
        ("Juan Quispe Mamani", False),
        ("", False),
        ("J*** Q***** H*****", False),
        ("Juan Quispe Huamán" + " " * 200, False),
    ],
)
def test_a_typed_name_matches_the_printed_one_or_not(typed, same):
    assert same_name("Juan Quispe Huamán", typed) is same


def test_no_name_matches_no_name():
    assert not same_name("", "")
    assert not same_name("-", " ")


@given(names)
def test_accents_capitals_spaces_and_hyphens_do_not_matter(name):
    assert same_name(name, "".join(name.upper().replace("-", " ").split()))
    assert same_name(unicodedata.normalize("NFD", name), name)

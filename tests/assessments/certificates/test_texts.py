"""The words of a certificate: days, hours and the sentence between."""

from datetime import date

import pytest

from assessments.certificates import texts


@pytest.mark.parametrize(
    ("minutes", "spanish", "english"),
    [
        (0, "media hora", "half an hour"),
        (29, "media hora", "half an hour"),
        (60, "1 hora", "1 hour"),
        (90, "1 hora y media", "1.5 hours"),
        (119, "1 hora y media", "1.5 hours"),
        (120, "2 horas", "2 hours"),
        (825, "13 horas y media", "13.5 hours"),
    ],
)
def test_hours_are_rounded_down_to_half_hours(minutes, spanish, english):
    assert (texts.hours(minutes, "es"), texts.hours(minutes, "en")) == (spanish, english)


def test_days_are_written_out():
    day = date(2026, 3, 1)

    assert texts.long_date(day, "es") == "1 de marzo de 2026"
    assert texts.long_date(day, "en") == "1 March 2026"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 1, 5), date(2026, 3, 2), "entre el 5 de enero y el 2 de marzo de 2026"),
        (date(2025, 12, 5), date(2026, 3, 2), "entre el 5 de diciembre de 2025 y el 2 de marzo de 2026"),
        (date(2026, 3, 2), date(2026, 3, 2), "el 2 de marzo de 2026"),
    ],
)
def test_the_year_is_said_once(first, last, said):
    assert texts.detail(60, first, last, "es") == f"con 1 hora de participación, {said}"


def test_both_languages_say_the_same_things():
    assert texts.SPANISH.keys() == texts.ENGLISH.keys()


@pytest.mark.parametrize(
    ("group", "paper"), [("es", "es"), ("en", "en"), ("en-GB", "en"), ("quy", "es"), ("qu", "es")]
)
def test_spanish_unless_the_group_speaks_english(group, paper):
    assert texts.language_of(group) == paper

"""What a cell says, and that a doubtful one is asked about, never guessed."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessments.people import likeness
from assessments.people.importing import cells, headings
from assessments.people.importing.cells import Unclear
from assessments.people.importing.headings import Field

TODAY = date(2026, 3, 9)


def code_of(meaning, *arguments):
    with pytest.raises(Unclear) as unclear:
        meaning(*arguments)
    return unclear.value.code


@pytest.mark.parametrize(
    "typed",
    ["05/03/2026", "5/3/2026", "05-03-2026", "5.3.26", "2026-03-05", "2026-03-05 00:00:00", date(2026, 3, 5)],
)
def test_a_day_is_read_day_first(typed):
    assert cells.day(typed, TODAY) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31/02/2026", "no_such_day"),
        ("03/25/2026", "no_such_day"),
        ("marzo", "not_a_day"),
        ("46000", "not_a_day"),
    ],
)
def test_what_is_no_day_is_told_apart(typed, code):
    assert code_of(cells.day, typed, TODAY) == code


def test_two_digits_lie_in_the_past():
    assert cells.day("01/01/85", TODAY) == date(1985, 1, 1)
    assert cells.day("01/01/26", TODAY) == date(2026, 1, 1)


def test_a_day_to_come_is_refused():
    assert code_of(cells.past_day, "10/03/2026", TODAY) == "day_to_come"
    assert cells.past_day("09/03/2026", TODAY) == TODAY


@pytest.mark.parametrize(
    ("typed", "band"),
    [("12/03/1985", "1985-1989"), ("1989", "1985-1989"), (date(1990, 1, 1), "1990-1994"), ("", "")],
)
def test_birth_becomes_five_years(typed, band):
    assert cells.birth_band(typed, TODAY) == band


@pytest.mark.parametrize("typed", ["2024", "1899", "12/03/2020"])
def test_an_unlikely_birth_is_refused(typed):
    assert code_of(cells.birth_band, typed, TODAY) == "birth_unlikely"


@given(st.dates(date(1930, 1, 1), date(2012, 3, 9)))
def test_the_band_holds_the_year_and_nothing_finer(born):
    first, last = map(int, cells.birth_band(born, TODAY).split("-"))

    assert first <= born.year <= last == first + 4
    assert first % 5 == 0


@pytest.mark.parametrize(
    ("column", "meaning"),
    [(("M", "F"), "male"), (("H", "M"), "female"), (("M", "m"), None), (("H", "M", "F"), None)],
)
def test_a_lone_m_is_read_beside_its_neighbours(column, meaning):
    assert cells.meaning_of_m(column) == meaning


@pytest.mark.parametrize(("typed", "sex"), [("Mujer", "female"), ("VARÓN", "male"), ("Fem.", "female")])
def test_sex_is_read_as_written(typed, sex):
    assert cells.sex(typed, None) == sex


def test_an_unclear_m_is_asked_about():
    assert code_of(cells.sex, "M", None) == "sex_m_unclear"


@pytest.mark.parametrize(
    ("typed", "answer"), [("Sí", True), ("X", True), ("no", False), ("", None), ("-", None), ("NO", False)]
)
def test_yes_and_no(typed, answer):
    assert cells.yes_or_no(typed) is answer


@pytest.mark.parametrize(
    ("typed", "said"), [("sí", "none"), ("con ayuda", "some"), ("No lee", "full"), ("", "none")]
)
def test_whether_somebody_reads(typed, said):
    assert cells.reads(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"), [("sí", "full"), ("no", "none"), ("a veces", "some"), ("", "none")]
)
def test_whether_somebody_needs_help_is_the_opposite_question(typed, said):
    assert cells.needs_help(typed) == said


def test_names_keep_their_letters_and_lose_nothing_but_spaces():
    assert cells.name("  PÉREZ   O'HIGGINS ") == "PÉREZ O'HIGGINS"
    assert cells.name("N\u0303AHUI") == "ÑAHUI"
    assert cells.split_name("DE LA CRUZ VILCA,Ángel") == ("DE LA CRUZ VILCA", "Ángel")


@pytest.mark.parametrize("typed", ["=1+1", "Ana 2", "@ana", "#REF!", "-Ana"])
def test_what_is_no_name_is_refused(typed):
    assert code_of(cells.name, typed) == "not_a_name"


def test_a_name_without_a_comma_is_not_guessed():
    assert code_of(cells.split_name, "QUISPE HUAMÁN ROSA ELVIRA") == "name_without_comma"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("APELLIDOS Y NOMBRES", Field.FULL_NAME),
        ("Apellido paterno", Field.FIRST_SURNAME),
        ("Ap. Materno", Field.SECOND_SURNAME),
        ("Nombres", Field.GIVEN_NAMES),
        ("Género", Field.SEX),
        ("Lengua materna", Field.LANGUAGE),
        ("¿Lee?", Field.READS),
        ("Necesita ayuda para la lectura", Field.READING_HELP),
        ("Fec. Nac.", Field.BIRTH),
        ("Año de nacimiento", Field.BIRTH),
        ("Pabellón / ala", Field.UNIT),
        ("Fecha de ingreso", Field.FROM_ON),
        ("Consentimiento (encuestas)", Field.CONSENT_MEASURES),
        ("Consentimiento programa", Field.CONSENT_PROGRAMME),
        ("Consentimiento certificado", Field.CONSENT_CERTIFICATE),
        ("Fecha de consentimiento", Field.CONSENT_ON),
        ("Código externo", Field.EXTERNAL_ID),
        ("N° de legajo", Field.EXTERNAL_ID),
        ("N°", None),
        ("Nro.", None),
        ("DNI", None),
        ("Delito", None),
        ("Régimen de seguridad", None),
        ("Observaciones", None),
    ],
)
def test_headings_that_offices_write(heading, field):
    assert headings.field_of(heading) == field


@pytest.mark.parametrize(
    "heading", ["Delito", "SENTENCIA", "Expediente N°", "Juzgado", "Agraviada", "Victim"]
)
def test_forbidden_columns_are_known(heading):
    assert headings.is_forbidden(heading)


@given(st.text(max_size=40))
@example("🄐")
def test_folding_twice_is_folding_once(text):
    assert likeness.folded(likeness.folded(text)) == likeness.folded(text)


def test_likeness_ignores_accents_capitals_and_spaces():
    assert likeness.name_key("Ángel ", "Ñahui  Quispe") == likeness.name_key("ANGEL", "nahui quispe")
    assert likeness.matches("nahu ang", "Ángel ÑAHUI QUISPE")
    assert not likeness.matches("hui", "Ángel ÑAHUI QUISPE")

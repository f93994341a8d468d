"""Which column holds what: the headings that offices write, in Spanish and English. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from assessments.people.likeness import folded

Cell = str | date
_ROWS_LOOKED_AT = 30
_PUNCTUATION = re.compile(r"[^\w#°º]+")


class Field(StrEnum):
    """What a column may hold."""

    SURNAMES = "surnames"
    FIRST_SURNAME = "first_surname"
    SECOND_SURNAME = "second_surname"
    GIVEN_NAMES = "given_names"
    FULL_NAME = "full_name"
    SEX = "sex"
    LANGUAGE = "language"
    READS = "reads"
    READING_HELP = "reading_help"
    BIRTH = "birth"
    UNIT = "unit"
    FROM_ON = "from_on"
    CONSENT_PROGRAMME = "consent_programme"
    CONSENT_MEASURES = "consent_measures"
    CONSENT_CONTACT = "consent_contact"
    CONSENT_CERTIFICATE = "consent_certificate"
    CONSENT_IMAGE = "consent_image"
    CONSENT_ON = "consent_on"
    CONSENT_FORM = "consent_form"
    WITNESS = "witness"
    EXTERNAL_ID = "external_id"


#: What the programme never keeps (TRUST.md section 1); such a column cannot be mapped at all.
_FORBIDDEN = re.compile(
    r"\b(delitos?|sentencia\w*|condena\w*|pena|juzgado|expediente|agraviad\w*|victimas?|bandas?|seguridad"
    r"|offen[cs]es?|crimes?|sentences?|courts?|victims?|gangs?|security)\b"
)
#: Identity documents are off by default, and a running number is nobody's number.
_LEFT_OUT = re.compile(
    r"^(dni|d n i|documento.*|cedula.*|pasaporte|passport|national id)$"
    r"|^(n|no|n[°º]|nro|num|numero|item|#|orden|n[°º]? ?orden|nro orden|number)$"
)
_CONSENT = r"(consent\w*|autoriza\w*|acepta\w*)"
_PATTERNS: tuple[tuple[Field, str], ...] = (
    (Field.CONSENT_ON, rf"(fecha|dia|date).*{_CONSENT}|{_CONSENT}.*\b(fecha|date)\b"),
    (Field.CONSENT_FORM, rf"(forma|tipo|form|kind).*{_CONSENT}|{_CONSENT}.*\b(forma|tipo|form)\b"),
    (Field.WITNESS, r"testigo|witness"),
    (
        Field.CONSENT_MEASURES,
        rf"{_CONSENT}.*(encuesta|cuestionario|evaluacion|medicion|survey|question|meas)",
    ),
    (Field.CONSENT_CERTIFICATE, rf"{_CONSENT}.*certific"),
    (Field.CONSENT_CONTACT, rf"{_CONSENT}.*(hij|contact|famil|child)"),
    (Field.CONSENT_IMAGE, rf"{_CONSENT}.*(imagen|foto|image|photo)"),
    (Field.CONSENT_PROGRAMME, rf"{_CONSENT}.*(program|taller|particip|workshop)|^{_CONSENT}( informado)?$"),
    (Field.FULL_NAME, r"apellidos? y nombres?|nombres? y apellidos?|nombre completo|full name|^name$"),
    (Field.FIRST_SURNAME, r"\b(paterno|primer apellido)\b|first surname"),
    (Field.SECOND_SURNAME, r"\b(materno|segundo apellido)\b|second surname"),
    (Field.SURNAMES, r"^(apellidos?|surnames?|last names?|family names?)$"),
    (Field.GIVEN_NAMES, r"^((pre)?nombres?|given names?|first names?)$"),
    (Field.SEX, r"^(sexo|genero|sex|gender)$"),
    (
        Field.READING_HELP,
        r"(ayuda|apoyo|support|help).*(lee|lectura|read)|(lectura|reading) .*(ayuda|apoyo|help)",
    ),
    (Field.READS, r"^(lee\w*|lectura|sabe leer.*|reads?|reading|can read)$"),
    (Field.LANGUAGE, r"^(idioma|lengua|language|mother tongue)\b"),
    (Field.BIRTH, r"\b(nacimiento|nac|nacio|birth|born)\b"),
    (Field.UNIT, r"^(pabellon|pab|unidad|ala|sector|bloque|unit|wing|pavilion)\b"),
    (Field.FROM_ON, r"\b(ingreso|admission|entry|arrival)\b|^(desde|since)$"),
    (Field.EXTERNAL_ID, r"^(cod|codigo|code|id|legajo|matricula|registro)$"),
    (Field.EXTERNAL_ID, r"\b(codigo|cod|id|legajo|code)\b.*\b(extern\w*|intern\w*|registro|record)\b"),
    (Field.EXTERNAL_ID, r"\b(extern\w*|intern\w*|record)\b.*\b(codigo|id|code|number)\b"),
    (Field.EXTERNAL_ID, r"^(n|no|n°|nro|numero) (de )?(legajo|registro)$"),
)
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _PATTERNS)


def _plain(heading: Cell) -> str:
    return _PUNCTUATION.sub(" ", folded(str(heading))).strip()


def is_forbidden(heading: Cell) -> bool:
    """Whether a column is of those that are never kept, whatever somebody maps."""
    return bool(_FORBIDDEN.search(_plain(heading)))


def field_of(heading: Cell) -> Field | None:
    """What a heading announces, if it is one we know."""
    plain = _plain(heading)
    if not plain or len(plain) > 60 or _FORBIDDEN.search(plain) or _LEFT_OUT.search(plain):
        return None
    return next((field for field, pattern in _COMPILED if pattern.search(plain)), None)


def _score(row: Sequence[Cell]) -> int:
    return len({field_of(one) for one in row} - {None})


def known_columns(rows: Sequence[Sequence[Cell]]) -> int:
    """How many different headings the best row of the first ones holds: tells delimiters apart."""
    return max((_score(row) for row in rows[:_ROWS_LOOKED_AT]), default=0)


def find_header(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The index of the header below any title rows: the first row with the most known headings."""
    scores = [_score(row) for row in rows[:_ROWS_LOOKED_AT]]
    best = max(scores, default=0)
    return scores.index(best) if best >= 2 else None


def guess(header: Sequence[str]) -> dict[int, Field]:
    """Column index -> field; where two columns announce one thing, the first has it."""
    mapping: dict[int, Field] = {}
    for index, heading in enumerate(header):
        field = field_of(heading)
        if field is not None and field not in mapping.values():
            mapping[index] = field
    return mapping


def problems_of(mapping: Mapping[int, Field]) -> tuple[str, ...]:
    """Codes for what a mapping lacks or says twice."""
    fields = list(mapping.values())
    found = []
    if len(fields) != len(set(fields)):
        found.append("column_mapped_twice")
    has_surnames = Field.SURNAMES in fields or Field.FIRST_SURNAME in fields
    if Field.FULL_NAME not in fields and not (has_surnames and Field.GIVEN_NAMES in fields):
        found.append("names_not_mapped")
    if Field.SEX not in fields:
        found.append("sex_not_mapped")
    asks = any(field.startswith("consent_") and field not in _ABOUT_CONSENT for field in fields)
    if asks and Field.CONSENT_ON not in fields:
        found.append("consent_date_not_mapped")
    return tuple(found)


_ABOUT_CONSENT = (Field.CONSENT_ON, Field.CONSENT_FORM)

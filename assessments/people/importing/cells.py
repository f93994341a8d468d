"""What one cell says: days, years, sex, yes and no, languages, reading, names. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from assessments.people.importing.headings import Cell
from assessments.people.likeness import folded

OLDEST_YEARS, YOUNGEST_YEARS = 100, 14
LONGEST_NAME = 60
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?: 00?:00(?::00)?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’´`.\-\u0300-\u036f])*")
_YES = {"si", "s", "x", "yes", "y", "1", "true", "verdadero", "firmo", "acepta", "acepto"}
_NO = {"no", "n", "0", "false", "falso", "no acepta", "no acepto", "no firmo"}
_FEMALE = {"f", "femenino", "fem", "mujer", "mujeres", "female", "woman", "w"}
_MALE = {"masculino", "masc", "varon", "v", "h", "hombre", "male", "man"}
_LANGUAGES = {
    "es": {"es", "espanol", "castellano", "spanish", "esp", "cast"},
    "quy": {"quy", "quechua", "qu", "quechua ayacuchano", "runasimi", "que", "quech"},
    "ay": {"ay", "aymara", "aimara"},
    "en": {"en", "ingles", "english"},
}
_READS = {
    "none": {
        "si",
        "s",
        "solo",
        "sola",
        "lee",
        "lee solo",
        "lee sola",
        "yes",
        "y",
        "x",
        "1",
        "bien",
        "reads alone",
    },
    "some": {
        "con ayuda",
        "lee con ayuda",
        "poco",
        "lee poco",
        "regular",
        "algo",
        "with help",
        "reads with help",
    },
    "full": {"no", "n", "no lee", "0", "no sabe", "iletrado", "iletrada", "does not read"},
}


class Unclear(Exception):
    """A cell does not say what its column needs; ``code`` names the problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text(cell: Cell) -> str:
    """A cell as one line of composed text."""
    line = cell if isinstance(cell, str) else cell.strftime("%d/%m/%Y")
    printable = "".join(letter if letter.isprintable() else " " for letter in line)
    return unicodedata.normalize("NFC", " ".join(printable.split()))


def name(cell: Cell) -> str:
    """Letters, spaces, hyphens and apostrophes, as written."""
    line = text(cell)
    if line and not _NAME.fullmatch(line):
        raise Unclear("not_a_name")
    if len(line) > LONGEST_NAME:
        raise Unclear("name_too_long")
    return line


def split_name(cell: Cell) -> tuple[str, str]:
    """Surnames and given names of "QUISPE HUAMÁN, Rosa"; without the comma nobody can know."""
    surnames, comma, given = text(cell).partition(",")
    if not comma:
        raise Unclear("name_without_comma")
    return name(surnames), name(given)


def day(cell: Cell, today: date) -> date | None:
    """A day: Excel's own, dd/mm/yyyy or yyyy-mm-dd; two-digit years lie in the past."""
    if isinstance(cell, date):
        return cell
    line = text(cell)
    if not line:
        return None
    if found := _ISO.fullmatch(line):
        return _calendar(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(line):
        year = int(found[3])
        if len(found[3]) == 2:
            year += 2000 if year <= today.year % 100 else 1900
        return _calendar(year, int(found[2]), int(found[1]))
    raise Unclear("not_a_day")


def _calendar(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError as refusal:
        raise Unclear("no_such_day") from refusal


def past_day(cell: Cell, today: date) -> date | None:
    """A day that is not to come."""
    found = day(cell, today)
    if found is not None and found > today:
        raise Unclear("day_to_come")
    if found is not None and found.year < today.year - OLDEST_YEARS:
        raise Unclear("day_too_old")
    return found


def birth_band(cell: Cell, today: date) -> str:
    """Five years that hold the year of birth, like ``1985-1989``; the day itself goes no further."""
    line = text(cell)
    if not line:
        return ""
    year = int(line) if re.fullmatch(r"\d{4}", line) else _birthday(cell, today).year
    if not today.year - OLDEST_YEARS <= year <= today.year - YOUNGEST_YEARS:
        raise Unclear("birth_unlikely")
    first = year - year % 5
    return f"{first}-{first + 4}"


def _birthday(cell: Cell, today: date) -> date:
    found = day(cell, today)
    if found is None:
        raise Unclear("not_a_day")
    return found


def meaning_of_m(column: Iterable[Cell]) -> str | None:
    """What a lone "M" means in this column: beside "H" a woman, beside "F" a man, alone nobody knows."""
    seen = {folded(text(cell)) for cell in column}
    says_h, says_f = bool(seen & {"h", "hombre"}), bool(seen & {"f", "femenino", "fem"})
    if says_h == says_f:
        return None
    return "female" if says_h else "male"


def sex(cell: Cell, lone_m: str | None) -> str:
    word = folded(text(cell)).rstrip(".")
    if not word:
        raise Unclear("sex_missing")
    if word == "m":
        if lone_m is None:
            raise Unclear("sex_m_unclear")
        return lone_m
    if word in _FEMALE | _MALE:
        return "female" if word in _FEMALE else "male"
    raise Unclear("sex_unknown")


def yes_or_no(cell: Cell) -> bool | None:
    """True, False, or None for a cell that says nothing."""
    word = folded(text(cell)).strip(".-")
    if not word:
        return None
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unclear("not_yes_or_no")


def language(cell: Cell) -> str:
    word = folded(text(cell))
    if not word:
        return "es"
    return _named(word, _LANGUAGES, "language_unknown")


def reads(cell: Cell) -> str:
    """How much help the person needs, from whether the person reads."""
    word = folded(text(cell)).rstrip(".")
    if not word:
        return "none"
    return _named(word, _READS, "reading_unknown")


def needs_help(cell: Cell) -> str:
    """The same from the opposite question: whether the person needs help to read."""
    word = folded(text(cell)).rstrip(".")
    if word in _READS["some"] | {"a veces", "sometimes"}:
        return "some"
    return "full" if yes_or_no(cell) else "none"


def consent_form(cell: Cell) -> str:
    word = folded(text(cell))
    if not word:
        return "written"
    return _named(
        word,
        {"written": {"escrito", "escrita", "written", "firmado", "firma"}, "oral": {"oral", "verbal"}},
        "consent_form_unknown",
    )


def _named(word: str, names: dict[str, set[str]], otherwise: str) -> str:
    for value, words in names.items():
        if word in words:
            return value
    raise Unclear(otherwise)

"""The words of a certificate in its own language: part of what is frozen, so no catalogue decides them."""

from collections.abc import Mapping
from datetime import date

SPANISH: Mapping[str, str] = {
    "heading": "Certificado",
    "given_to": "se otorga a",
    "done": "por haber completado el programa",
    "between": "con {hours} de participación, entre el {first} y el {last}",
    "same_day": "con {hours} de participación, el {first}",
    "thanks": "Gracias por su tiempo, su palabra y su compromiso.",
    "signature_1": "Facilitación del programa",
    "signature_2": "Coordinación del programa",
    "check": "Compruebe este certificado en",
    "code_label": "Código",
    "folio_label": "Folio",
    "qr_alt": "Código QR que abre la página donde se comprueba este certificado",
    "document_title": "Certificado {folio}",
}

ENGLISH: Mapping[str, str] = {
    "heading": "Certificate",
    "given_to": "is given to",
    "done": "for completing the programme",
    "between": "with {hours} of participation, between {first} and {last}",
    "same_day": "with {hours} of participation, on {first}",
    "thanks": "Thank you for your time, your words and your commitment.",
    "signature_1": "Facilitation of the programme",
    "signature_2": "Coordination of the programme",
    "check": "Check this certificate at",
    "code_label": "Code",
    "folio_label": "Folio",
    "qr_alt": "QR code that opens the page where this certificate is checked",
    "document_title": "Certificate {folio}",
}

_MONTHS = {
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def language_of(cohort_language: str) -> str:
    """The language that a group's certificates are written in: Spanish unless the group's is English."""
    return "en" if cohort_language.split("-")[0] == "en" else "es"


def words(language: str) -> Mapping[str, str]:
    """The fixed words in this language."""
    return ENGLISH if language == "en" else SPANISH


def long_date(day: date, language: str) -> str:
    """A day in words: "5 de enero de 2026"."""
    joint = " " if language == "en" else " de "
    return f"{_day_and_month(day, language)}{joint}{day.year}"


def hours(minutes: int, language: str) -> str:
    """Whole and half hours, rounded down, at least half an hour: "13 horas y media"."""
    halves = max(1, minutes // 30)
    whole, half = divmod(halves, 2)
    return _english_hours(whole, half) if language == "en" else _spanish_hours(whole, half)


def detail(minutes: int, first: date, last: date, language: str) -> str:
    """The sentence on hours and days."""
    said = words(language)
    counted, until = hours(minutes, language), long_date(last, language)
    if first == last:
        return said["same_day"].format(hours=counted, first=until)
    since = _day_and_month(first, language) if first.year == last.year else long_date(first, language)
    return said["between"].format(hours=counted, first=since, last=until)


def place_and_date(place: str, day: date, language: str) -> str:
    """Where and when it was given, as a letter begins."""
    return f"{place}, {long_date(day, language)}"


def _day_and_month(day: date, language: str) -> str:
    month = _MONTHS[language][day.month - 1]
    return f"{day.day} {month}" if language == "en" else f"{day.day} de {month}"


def _spanish_hours(whole: int, half: int) -> str:
    if not whole:
        return "media hora"
    counted = "1 hora" if whole == 1 else f"{whole} horas"
    return f"{counted} y media" if half else counted


def _english_hours(whole: int, half: int) -> str:
    if not whole:
        return "half an hour"
    if half:
        return f"{whole}.5 hours"
    return "1 hour" if whole == 1 else f"{whole} hours"

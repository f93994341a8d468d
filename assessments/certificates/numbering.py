"""The numbers of a certificate: the public verification code, the internal folio, the file name."""

import re
import unicodedata
from collections.abc import Callable

# Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
MAX_TYPED = 100

_BASE = len(ALPHABET)
_LOOKALIKES = str.maketrans("OIL", "011")
_IGNORED = re.compile(r"[\s\-\u2010-\u2015\u2212\u00ad\u200b-\u200d\ufeff]+")
_FOLIO = re.compile(r"(\d{4})-(\d{6,9})")


def check_symbol(stem: str) -> str:
    """Luhn modulo 32 over the symbols in front of it.

    It catches every single wrong symbol and every swap of neighbours but 0Z/Z0.
    """
    return ALPHABET[-_luhn_sum(stem, factor=2) % _BASE]


def new_code(random_below: Callable[[int], int]) -> str:
    """A fresh code of 75 random bits and its check; `random_below` is `secrets.randbelow`."""
    stem = "".join(ALPHABET[random_below(_BASE)] for _ in range(LENGTH - 1))
    return stem + check_symbol(stem)


def normalise(text: str) -> str:
    """What a person typed or a QR carried, as the code is kept; a text far too long becomes empty."""
    if len(text) > MAX_TYPED:
        return ""
    plain = _IGNORED.sub("", unicodedata.normalize("NFKC", text))
    return plain.upper().translate(_LOOKALIKES)


def is_well_formed(code: str) -> bool:
    """Whether a normalised code can exist at all; a typo is refused here, without a query."""
    if len(code) != LENGTH or any(symbol not in ALPHABET for symbol in code):
        return False
    return _luhn_sum(code, factor=1) % _BASE == 0


def display(code: str) -> str:
    """The code in groups of four, as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def folio(year: int, number: int) -> str:
    """The internal number in the order of issue: 2026-000123."""
    return f"{year:04d}-{number:06d}"


def split_folio(text: str) -> tuple[int, int] | None:
    """Year and number of a folio, or None when the text is none."""
    found = _FOLIO.fullmatch(text.strip())
    return (int(found[1]), int(found[2])) if found else None


def file_name(folio_text: str, code: str) -> str:
    """The name of a certificate's file: no person's name, so that two of one name never collide."""
    if split_folio(folio_text) is None or not is_well_formed(code):
        raise ValueError("a file is named after a folio and a code that exist")
    return f"{folio_text}_{code}.pdf"


def _luhn_sum(symbols: str, factor: int) -> int:
    total = 0
    for symbol in reversed(symbols):
        product = ALPHABET.index(symbol) * factor
        total += product // _BASE + product % _BASE
        factor = 3 - factor
    return total

"""The participant code: five random symbols and a check symbol that catches slips of the pen.

Not for certificates, whose longer code lives in `certificates.numbering`.
"""

import re
from collections.abc import Callable

# No 0/O, 1/I or L: the letters a hurried hand confuses. 31 is prime, which is what makes the check work.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
WEIGHTS = (2, 3, 4, 5, 6, 1)
LENGTH = len(WEIGHTS)

_BASE = len(ALPHABET)
_IGNORED = re.compile(r"[\s\-\u2010-\u2015\u2212_.]+")
# A spreadsheet turns 234567 into a number, 23E456 into 2.3E+457 and 2MAY26 into a day.
_SPREADSHEET_TRAP = re.compile(
    r"\d+(?:E\d+)?|\d{1,2}(?:JAN|FEB|MAR|APR|MAY|JUN|AUG|SEP|DEC|ENE|ABR|SET)\d{1,4}"
)


def check_symbol(stem: str) -> str:
    """The symbol that makes the weighted sum of the five symbols and itself a multiple of 31."""
    total = sum(weight * ALPHABET.index(symbol) for weight, symbol in zip(WEIGHTS, stem, strict=False))
    return ALPHABET[-total % _BASE]


def new_code(random_below: Callable[[int], int]) -> str:
    """A fresh code; `random_below` is `secrets.randbelow`, or a seeded twin for a repeatable demo.

    Codes that a spreadsheet would read as a number or a day are drawn again.
    """
    while True:
        stem = "".join(ALPHABET[random_below(_BASE)] for _ in range(LENGTH - 1))
        code = stem + check_symbol(stem)
        if not _SPREADSHEET_TRAP.fullmatch(code):
            return code


def normalise(text: str) -> str:
    """What a person typed, as the code is kept: capitals, without spaces, hyphens or dots."""
    return _IGNORED.sub("", text).upper()


def is_valid(code: str) -> bool:
    """Whether a normalised code has six symbols of the alphabet and the right check symbol."""
    if len(code) != LENGTH or any(symbol not in ALPHABET for symbol in code):
        return False
    return code[-1] == check_symbol(code[:-1])

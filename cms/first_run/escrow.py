"""The keys as rows of a paper sheet that find their own typing errors, and back again (PURE).

A row is its label, up to four groups of four symbols, and a check group: ``k1-2 MFRG GZDF MZTW Q2LK 7Q2A``.
The first row names the active key. Letters may be small; 0, 1 and 8 are read as O, I and B, which the
sheet's 32 symbols do not contain.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

GROUP = 4
ROW = 4 * GROUP
KEY_BYTES = 32
SYMBOLS = 52
ROWS = -(-SYMBOLS // ROW)
ACTIVE = "active"
_LABEL = re.compile(r"(k[1-9][0-9]{0,3})-([1-9])")
_NAME = re.compile(r"k[1-9][0-9]{0,3}")
_READ_AS = str.maketrans("018", "OIB")


class Fault(StrEnum):
    """What is wrong with a typed row or with the whole sheet."""

    NO_LABEL = "no_label"
    CHECK = "check"
    TWICE = "twice"
    ROW_MISSING = "row_missing"
    ACTIVE_MISSING = "active_missing"
    NOT_A_KEY = "not_a_key"


@dataclass(frozen=True)
class Problem:
    """A fault and the row it concerns, by its label or as it was typed."""

    row: str
    fault: Fault


class SheetRefused(ValueError):
    """The typed sheet is not the printed one; every problem at once."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{one.row}: {one.fault}" for one in self.problems))


@dataclass(frozen=True)
class Row:
    """One row whose check group fits."""

    label: str
    symbols: str


@dataclass(frozen=True)
class Keys:
    """What the sheet holds."""

    active: str
    keys: Mapping[str, bytes]


def rows(held: Keys) -> list[str]:
    """The rows to print, the active key's name first."""
    written = [_written(ACTIVE, held.active)]
    for name, key in held.keys.items():
        symbols = base64.b32encode(key).decode().rstrip("=")
        parts = [symbols[at : at + ROW] for at in range(0, len(symbols), ROW)]
        written += [_written(f"{name}-{number}", part) for number, part in enumerate(parts, start=1)]
    return written


def fingerprint(held: Keys) -> str:
    """A name for exactly these keys that gives none of them away."""
    return hashlib.sha256("\n".join(rows(held)).encode()).hexdigest()


def read_row(typed: str) -> Row:
    """One typed row; raises ``SheetRefused`` when it has no label or its check group does not fit."""
    label, _, rest = typed.strip().lower().partition(" ")
    if label == ACTIVE:
        return _read_active(typed, rest)
    if not _LABEL.fullmatch(label):
        raise SheetRefused([Problem(typed.strip(), Fault.NO_LABEL)])
    symbols = re.sub(r"[\s.\-]+", "", rest).upper().translate(_READ_AS)
    row, check = Row(label, symbols[:-GROUP]), symbols[-GROUP:]
    if not row.symbols or check != _check(row.label, row.symbols):
        raise SheetRefused([Problem(label, Fault.CHECK)])
    return row


def read(typed: str) -> Keys:
    """The whole sheet as it was typed; blank lines and lines that begin with # are passed over."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for line in typed.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            row = read_row(line)
        except SheetRefused as refused:
            problems += refused.problems
            continue
        if found.setdefault(row.label, row.symbols) != row.symbols:
            problems.append(Problem(row.label, Fault.TWICE))
    if problems:
        raise SheetRefused(problems)
    return gather(found)


def gather(found: Mapping[str, str]) -> Keys:
    """The keys that checked rows make together; a row that is missing is named."""
    names = sorted({label.partition("-")[0] for label in found} - {ACTIVE}, key=lambda name: int(name[1:]))
    wanted = [f"{name}-{number}" for name in names for number in range(1, ROWS + 1)]
    problems = [Problem(label, Fault.ROW_MISSING) for label in wanted if label not in found]
    active = found.get(ACTIVE, "")
    if active not in names:
        problems.append(Problem(active or ACTIVE, Fault.ACTIVE_MISSING))
    if problems:
        raise SheetRefused(problems)
    return Keys(active, {name: _key(name, found) for name in names})


def _key(name: str, found: Mapping[str, str]) -> bytes:
    symbols = "".join(found[f"{name}-{number}"] for number in range(1, ROWS + 1))
    try:
        key = base64.b32decode(symbols + "=" * (-len(symbols) % 8))
    except binascii.Error as refusal:
        raise SheetRefused([Problem(name, Fault.NOT_A_KEY)]) from refusal
    if len(key) != KEY_BYTES:
        raise SheetRefused([Problem(name, Fault.NOT_A_KEY)])
    return key


def _read_active(typed: str, rest: str) -> Row:
    name, _, check = rest.strip().partition(" ")
    check = check.strip().upper().translate(_READ_AS)
    if not _NAME.fullmatch(name) or check != _check(ACTIVE, name):
        raise SheetRefused([Problem(ACTIVE, Fault.CHECK)])
    return Row(ACTIVE, name)


def _written(label: str, symbols: str) -> str:
    groups = [symbols] if label == ACTIVE else [symbols[i : i + GROUP] for i in range(0, len(symbols), GROUP)]
    return " ".join([label, *groups, _check(label, symbols)])


def _check(label: str, symbols: str) -> str:
    digest = hashlib.sha256(f"{label}|{symbols}".encode()).digest()
    return base64.b32encode(digest)[:GROUP].decode()

"""Checks plain JSON values against a described shape, and names the place that does not fit. PURE.

A check takes a value and the place where it stands, and returns the value or refuses.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from curriculum.interchange.refusals import PackageRefused

DEEPEST = 30
Check = Callable[[Any, str], Any]
SHA1 = re.compile(r"[0-9a-f]{40}")
SHA256 = re.compile(r"[0-9a-f]{64}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def load(content: bytes, where: str) -> Any:
    """Read JSON strictly: UTF-8, no repeated names, no numbers that are none, no endless nesting."""
    try:
        found = json.loads(content.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        raise PackageRefused(where, "The member is not readable JSON.") from problem
    if not _is_shallow(found):
        raise PackageRefused(where, "The member is nested too deeply.")
    return found


def _is_shallow(value: Any) -> bool:
    """Whether nothing stands deeper than any lesson needs; counted without going down the stack."""
    level = [value]
    for _depth in range(DEEPEST):
        nested = [
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)
        ]
        level = [entry for entries in nested for entry in entries]
        if not level:
            return True
    return False


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A name stands twice.")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number.")


def dump(value: object) -> bytes:
    """Write readable JSON with one spelling; names keep the order in which they were given."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def text(limit: int) -> Check:
    """Accept a text of at most this many characters, without control characters."""

    def check(value: Any, where: str) -> Any:
        if not isinstance(value, str) or len(value) > limit:
            raise PackageRefused(where, f"This must be a text of at most {limit} characters.")
        if any(ord(sign) < 32 and sign not in "\n\r\t" or 0xD800 <= ord(sign) < 0xE000 for sign in value):
            raise PackageRefused(where, "The text holds a control character.")
        return value

    return check


def matching(pattern: re.Pattern[str]) -> Check:
    """Accept a text that the pattern matches whole."""

    def check(value: Any, where: str) -> Any:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise PackageRefused(where, "The value is not of the right form.")
        return value

    return check


def key(value: Any, where: str) -> Any:
    """Accept a UUID in its usual spelling."""
    try:
        plain = isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        plain = False
    if not plain:
        raise PackageRefused(where, "This must be a UUID.")
    return value


def moment(value: Any, where: str) -> Any:
    """Accept a date and time with its zone."""
    try:
        aware = isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise PackageRefused(where, "This must be a date and time with its zone.")
    return value


def yes_or_no(value: Any, where: str) -> Any:
    """Accept true or false."""
    if not isinstance(value, bool):
        raise PackageRefused(where, "This must be true or false.")
    return value


def whole(largest: int) -> Check:
    """Accept a whole number from 0 to the largest."""

    def check(value: Any, where: str) -> Any:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= largest:
            raise PackageRefused(where, f"This must be a whole number from 0 to {largest}.")
        return value

    return check


def or_nothing(inner: Check) -> Check:
    """Accept null, or what the inner check accepts."""
    return lambda value, where: None if value is None else inner(value, where)


def listing(inner: Check, most: int = 2_000) -> Check:
    """Accept a list whose every entry the inner check accepts."""

    def check(value: Any, where: str) -> Any:
        if not isinstance(value, list) or len(value) > most:
            raise PackageRefused(where, "This must be a list.")
        return [inner(entry, f"{where}[{number}]") for number, entry in enumerate(value)]

    return check


def table(fields: Mapping[str, Check]) -> Check:
    """Accept an object with exactly these fields."""

    def check(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise PackageRefused(where, "This must be an object.")
        if unknown := sorted(set(value) - set(fields)):
            raise PackageRefused(where, f"There is an unknown field: {unknown[0][:60]}.")
        if lacking := sorted(set(fields) - set(value)):
            raise PackageRefused(where, f"A field is missing: {lacking[0]}.")
        return {name: inner(value[name], f"{where}: {name}") for name, inner in fields.items()}

    return check


def mapping(name: Check, inner: Check) -> Check:
    """Accept an object of any size whose names and values both fit."""

    def check(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise PackageRefused(where, "This must be an object.")
        return {name(one, where): inner(entry, f"{where}: {one[:60]}") for one, entry in value.items()}

    return check


def anything(value: Any, where: str) -> Any:
    """Accept any value; another check follows."""
    return value

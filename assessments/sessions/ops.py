"""One op: what a tap, a form row or a sheet row says, read from the text that is kept verbatim.

What many ops add up to is decided in `sessions.fold`; nothing here decides who may write.
"""

import hashlib
import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias

from assessments.sessions import marks

Value: TypeAlias = "None | bool | int | float | str | list[Value] | dict[str, Value]"

SESSION_TARGET = "session"
ENROLMENT_PREFIX = "enrolment:"
MAX_BYTES = 16_384
MAX_BASE = 64
MAX_SEQ = 2**31 - 1
MAX_AT = 40
MAX_COUNT = 10_000

_KEYS = ("session", "target", "field", "value", "base", "at")
_REPLICA = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_.-]{0,79}")
_SEQ = re.compile(r"[1-9][0-9]{0,9}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_.-]{0,79}")
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}(?::[A-Za-z0-9_.-]{1,64}){0,4}")
_BROWSER_LIMIT = 2**53
_ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Field(StrEnum):
    """The fields of a cell that have a name of their own; answers have `answer_field`."""

    MARK = "mark"
    STATUS = "status"
    CLOSED = "closed"
    MINUTES = "minutes"
    REASON = "reason"
    NOTES = "notes"
    COUNTED = "counted"
    FACILITATORS = "facilitators"


class Fault(StrEnum):
    """Why a text is kept but cannot be read as an op."""

    TOO_LARGE = "too_large"
    NOT_STORABLE = "not_storable"
    NOT_JSON = "not_json"
    WRONG_KEYS = "wrong_keys"
    BAD_SESSION = "bad_session"
    BAD_TARGET = "bad_target"
    BAD_FIELD = "bad_field"
    BAD_VALUE = "bad_value"
    BAD_BASE = "bad_base"
    BAD_AT = "bad_at"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that is kept and flagged, never refused."""

    reason: Fault


@dataclass(frozen=True, slots=True)
class ParsedOp:
    """One write to one cell; `id` is "<replica>:<seq>", `base` the heads its writer had seen."""

    id: str
    session: str | None
    target: str
    field: str
    value: Value
    base: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class AnswerField:
    """One item of one questionnaire version on one occasion."""

    occasion: str
    version_id: str
    link_id: str


def op_id(replica: str, seq: int) -> str:
    """The identity of an op, the one by which others name it in their base."""
    return f"{replica}:{seq}"


def split_op_id(text: str) -> tuple[str, int] | None:
    """Replica and number of an identity, or None when the text is none."""
    replica, _, seq = text.rpartition(":")
    if not _REPLICA.fullmatch(replica) or not _SEQ.fullmatch(seq) or int(seq) > MAX_SEQ:
        return None
    return replica, int(seq)


def digest(p: str) -> str:
    """sha256 of the verbatim text: the same identity with another digest is a clash."""
    return hashlib.sha256(p.encode("utf-8", "surrogatepass")).hexdigest()


def is_storable(p: str) -> bool:
    """Whether every database can keep the text as it is: no NUL character, no half of a pair."""
    return not _UNSTORABLE.search(p)


def enrolment_target(enrolment_id: object) -> str:
    """The target of an op about one enrolment."""
    return f"{ENROLMENT_PREFIX}{enrolment_id}"


def enrolment_of(target: str) -> str | None:
    """The enrolment's id, or None for the session itself and for a walk-in."""
    return target.removeprefix(ENROLMENT_PREFIX) if target.startswith(ENROLMENT_PREFIX) else None


def answer_field(occasion: str, version_id: object, link_id: str) -> str:
    """The field of one item's answer; raises ValueError when a part cannot stand in a field."""
    field = f"answer:{occasion}:{version_id}:{link_id}"
    if split_answer(field) != AnswerField(occasion, str(version_id), link_id):
        raise ValueError(Fault.BAD_FIELD)
    return field


def split_answer(field: str) -> AnswerField | None:
    """Occasion, version and item of an answer's field, or None for any other field."""
    parts = field.split(":")
    if len(parts) != 4 or parts[0] != "answer" or not _FIELD.fullmatch(field):
        return None
    return AnswerField(parts[1], parts[2], parts[3])


def canonical(value: Value) -> str:
    """One text per value, whatever the order of its keys: equal texts are equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def compose(
    *, target: str, field: str, value: Value, session: str | None, base: Iterable[str] = (), at: str = ""
) -> str:
    """The canonical text of an op; raises ValueError with the Fault when it could not be read back."""
    content = {
        "session": session,
        "target": target,
        "field": field,
        "value": json.loads(canonical(value)),
        "base": sorted(set(base)),
        "at": at,
    }
    p = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if isinstance(again := _read(p), Unreadable):
        raise ValueError(again.reason)
    return p


def parse(identity: str, p: str) -> ParsedOp | Unreadable:
    """Read the kept text `p` of the op called `identity`; never raises, whatever the text holds."""
    content = _read(p)
    return content if isinstance(content, Unreadable) else ParsedOp(id=identity, **content)


def happened_at(op: ParsedOp) -> datetime | None:
    """The device's own moment, for people to read; None when it is no moment. It decides nothing."""
    try:
        return datetime.fromisoformat(op.at)
    except ValueError:
        return None


@lru_cache(maxsize=2048)
def _read(p: str) -> dict[str, Any] | Unreadable:
    """The checked content; an op is read when it is composed, kept and folded, so texts are remembered."""
    if isinstance(content := _load(p), Unreadable):
        return content
    if set(content) != set(_KEYS):
        return Unreadable(Fault.WRONG_KEYS)
    fault = _shape_fault(content) or _place_fault(content) or _value_fault(content["field"], content["value"])
    return Unreadable(fault) if fault else {**content, "base": tuple(sorted(set(content["base"])))}


def _load(p: str) -> dict[str, Any] | Unreadable:
    if len(p.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Unreadable(Fault.TOO_LARGE)
    try:
        content = json.loads(
            p,
            object_pairs_hook=_without_twins,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=_no_constant,
        )
        inner = canonical(content)
    except (ValueError, RecursionError):
        return Unreadable(Fault.NOT_JSON)
    if not is_storable(p) or not is_storable(inner) or _ESCAPED_NUL.search(inner):
        return Unreadable(Fault.NOT_STORABLE)
    return content if isinstance(content, dict) else Unreadable(Fault.WRONG_KEYS)


def _without_twins(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError(Fault.WRONG_KEYS)
    return content


def _whole(text: str) -> int:
    # Beyond 2**53 a browser rounds: what it shows would not be what was sent.
    if len(text) > 17 or abs(int(text)) > _BROWSER_LIMIT:
        raise ValueError(Fault.BAD_VALUE)
    return int(text)


def _decimal(text: str) -> int | float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(Fault.BAD_VALUE)
    # A browser writes 1.0 as 1: they are one value.
    return int(number) if number.is_integer() and abs(number) <= _BROWSER_LIMIT else number


def _no_constant(text: str) -> float:
    raise ValueError(Fault.BAD_VALUE)


def _is_name(thing: object) -> bool:
    return isinstance(thing, str) and bool(_NAME.fullmatch(thing))


def _is_base(thing: object) -> bool:
    if not isinstance(thing, list) or len(thing) > MAX_BASE:
        return False
    return all(isinstance(head, str) and split_op_id(head) is not None for head in thing)


def _shape_fault(content: dict[str, Any]) -> Fault | None:
    session, field, at = content["session"], content["field"], content["at"]
    looks = (
        (session is None or _is_name(session), Fault.BAD_SESSION),
        (_is_name(content["target"]), Fault.BAD_TARGET),
        (isinstance(field, str) and bool(_FIELD.fullmatch(field)), Fault.BAD_FIELD),
        (_is_base(content["base"]), Fault.BAD_BASE),
        (isinstance(at, str) and len(at) <= MAX_AT, Fault.BAD_AT),
    )
    return next((fault for fine, fault in looks if not fine), None)


def _place_fault(content: dict[str, Any]) -> Fault | None:
    is_session = content["target"] == SESSION_TARGET
    if (content["field"] == Field.MARK or is_session) and content["session"] is None:
        return Fault.BAD_SESSION
    personal = content["field"] == Field.MARK or split_answer(content["field"]) is not None
    return Fault.BAD_TARGET if personal and is_session else None


def _value_fault(field: str, value: Value) -> Fault | None:
    fits = _FITS.get(field)
    return Fault.BAD_VALUE if fits and not fits(value) else None


def _is_count(value: Value) -> bool:
    return value is None or (type(value) is int and 0 <= value <= MAX_COUNT)


def _is_mark(value: Value) -> bool:
    # null takes a mark back: a tap on the wrong row must be undoable without inventing a status.
    return value is None or marks.read_mark(value) is not None


def _is_text(value: Value) -> bool:
    return value is None or isinstance(value, str)


def _is_list_of_names(value: Value) -> bool:
    return isinstance(value, list) and all(_is_name(part) for part in value)


_FITS: dict[str, Callable[[Value], bool]] = {
    Field.MARK: _is_mark,
    Field.STATUS: lambda value: isinstance(value, str) and value in set(marks.SessionStatus),
    Field.CLOSED: lambda value: isinstance(value, bool),
    Field.MINUTES: _is_count,
    Field.COUNTED: _is_count,
    Field.REASON: _is_text,
    Field.NOTES: _is_text,
    Field.FACILITATORS: _is_list_of_names,
}

"""Reads a page of answers that came back: typed values for the operation, a message where a row errs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.dateparse import parse_date

from assessments.measures import about, keying, phrases
from assessments.measures.about import About
from assessments.measures.sheets import Sheet
from assessments.sessions import ledger, ops
from assessments.sessions.ledger import Entry

#: An op's number says where it stood: the row's number times this, plus the column (0 is how it came about).
ROW = 1000
MAX_ROWS = 100
HOW = ("outcome", "mode", "language", "on", "interviewer")
_TARGET = re.compile(r"target-([1-9][0-9]{0,2})")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


@dataclass
class Posted:
    """A page as it came back; ``errors`` by row (0 is the whole page), ``values`` as typed."""

    form: ledger.Form
    errors: dict[int, list[str]]
    values: Mapping[str, str]
    rows: Mapping[int, str] = field(default_factory=dict)

    def refuse(self, targets: Iterable[str], text: str) -> None:
        """Put a message beside the rows of these targets."""
        refused = set(targets)
        for number, enrolment in self.rows.items():
            if ops.enrolment_target(enrolment) in refused:
                self.errors.setdefault(number, []).append(text)


def pack_heads(heads: Mapping[int, tuple[str, ...]]) -> str:
    """The heads of a row's cells as one hidden value: ``replica~column:seq,column:seq …``."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for column, ids in sorted(heads.items()):
        for identity in ids:
            replica, _colon, seq = identity.rpartition(":")
            grouped[replica].append(f"{column}:{seq}")
    return " ".join(f"{replica}~{','.join(places)}" for replica, places in grouped.items())


def unpack_heads(packed: str) -> dict[int, tuple[str, ...]]:
    """What ``pack_heads`` packed; what cannot be read is left out."""
    heads: dict[int, list[str]] = defaultdict(list)
    for token in packed.split():
        replica, _tilde, places = token.partition("~")
        for place in places.split(","):
            column, _colon, seq = place.partition(":")
            if column.isascii() and column.isdigit() and ops.split_op_id(f"{replica}:{seq}"):
                heads[int(column)].append(f"{replica}:{seq}")
    return {column: tuple(ids) for column, ids in heads.items()}


def read_day(typed: str) -> date | None:
    """A day as the browser's field or a person writes it."""
    local = _DAY.fullmatch(typed.strip())
    try:
        return date(int(local[3]), int(local[2]), int(local[1])) if local else parse_date(typed.strip())
    except ValueError:
        return None


def read(post: QueryDict, sheet: Sheet, today: date) -> Posted:
    """Read the whole page; every row is read even if another errs."""
    reading = _Reading(post, sheet, today)
    numbers = sorted(int(found[1]) for name in post if (found := _TARGET.fullmatch(name)))[:MAX_ROWS]
    entries = [entry for number in numbers for entry in reading.row(number)]
    replica = post.get("replica", "")
    if not replica.startswith("web:") or ops.split_op_id(f"{replica}:1") is None:
        reading.errors[0].append(phrases.FORM_BROKEN)
    form = ledger.Form(replica, post.get("opened_at", "")[: ops.MAX_AT], tuple(entries))
    rows = {number: post.get(f"target-{number}", "") for number in numbers}
    return Posted(form, dict(reading.errors), post.dict(), rows)


class _Reading:
    def __init__(self, post: QueryDict, sheet: Sheet, today: date) -> None:
        self.post, self.sheet, self.today = post, sheet, today
        self.errors: dict[int, list[str]] = defaultdict(list)
        self.settle = post.get("settle", "").split("|", 2)

    def row(self, number: int) -> list[Entry]:
        """The cells of one person: the answers, and how they came about if there is anything to say."""
        target = ops.enrolment_target(self.post.get(f"target-{number}", ""))
        heads = unpack_heads(self.post.get(f"heads-{number}", ""))
        values = [
            (column, item.link_id, self._answer(number, column, item))
            for column, item in enumerate(self.sheet.items, start=1)
            if f"a-{number}-{column}" in self.post
        ]
        answered = any(value is not None for *_place, value in values)
        found = [self._entry(number, target, heads, cell) for cell in values]
        outcome = self.post.get(f"outcome-{number}", about.ANSWERED)
        if answered or outcome != about.ANSWERED or 0 in heads:
            how = self._about(number, outcome, answered)
            found += [self._entry(number, target, heads, (0, about.CELL, how))] if how else []
        return found

    def _entry(self, number: int, target: str, heads: Mapping[int, tuple[str, ...]], cell: tuple) -> Entry:
        column, link_id, value = cell
        chosen = self.settle[2] if self.settle[:2] == [str(number), str(column)] else ""
        name = self.sheet.field(link_id)
        return Entry(number * ROW + column, target, name, value, heads.get(column, ()), choose=chosen)

    def _answer(self, number: int, column: int, item) -> ops.Value:
        typed = self.post[f"a-{number}-{column}"]
        try:
            return keying.read(self.sheet.definition, item, typed)
        except keying.NotAKey:
            self.errors[number].append(phrases.KEY_WRONG % {"number": column, "typed": typed[:6]})
            return None

    def _about(self, number: int, outcome: str, answered: bool) -> dict[str, str] | None:
        if outcome != about.ANSWERED and answered:
            self.errors[number].append(phrases.ANSWERED_AND_NOT)
        typed = {name: self._how(number, name) for name in HOW}
        on = read_day(typed["on"])
        if on is None or on > self.today:
            self.errors[number].append(phrases.DAY_TO_COME if on else phrases.DAY_WRONG)
            return None
        how = About(on, outcome, typed["mode"], typed["language"], typed["interviewer"][:40])
        value = about.to_value(how)
        if about.read(value) is None:
            self.errors[number].append(phrases.CHOICE_WRONG)
        return value

    def _how(self, number: int, name: str) -> str:
        """What the row says, or where it says nothing, the page."""
        return self.post.get(f"{name}-{number}", "") or self.post.get(name, "")

"""Which ops are folded together, what they add up to, and what a rendered form carries of it (QUERIES).

A ledger is one session's register, or the answers of a cohort under one prefix. Reading it takes two
queries whatever its size. Writing is ``operations.keep`` and nothing else.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q

from assessments.cohorts.models import Cohort, Enrolment
from assessments.sessions import fold, ops
from assessments.sessions.models import Op, Session


@dataclass(frozen=True)
class Ledger:
    """One session's ops, or a cohort's ops without session whose field begins with ``prefix``."""

    cohort: Cohort
    session: Session | None = None
    prefix: str = ""
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sent:
    """One op as it arrived: its number and its text, which is kept verbatim."""

    seq: int
    p: str


@dataclass(frozen=True)
class Entry:
    """One cell of a form that came back.

    ``insist`` writes it even when it says what was shown; ``choose`` names the op whose value settles a
    conflict, and is written in any case.
    """

    seq: int
    target: str
    field: str
    value: ops.Value
    base: tuple[str, ...] = ()
    insist: bool = False
    choose: str = ""


@dataclass(frozen=True)
class Form:
    """A rendered form as it came back: the replica it was given, when it was opened, its cells."""

    replica: str
    opened_at: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Writer:
    """Who wrote an op, and when it reached the server."""

    user: Any
    received_at: datetime

    @property
    def name(self) -> str:
        """The person as colleagues know them."""
        return self.user.get_full_name() or self.user.get_username()


@dataclass(frozen=True)
class Folded:
    """The state of a ledger; a cell's key is (canonical participant or "session", field)."""

    history: tuple[ops.ParsedOp, ...]
    cells: Mapping[fold.CellKey, fold.Cell]
    enrolments: Mapping[str, Enrolment]
    writers: Mapping[str, Writer]
    lead_replicas: frozenset[str]

    def cell(self, person: str, field: str) -> fold.Cell | None:
        return self.cells.get((person, field))

    def person_of(self, target: str) -> str:
        """The canonical participant a target means; ``session`` and walk-ins stand for themselves."""
        return person_of(self.enrolments.get(target), target)

    def value_at(self, target: str, field: str, base: Iterable[str]) -> ops.Value:
        """What a form that had seen these heads was showing, however much was written since."""
        shown = [op for op in map(self.by_id.get, base) if op is not None and self._is_of(op, target, field)]
        return next(iter(self._fold(shown).values())).value if shown else None

    def said_by(self, op_id: str, target: str, field: str) -> ops.ParsedOp | None:
        """The op of this name, if it speaks of this cell."""
        op = self.by_id.get(op_id)
        return op if op is not None and self._is_of(op, target, field) else None

    @cached_property
    def by_id(self) -> dict[str, ops.ParsedOp]:
        return {op.id: op for op in self.history}

    def _is_of(self, op: ops.ParsedOp, target: str, field: str) -> bool:
        return op.field == field and self.person_of(op.target) == self.person_of(target)

    def with_more(self, fresh: Iterable[ops.ParsedOp], writer: Writer, is_lead: bool) -> "Folded":
        """The state once these ops are kept too."""
        fresh = tuple(fresh)
        leading = {op.id.rpartition(":")[0] for op in fresh} if is_lead else set()
        history = self.history + fresh
        writers = {**self.writers, **{op.id: writer for op in fresh}}
        return _folded(history, self.enrolments, writers, self.lead_replicas | leading)

    def _fold(self, history: Iterable[ops.ParsedOp]) -> dict[fold.CellKey, fold.Cell]:
        return fold.fold(history, self.person_of, self.lead_replicas)


def person_of(enrolment: Enrolment | None, target: str) -> str:
    """The canonical participant of an enrolment; a target without one stands for itself."""
    if enrolment is None:
        return target
    return str(enrolment.participant.merged_into_id or enrolment.participant_id)


def mint() -> str:
    """A new replica for a form about to be rendered."""
    return f"{fold.FORM_PREFIX}{uuid.uuid4()}"


def read(book: Ledger) -> Folded:
    """The state of a ledger now."""
    return folded(book, enrolments_of(book), rows_of(book))


def enrolments_of(book: Ledger, *, lock: bool = False) -> dict[str, Enrolment]:
    """Every enrolment of the cohort, past and present, by target; ``lock`` holds the cohort's row."""
    found = Enrolment.objects.filter(cohort=book.cohort).select_related("participant")
    if lock:
        found = found.filter(cohort__in=Cohort.objects.select_for_update().filter(pk=book.cohort.pk))
    return {ops.enrolment_target(row.pk): row for row in found.order_by("starts_on", "pk")}


def rows_of(book: Ledger, replica: str = "") -> list[Op]:
    """The ledger's ops, and those of ``replica`` wherever they belong: a number is used once."""
    if book.session is not None:
        belongs = Op.objects.of_session(book.session)
    else:
        belongs = Op.objects.of_answers(book.cohort, book.prefix, book.targets)
    found = belongs | Op.objects.filter(Q(replica_id=replica)) if replica else belongs
    return list(found.select_related("replica__user").order_by("received_at", "pk"))


def folded(book: Ledger, enrolments: Mapping[str, Enrolment], rows: Iterable[Op]) -> Folded:
    """Fold the rows that belong to the ledger."""
    rows = [row for row in rows if belongs(book, row)]
    history = tuple(_parsed(str(row), row.p) for row in rows)
    writers = {str(row): Writer(row.replica.user, row.received_at) for row in rows}
    lead = {row.replica_id for row in rows if row.replica.user_id == book.cohort.lead_id}
    return _folded(history, enrolments, writers, frozenset(lead))


def belongs(book: Ledger, row: Op) -> bool:
    """Whether an op is part of the ledger."""
    if book.session is not None:
        return row.session_id == book.session.pk
    in_cohort = row.session_id is None and row.cohort_id == book.cohort.pk
    asked = not book.targets or row.target in book.targets
    return in_cohort and asked and row.field.startswith(book.prefix)


def _folded(
    history: tuple[ops.ParsedOp, ...],
    enrolments: Mapping[str, Enrolment],
    writers: Mapping[str, Writer],
    lead: frozenset[str],
) -> Folded:
    cells = fold.fold(history, lambda target: person_of(enrolments.get(target), target), lead)
    return Folded(history, cells, enrolments, writers, lead)


def _parsed(identity: str, p: str) -> ops.ParsedOp:
    """A kept op read again; what could not be read went to quarantine, so this one can."""
    found = ops.parse(identity, p)
    if isinstance(found, ops.Unreadable):
        raise ValueError(f"{identity}: {found.reason}")
    return found

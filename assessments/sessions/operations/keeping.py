"""Keeps ops verbatim, whatever they say: the one door into the journal of marks and answers.

Nothing is refused here. What cannot be folded goes to quarantine with its reason, and a form that was
sent again with other content is kept beside the first sending, as a conflict that a person sees.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.cohorts.models import Cohort, Enrolment
from assessments.sessions import fold, ledger, ops
from assessments.sessions.ledger import Entry, Folded, Form, Ledger, Sent
from assessments.sessions.models import Op, QuarantinedOp, Replica

#: Says why an op cannot be folded ("" when it can), from the op, its enrolment and the state before.
Judge = Callable[[ops.ParsedOp, Enrolment | None, Folded], str]
Compose = Callable[[Folded], Iterable[Sent]]

STORED, DUPLICATE, CLASH, QUARANTINED = "stored", "duplicate", "clash", "quarantined"


@dataclass(frozen=True)
class Outcome:
    """What became of one op; ``why`` is a code of ``phrases.ASIDE``."""

    seq: int
    state: str
    why: str = ""
    target: str = ""


@dataclass(frozen=True)
class Kept:
    """What became of all of them, and the state before and after."""

    outcomes: tuple[Outcome, ...]
    before: Folded
    folded: Folded

    @property
    def stored(self) -> int:
        return len(self.folded.history) - len(self.before.history)

    @property
    def aside(self) -> tuple[Outcome, ...]:
        """What a person must be told: it is kept, and does not count."""
        return tuple(one for one in self.outcomes if one.state in (CLASH, QUARANTINED))


def keep(
    *, user: Any, book: Ledger, replica: str, sent: Sequence[Sent], accepts: Judge | None = None
) -> Kept:
    """Keep raw ops of one replica; the same op twice is harmless."""
    return _keep(user, book, replica, lambda folded: sent, accepts)


def keep_form(*, user: Any, book: Ledger, form: Form, accepts: Judge | None = None) -> Kept:
    """Keep what a rendered form says that differs from what it had shown; unchanged cells write nothing."""
    return _keep(user, book, form.replica, lambda folded: compose(book, form, folded), accepts)


def compose(book: Ledger, form: Form, folded: Folded) -> list[Sent]:
    """The ops of a form: one for each cell that was changed, or on which somebody insists."""
    session = None if book.session is None else str(book.session.pk)
    return [
        Sent(entry.seq, _text(entry, value, session, form.opened_at))
        for entry in form.entries
        for value, wanted in [_said(entry, folded)]
        if wanted
    ]


def _said(entry: Entry, folded: Folded) -> tuple[ops.Value, bool]:
    chosen = folded.said_by(entry.choose, entry.target, entry.field) if entry.choose else None
    if chosen is not None:
        return chosen.value, True
    shown = folded.value_at(entry.target, entry.field, entry.base)
    return entry.value, entry.insist or ops.canonical(entry.value) != ops.canonical(shown)


def _text(entry: Entry, value: ops.Value, session: str | None, at: str) -> str:
    try:
        return ops.compose(
            target=entry.target, field=entry.field, value=value, session=session, base=entry.base, at=at
        )
    except ValueError:
        # Not readable as an op: kept as it came, for a person to look at.
        return json.dumps(asdict(entry), default=str)


def _keep(user: Any, book: Ledger, replica: str, composed: Compose, accepts: Judge | None) -> Kept:
    with transaction.atomic(savepoint=False):
        enrolments = ledger.enrolments_of(book, lock=True)
        if not enrolments:
            Cohort.objects.select_for_update().get(pk=book.cohort.pk)
        rows = ledger.rows_of(book, replica)
        before = ledger.folded(book, enrolments, rows)
        sorting = _Sorting(user, book, replica, rows, before, accepts)
        for one in composed(before):
            sorting.take(one)
        sorting.write()
    writer = ledger.Writer(user, timezone.now())
    after = before.with_more(sorting.fresh, writer, user.pk == book.cohort.lead_id)
    return Kept(tuple(sorting.outcomes), before, after)


@dataclass
class _Sorting:
    """Puts each op where it belongs: the journal, or quarantine."""

    user: Any
    book: Ledger
    replica: str
    rows: Sequence[Op]
    before: Folded
    accepts: Judge | None
    outcomes: list[Outcome] = field(default_factory=list)
    fresh: list[ops.ParsedOp] = field(default_factory=list)
    aside: list[QuarantinedOp] = field(default_factory=list)
    kept: list[Op] = field(default_factory=list)
    replicas: dict[str, Replica] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.digests = {(row.replica_id, row.seq): row.digest for row in self.rows}
        owners = {row.replica.user_id for row in self.rows if row.replica_id == self.replica}
        self.is_foreign = bool(owners - {self.user.pk})

    def take(self, sent: Sent) -> None:
        """Sort one op: known, sent again with other content, or new."""
        known = self.digests.get((self.replica, sent.seq))
        if known == ops.digest(sent.p):
            self._answer(sent, DUPLICATE)
        elif known is not None:
            self._clash(sent)
        elif self.is_foreign:
            self._place(sent, *fold.retag(self.replica, sent.seq, sent.p), STORED)
        else:
            self._place(sent, self.replica, sent.seq, STORED)

    def _clash(self, sent: Sent) -> None:
        if not self.replica.startswith(fold.FORM_PREFIX):
            self._quarantine(sent, CLASH)
            self._answer(sent, CLASH, CLASH)
            return
        again, seq = fold.retag(self.replica, sent.seq, sent.p)
        if (again, seq) in self.digests:
            self._answer(sent, DUPLICATE)
            return
        self._quarantine(sent, CLASH)
        self._place(sent, again, seq, CLASH)

    def _place(self, sent: Sent, replica: str, seq: int, state: str) -> None:
        parsed = ops.parse(ops.op_id(replica, seq), sent.p)
        why = self._why_not(parsed)
        if why or isinstance(parsed, ops.Unreadable):
            self._quarantine(sent, why)
            self._answer(sent, QUARANTINED, why, getattr(parsed, "target", ""))
            return
        if (replica, seq) in self.digests:
            self._answer(sent, DUPLICATE)
            return
        self.digests[replica, seq] = ops.digest(sent.p)
        self.fresh.append(parsed)
        self.kept.append(self._row(parsed, sent, self._replica(replica), seq))
        self._answer(sent, state, CLASH if state == CLASH else "", parsed.target)

    def _row(self, parsed: ops.ParsedOp, sent: Sent, replica: Replica, seq: int) -> Op:
        return Op(
            facility_id=self.book.cohort.facility_id,
            replica=replica,
            seq=seq,
            p=sent.p,
            digest=ops.digest(sent.p),
            cohort=self.book.cohort,
            session=self.book.session,
            target=parsed.target,
            field=parsed.field,
        )

    def _why_not(self, parsed: ops.ParsedOp | ops.Unreadable) -> str:
        if isinstance(parsed, ops.Unreadable):
            return parsed.reason
        session = None if self.book.session is None else str(self.book.session.pk)
        if parsed.session != session or (session is None and not parsed.field.startswith(self.book.prefix)):
            return "other_session"
        enrolment = self.before.enrolments.get(parsed.target)
        if enrolment is None and parsed.target != ops.SESSION_TARGET:
            return "unknown_person"
        return self.accepts(parsed, enrolment, self.before) if self.accepts else ""

    def _quarantine(self, sent: Sent, why: str) -> None:
        self.aside.append(
            QuarantinedOp(
                facility_id=self.book.cohort.facility_id,
                replica=self._replica(self.replica),
                seq=sent.seq,
                p=sent.p if ops.is_storable(sent.p) else json.dumps(sent.p),
                digest=ops.digest(sent.p),
                why=why,
                session=self.book.session,
            )
        )

    def _replica(self, name: str) -> Replica:
        if name not in self.replicas:
            self.replicas[name] = Replica(id=name, user=self.user, facility_id=self.book.cohort.facility_id)
        return self.replicas[name]

    def _answer(self, sent: Sent, state: str, why: str = "", target: str = "") -> None:
        self.outcomes.append(Outcome(sent.seq, state, why, target))

    def write(self) -> None:
        """Everything at once; a number that somebody used meanwhile undoes the whole, never a part."""
        Replica.objects.bulk_create(self.replicas.values(), ignore_conflicts=True)
        Op.objects.bulk_create(self.kept)
        if self.aside:
            QuarantinedOp.objects.bulk_create(self.aside, ignore_conflicts=True)

"""Everything that was ever written in one register: who, when, what, and what it said before (QUERIES)."""

from dataclasses import dataclass
from datetime import datetime

from assessments.sessions import ledger, ops, phrases
from assessments.sessions.ledger import Folded, Ledger
from assessments.sessions.models import QuarantinedOp, Session


@dataclass(frozen=True)
class Act:
    """One entry, in words."""

    at: datetime
    who: str
    about: str
    before: str
    after: str


@dataclass(frozen=True)
class Aside:
    """Something that was kept and does not count."""

    at: datetime
    who: str
    why: str


def acts(session: Session) -> list[Act]:
    """The newest first."""
    folded = ledger.read(Ledger(session.cohort, session))
    found = [_act(folded, op) for op in folded.history]
    return sorted(found, key=lambda act: act.at, reverse=True)


def aside(session: Session) -> list[Aside]:
    """What quarantine holds of this session."""
    rows = QuarantinedOp.objects.filter(session=session).select_related("replica__user")
    return [
        Aside(row.received_at, _name(row.replica.user), str(phrases.ASIDE.get(row.why, row.why)))
        for row in rows.order_by("-received_at", "-pk")
    ]


def _act(folded: Folded, op: ops.ParsedOp) -> Act:
    writer = folded.writers[op.id]
    enrolment = folded.enrolments.get(op.target)
    before = folded.value_at(op.target, op.field, op.base)
    if op.field == ops.Field.MARK:
        words = [phrases.mark_words(before), phrases.mark_words(op.value)]
    else:
        words = [phrases.outcome_words(op.field, before), phrases.outcome_words(op.field, op.value)]
    about = enrolment.participant.code if enrolment else str(phrases.SESSION_FIELDS.get(op.field, op.field))
    return Act(writer.received_at, writer.name, about, *words)


def _name(user) -> str:
    return user.get_full_name() or user.get_username()

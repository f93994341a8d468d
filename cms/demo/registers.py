"""Registers are marked after each session, one is left for later, and two people disagree once."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from assessments.cohorts.models import Enrolment
from assessments.sessions import ledger, marks, ops
from assessments.sessions import operations as sessions
from assessments.sessions.marks import AbsenceReason, Mark, SessionStatus, Status
from assessments.sessions.models import Session
from cms.demo.groups import GROUPS, Group, Outcome
from cms.demo.story import Story, World

#: The session's own cells come first, as in the form of the register.
FIRST_ROW = 5
PARTIAL_MINUTES = 40
WEIGHTS = {Status.PRESENT: 88, Status.PARTIAL: 4, Status.EXCUSED: 4, Status.ABSENT: 4}
REASONS = {
    Status.EXCUSED: (AbsenceReason.HEALTH, AbsenceReason.COURT_OR_LAWYER, AbsenceReason.VISIT),
    Status.ABSENT: (AbsenceReason.WORK, AbsenceReason.REFUSED, AbsenceReason.UNKNOWN),
}


def plan(story: Story, world: World) -> None:
    """A register for each session of the past that has an outcome."""
    for group in GROUPS:
        for number, outcome in enumerate(group.sessions, start=1):
            if outcome is not None:
                day = world.calendar.on(group.day(number))
                story.at(day, _after(group), lambda g=group, n=number: _mark(world, g, n))
        if group.conflict_in:
            day = world.calendar.on(group.day(group.conflict_in))
            story.at(day, time(20, 0), lambda g=group: _disagree(world, g))


def _after(group: Group) -> time:
    return time(group.at.hour + 2)


def session_of(world: World, group: Group, number: int) -> Session:
    """A session with what its operations ask of it."""
    found = Session.objects.select_related("cohort", "facility")
    return found.get(cohort=world.cohorts[group.code], number=number)


def roster(session: Session) -> list[Enrolment]:
    """Who belongs to the session's day, in one order whenever the demo is made."""
    active = Enrolment.objects.filter(cohort=session.cohort).active_on(session.on)
    return list(active.select_related("participant").order_by("participant__code"))


def _mark(world: World, group: Group, number: int) -> None:
    session, outcome = session_of(world, group, number), group.sessions[number - 1]
    chance = world.source(f"marks {group.code} {number}")
    entries = _own_cells(outcome)
    if outcome.status in marks.DELIVERED:
        entries += _rows(roster(session), chance)
    _save(world, group, session, f"register {group.code} {number}", entries)


def _own_cells(outcome: Outcome) -> list[ledger.Entry]:
    said = {
        ops.Field.STATUS: str(outcome.status),
        ops.Field.MINUTES: outcome.minutes,
        ops.Field.REASON: str(outcome.reason) if outcome.reason else None,
    }
    if outcome.status is SessionStatus.HELD:
        said = {ops.Field.STATUS: said[ops.Field.STATUS]}
    return [
        ledger.Entry(seq, ops.SESSION_TARGET, str(name), value)
        for seq, (name, value) in enumerate(said.items(), start=1)
        if value is not None
    ]


def _rows(people: list[Enrolment], chance: Random) -> list[ledger.Entry]:
    return [_entry(seq, one, _drawn(chance)) for seq, one in enumerate(people, start=FIRST_ROW)]


def _drawn(chance: Random) -> Mark:
    status = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    reason = str(chance.choice(REASONS[status])) if status in REASONS else None
    return Mark(status, PARTIAL_MINUTES if status is Status.PARTIAL else None, reason)


def _entry(seq: int, enrolment: Enrolment, mark: Mark) -> ledger.Entry:
    target = ops.enrolment_target(enrolment.pk)
    return ledger.Entry(seq, target, str(ops.Field.MARK), marks.mark_value(mark))


def _save(
    world: World, group: Group, session: Session, about: str, entries: list[ledger.Entry], by: str = ""
) -> Any:
    opened_at: datetime = timezone.now() - timedelta(minutes=5)
    form = ledger.Form(f"web:{world.key(about)}", opened_at.isoformat(), tuple(entries))
    return sessions.save_register(user=world.users[by or group.lead], session=session, form=form)


def _disagree(world: World, group: Group) -> None:
    """The psychologist had opened the same empty register and saves another mark for one person."""
    number = group.conflict_in
    session = session_of(world, group, number)
    first = roster(session)[0]
    row = session.attendances.get(participant=first.participant)
    other = Mark(Status.ABSENT) if row.status == Status.PRESENT else Mark(Status.PRESENT)
    entries = [_entry(FIRST_ROW, first, other)]
    _save(world, group, session, f"second register {group.code} {number}", entries, by="psicologa")

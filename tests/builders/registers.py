"""Builders of registers: a session with people, and forms as a browser would send them back."""

from datetime import date
from itertools import cycle

from assessments import scope, vault
from assessments.models import ClosedDay, Identity
from assessments.people import identity
from assessments.sessions import ledger, marks, operations, ops
from tests.builders.people import make_participant
from tests.builders.workshops import make_cohort, make_enrolment, make_session

_given = cycle(["Rosa María", "Julián", "Ñusta", "Ángel", "Killa", "Saturnino", "Yoni", "Óscar"])
_surnames = cycle(["Quispe Huamán", "Ccori Mamani", "Ñahui Núñez", "Sulca Palomino", "Ayala de la Cruz"])


def make_identity(participant, given=None, surnames=None):
    """An invented name, sealed as it would be."""
    vault.ensure_key_file()
    name = identity.Name(given or next(_given), surnames or next(_surnames))
    key_id, sealed = identity.seal_name(participant.pk, name)
    with scope.use(scope.system("builders")):
        return Identity.objects.create(participant=participant, key_id=key_id, sealed=sealed)


def make_register(people=3, named=False, **overrides):
    """A planned session of 5 January 2026 with so many people enrolled since that day."""
    cohort = overrides.pop("cohort", None) or make_cohort()
    session = make_session(cohort, **{"on": date(2026, 1, 5), **overrides})
    enrolments = [make_enrolment(cohort, make_participant(cohort.facility)) for _ in range(people)]
    for enrolment in enrolments if named else ():
        make_identity(enrolment.participant)
    return session, enrolments


def mark_entry(seq, enrolment, status="present", *, minutes=None, reason=None, base=(), choose=""):
    value = marks.mark_value(marks.Mark(marks.Status(status), minutes, reason)) if status else None
    target = ops.enrolment_target(enrolment.pk)
    return ledger.Entry(seq, target, ops.Field.MARK, value, tuple(base), choose=choose)


def make_form(*entries, replica=None, at="2026-01-05T14:00:00+00:00"):
    return ledger.Form(replica or ledger.mint(), at, tuple(entries))


def save_marks(user, session, *entries, replica=None):
    """Save a form with these entries through the operation, in the builders' scope."""
    with scope.use(scope.system("builders")):
        return operations.save_register(user=user, session=session, form=make_form(*entries, replica=replica))


def note_session(user, session, text, *, base=()):
    """Keep a note about a session, as the register's form does."""
    entry = ledger.Entry(605, ops.SESSION_TARGET, ops.Field.NOTES, text, tuple(base))
    return save_marks(user, session, entry)


def make_closed_day(facility, on, reason="feriado"):
    with scope.use(scope.system("builders")):
        return ClosedDay.objects.create(facility=facility, on=on, reason=reason)

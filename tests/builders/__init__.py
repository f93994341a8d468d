"""The smallest valid rows, one ``make_x(**overrides)`` per thing, written in the builders' scope."""

from tests.builders.measures import (
    make_answers,
    make_measured_cohort,
    make_member,
    make_plan,
    make_version,
)
from tests.builders.people import make_consent, make_participant, make_stay
from tests.builders.places import make_facility, make_posting, make_unit, make_user
from tests.builders.registers import (
    make_form,
    make_identity,
    make_register,
    mark_entry,
    note_session,
    save_marks,
)
from tests.builders.workshops import make_cohort, make_enrolment, make_session, make_version_move

__all__ = [
    "make_answers",
    "make_cohort",
    "make_consent",
    "make_enrolment",
    "make_facility",
    "make_form",
    "make_identity",
    "make_measured_cohort",
    "make_member",
    "make_participant",
    "make_plan",
    "make_posting",
    "make_register",
    "make_session",
    "make_stay",
    "make_unit",
    "make_user",
    "make_version",
    "make_version_move",
    "mark_entry",
    "note_session",
    "save_marks",
]

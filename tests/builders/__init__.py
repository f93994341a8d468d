"""The smallest valid rows, one ``make_x(**overrides)`` per thing; every write happens in the builders' scope."""

from tests.builders.people import make_consent, make_participant, make_stay
from tests.builders.places import make_facility, make_posting, make_unit, make_user
from tests.builders.workshops import make_cohort, make_enrolment, make_session

__all__ = [
    "make_cohort",
    "make_consent",
    "make_enrolment",
    "make_facility",
    "make_participant",
    "make_posting",
    "make_session",
    "make_stay",
    "make_unit",
    "make_user",
]

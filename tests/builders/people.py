"""Builders of participants, their stays and consents."""

import secrets
from datetime import date

from assessments import scope
from assessments.models import Consent, Participant, Stay
from assessments.people import codes
from tests.builders.places import make_facility, make_user


def make_stay(participant, facility=None, **overrides):
    facility = facility or make_facility()
    fields = {"participant": participant, "facility": facility, "from_on": date(2020, 1, 1), **overrides}
    with scope.use(scope.system("builders")):
        return Stay.objects.create(**fields)


def make_participant(facility=None, *, unit=None, **overrides):
    """A participant without identity who stays at ``facility`` since long ago."""
    fields = {"code": codes.new_code(secrets.randbelow), "sex": "female", **overrides}
    with scope.use(scope.system("builders")):
        participant = Participant.objects.create(**fields)
    make_stay(participant, facility, unit=unit)
    return participant


def make_consent(participant, purpose="measures", **overrides):
    fields = {
        "participant": participant,
        "purpose": purpose,
        "given": True,
        "on": date(2026, 1, 5),
        **overrides,
    }
    fields.setdefault("recorded_by", None)
    fields["recorded_by"] = fields["recorded_by"] or make_user()
    with scope.use(scope.system("builders")):
        return Consent.objects.create(**fields)

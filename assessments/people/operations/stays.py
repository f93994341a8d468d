"""People move and leave: a stay ends, another begins; no past mark changes."""

from datetime import date
from typing import Any

from django.db import transaction

from assessments import scope
from assessments.facilities.models import Facility, Unit
from assessments.journal import operations as journal
from assessments.people.models import Participant, Stay


class NotHere(LookupError):
    """The person has no stay in the facilities of the current scope."""


class AlreadyElsewhere(ValueError):
    """The day lies before the person arrived: the stays would overlap."""


def refuse_unless_here(participant: Participant) -> Stay:
    """The person's stay in force, or ``NotHere``: who left is changed by the facility that received them."""
    stay = Stay.objects.current().filter(participant=participant).select_related("facility", "unit").first()
    if stay is None:
        raise NotHere("This person is not at a facility of yours today.")
    return stay


def end_stay(*, user: Any, participant: Participant, on: date) -> Stay:
    """The person leaves on ``on`` (not included any more)."""
    with transaction.atomic():
        stay = _open_stay(participant)
        if on < stay.from_on:
            raise AlreadyElsewhere("The person had not arrived on that day.")
        stay.until_on = on
        stay.save(update_fields=["until_on"])
        journal.write(user=user, verb="people.stay_ended", subject=stay, fields=["until_on"])
    return stay


def move(
    *, user: Any, participant: Participant, facility: Facility, on: date, unit: Unit | None = None
) -> Stay:
    """From ``on`` the person stays at ``facility`` in ``unit``; both places must be in scope."""
    if not scope.current().includes(facility.pk):
        raise scope.OutOfScope("The receiving facility is outside the scope.")
    with transaction.atomic():
        stay = _open_stay(participant)
        if (stay.facility_id, stay.unit_id) == (facility.pk, unit.pk if unit else None):
            return stay
        if on < stay.from_on:
            raise AlreadyElsewhere("The person had not arrived on that day.")
        stay.until_on = on
        stay.save(update_fields=["until_on"])
        begun = Stay.objects.create(participant=participant, facility=facility, unit=unit, from_on=on)
        journal.write(user=user, verb="people.moved", subject=begun, fields=["facility", "unit", "from_on"])
    return begun


def _open_stay(participant: Participant) -> Stay:
    stay = Stay.objects.select_for_update().filter(participant=participant, until_on__isnull=True).first()
    if stay is None:
        raise NotHere("This person has no open stay at a facility of yours.")
    return stay

"""Places are opened, their units added and their closed days kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from assessments.facilities.models import ClosedDay, Facility, Unit
from assessments.journal import operations as journal


@dataclass(frozen=True)
class Place:
    """What a facility is called inside and outside; ``public_place`` is all a certificate says."""

    code: str
    name: str
    public_place: str
    kind: str = Facility.Kind.PRISON
    time_zone: str = "America/Lima"
    codes_only: bool = False


def open_facility(*, user: Any, place: Place) -> Facility:
    """A new facility; what the model refuses (code, time zone) raises ``ValidationError``."""
    facility = Facility(**vars(place))
    facility.full_clean()
    with transaction.atomic():
        facility.save(force_insert=True)
        journal.write(
            user=user,
            verb="facilities.opened",
            subject=facility,
            facility=facility,
            fields=list(vars(place)),
        )
    return facility


def correct_facility(*, user: Any, facility: Facility, changes: dict[str, Any]) -> Facility:
    """Change what is written about a facility; its code stays, because lists and keys hold it."""
    known = changes.keys() & vars(Place("", "", "")).keys() - {"code"} | changes.keys() & {"is_active"}
    changed = sorted(name for name in known if getattr(facility, name) != changes[name])
    if not changed:
        return facility
    for name in changed:
        setattr(facility, name, changes[name])
    facility.full_clean()
    with transaction.atomic():
        facility.save(update_fields=changed)
        journal.write(
            user=user, verb="facilities.corrected", subject=facility, facility=facility, fields=changed
        )
    return facility


def add_unit(*, user: Any, facility: Facility, name: str, order: int | None = None) -> Unit:
    """A pavilion or wing; the same name again is the same unit."""
    with transaction.atomic():
        last = (
            Unit.objects.filter(facility=facility).order_by("-order").values_list("order", flat=True).first()
        )
        unit, is_new = Unit.objects.get_or_create(
            facility=facility,
            name=name,
            defaults={"order": order if order is not None else (last or 0) + 1},
        )
        if is_new:
            journal.write(user=user, verb="facilities.unit_added", subject=unit, fields=["name", "order"])
    return unit


def correct_unit(*, user: Any, unit: Unit, name: str, order: int) -> Unit:
    """Another name or place in the printing order."""
    changed = [one for one, value in (("name", name), ("order", order)) if getattr(unit, one) != value]
    if not changed:
        return unit
    unit.name, unit.order = name, order
    with transaction.atomic():
        unit.save(update_fields=changed)
        journal.write(user=user, verb="facilities.unit_corrected", subject=unit, fields=changed)
    return unit


def close_day(*, user: Any, facility: Facility, on: date, reason: str = "") -> ClosedDay:
    """Nothing can be held on ``on``; closing it again corrects the reason."""
    with transaction.atomic():
        day, is_new = ClosedDay.objects.get_or_create(facility=facility, on=on, defaults={"reason": reason})
        if not is_new and day.reason == reason:
            return day
        if not is_new:
            day.reason = reason
            day.save(update_fields=["reason"])
        journal.write(user=user, verb="facilities.day_closed", subject=day, fields=["on", "reason"])
    return day


def reopen_day(*, user: Any, closed_day: ClosedDay) -> None:
    """Sessions may be held on that day again."""
    with transaction.atomic():
        journal.write(user=user, verb="facilities.day_reopened", subject=closed_day, fields=["on"])
        closed_day.delete()

"""Forms of places in the admin: typed input in, clean values out to the operations."""

from dataclasses import fields
from typing import Any

from assessments.access.forms import ScopedModelForm
from assessments.facilities import operations
from assessments.facilities.models import ClosedDay, Facility, Unit

_OF_A_PLACE = tuple(field.name for field in fields(operations.Place))


class FacilityForm(ScopedModelForm):
    """A facility; its code is decided once, and a new one is always active."""

    fixed = ("code",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            del self.fields["is_active"]

    def make(self, user: Any, values: dict[str, Any]) -> Facility:
        place = operations.Place(**{name: values[name] for name in _OF_A_PLACE})
        return operations.open_facility(user=user, place=place)

    def correct(self, user: Any, row: Facility, values: dict[str, Any]) -> Facility:
        return operations.correct_facility(user=user, facility=row, changes=values)


class UnitForm(ScopedModelForm):
    """A pavilion or wing of one facility."""

    def make(self, user: Any, values: dict[str, Any]) -> Unit:
        return operations.add_unit(user=user, **values)

    def correct(self, user: Any, row: Unit, values: dict[str, Any]) -> Unit:
        return operations.correct_unit(user=user, unit=row, name=values["name"], order=values["order"])


class ClosedDayForm(ScopedModelForm):
    """A day on which nothing is held; the day stays, its reason may be corrected."""

    fixed = ("on",)

    def make(self, user: Any, values: dict[str, Any]) -> ClosedDay:
        return operations.close_day(user=user, **values)

    def correct(self, user: Any, row: ClosedDay, values: dict[str, Any]) -> ClosedDay:
        return operations.close_day(
            user=user, facility=row.facility, on=row.on, reason=values.get("reason", "")
        )

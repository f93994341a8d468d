"""Places, units and closed days are written once and journalled."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assessments import scope
from assessments.facilities import operations as facilities
from assessments.models import AuditEntry, ClosedDay, Unit
from tests.builders import make_facility

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everywhere():
    with scope.use(scope.system("builders")):
        yield


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_facility_is_opened_with_its_zone():
    place = facilities.Place("AYA", "Centro de Ayacucho", "Huamanga", time_zone="America/Lima")

    facility = facilities.open_facility(user=None, place=place)

    assert (facility.code, facility.public_place) == ("AYA", "Huamanga")
    assert verbs() == ["facilities.opened"]


@pytest.mark.parametrize(
    "place",
    [
        facilities.Place("aya", "Centro", "Huamanga"),
        facilities.Place("AYA", "Centro", "Huamanga", time_zone="Lima"),
        facilities.Place("AYA", "Centro", ""),
    ],
)
def test_a_wrong_place_is_refused(place):
    with pytest.raises(ValidationError):
        facilities.open_facility(user=None, place=place)
    assert verbs() == []


def test_a_correction_names_its_fields_and_never_changes_the_code():
    facility = make_facility(code="AYA")

    facilities.correct_facility(user=None, facility=facility, changes={"name": "Nuevo", "code": "OTRO"})
    facilities.correct_facility(user=None, facility=facility, changes={"name": "Nuevo"})

    facility.refresh_from_db()
    assert (facility.name, facility.code) == ("Nuevo", "AYA")
    assert AuditEntry.objects.get().fields == ["name"]


def test_a_unit_is_added_once_and_stands_last():
    facility = make_facility()

    first = facilities.add_unit(user=None, facility=facility, name="Pabellón A")
    second = facilities.add_unit(user=None, facility=facility, name="Pabellón B")
    again = facilities.add_unit(user=None, facility=facility, name="Pabellón A")

    assert (first.order, second.order, again.pk) == (1, 2, first.pk)
    assert Unit.objects.count() == len(verbs()) == 2


def test_a_day_is_closed_corrected_and_reopened():
    facility = make_facility()
    on = date(2026, 7, 28)

    facilities.close_day(user=None, facility=facility, on=on, reason="")
    day = facilities.close_day(user=None, facility=facility, on=on, reason="Fiestas Patrias")
    facilities.close_day(user=None, facility=facility, on=on, reason="Fiestas Patrias")
    facilities.reopen_day(user=None, closed_day=day)

    assert ClosedDay.objects.count() == 0
    assert verbs() == ["facilities.day_closed", "facilities.day_closed", "facilities.day_reopened"]


def test_a_place_outside_the_scope_gets_no_unit():
    ours, theirs = make_facility(), make_facility()

    with scope.use(scope.of_facilities([ours.pk])), pytest.raises(scope.OutOfScope):
        facilities.add_unit(user=None, facility=theirs, name="Pabellón A")


def test_a_unit_is_corrected_by_the_fields_that_changed():
    unit = facilities.add_unit(user=None, facility=make_facility(), name="Pabellón A")

    facilities.correct_unit(user=None, unit=unit, name="Pabellón Alfa", order=unit.order)
    facilities.correct_unit(user=None, unit=unit, name="Pabellón Alfa", order=unit.order)

    assert AuditEntry.objects.filter(verb="facilities.unit_corrected").get().fields == ["name"]

"""Forms about places hand clean values to the operations."""

from datetime import date

import pytest

from assessments import scope
from assessments.facilities.forms import ClosedDayForm, FacilityForm, UnitForm
from assessments.models import ClosedDay, Facility, Unit
from tests.builders import make_facility, make_unit, make_user

pytestmark = pytest.mark.django_db
PLACE_FIELDS = ("code", "name", "kind", "time_zone", "public_place", "codes_only", "is_active")


@pytest.fixture(autouse=True)
def everywhere():
    with scope.use(scope.system("builders")):
        yield


def saved(form_class, model, fields, typed, instance=None):
    form = form_class.for_fields(model, fields)(typed, instance=instance, for_user=make_user())
    assert form.is_valid(), form.errors
    return form.save()


def test_a_facility_is_made_and_corrected_but_for_its_code():
    typed = {
        "code": "AYA",
        "name": "Centro",
        "kind": "prison",
        "time_zone": "America/Lima",
        "public_place": "Huamanga",
    }

    made = saved(FacilityForm, Facility, PLACE_FIELDS, typed)
    saved(FacilityForm, Facility, PLACE_FIELDS, {**typed, "code": "X", "name": "Otro"}, instance=made)

    assert list(Facility.objects.values_list("code", "name")) == [("AYA", "Otro")]


def test_a_unit_is_made_and_corrected():
    facility = make_facility()
    fields = ("facility", "name", "order")

    made = saved(UnitForm, Unit, fields, {"facility": facility.pk, "name": "Pabellón A", "order": 1})
    saved(UnitForm, Unit, fields, {"name": "Pabellón B", "order": 2}, instance=made)

    assert list(Unit.objects.values_list("facility", "name", "order")) == [(facility.pk, "Pabellón B", 2)]


def test_a_day_is_closed_and_its_reason_corrected():
    facility = make_facility()
    fields = ("facility", "on", "reason")

    made = saved(
        ClosedDayForm, ClosedDay, fields, {"facility": facility.pk, "on": "2026-07-28", "reason": ""}
    )
    saved(ClosedDayForm, ClosedDay, fields, {"reason": "Fiestas Patrias"}, instance=made)

    assert list(ClosedDay.objects.values_list("on", "reason")) == [(date(2026, 7, 28), "Fiestas Patrias")]


def test_a_place_elsewhere_is_no_choice():
    ours, theirs = make_facility(), make_unit().facility
    with scope.use(scope.of_facilities([ours.pk])):
        form = UnitForm.for_fields(Unit, ("facility", "name", "order"))(
            {"facility": theirs.pk, "name": "Pabellón", "order": 1}, for_user=make_user()
        )
        assert list(form.errors) == ["facility"]

"""Builders of places and the people who work there."""

from datetime import date
from itertools import count

from django.contrib.auth import get_user_model

from assessments import scope
from assessments.models import Facility, Posting, Unit

_numbers = count(1)


def _build(model, **fields):
    with scope.use(scope.system("builders")):
        return model.objects.create(**fields)


def make_facility(**overrides):
    number = next(_numbers)
    return _build(
        Facility,
        **{"code": f"F{number}", "name": f"Centro {number}", "public_place": "Huamanga", **overrides},
    )


def make_unit(facility=None, **overrides):
    facility = facility or make_facility()
    return _build(Unit, **{"facility": facility, "name": f"Pabellón {next(_numbers)}", **overrides})


def make_user(**overrides):
    fields = {"username": f"persona{next(_numbers)}", "password": "clave-de-prueba-1", **overrides}
    return get_user_model().objects.create_user(**fields)


def make_posting(role="facilitator", facility=None, user=None, **overrides):
    """A posting of ``user`` (a new one if none is given) at ``facility`` since long ago."""
    fields = {"user": user or make_user(), "role": role, "from_on": date(2020, 1, 1), **overrides}
    if fields.get("reach") != "national":
        fields["facility"] = facility or make_facility()
    return _build(Posting, **fields)

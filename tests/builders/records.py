"""Builders of rows that the admin lists: as they would lie in the database, without the work behind them."""

import uuid
from datetime import date, timedelta
from itertools import count

from assessments import scope
from assessments.models import AuditEntry, Certificate, CompletionRule, Instrument, InstrumentVersion
from tests.builders.places import make_user
from tests.builders.registers import make_closed_day
from tests.builders.workshops import make_cohort, make_enrolment

_numbers = count(1)


def _build(model, **fields):
    with scope.use(scope.system("builders")):
        return model.objects.create(**fields)


def make_audit_entry(facility=None, **overrides):
    fields = {"user": make_user(), "facility": facility, "verb": "builders.act", **overrides}
    return _build(AuditEntry, **fields)


def make_closed_days(facility):
    """Another day on which nothing is held."""
    return make_closed_day(facility, date(2026, 7, 1) + timedelta(days=next(_numbers)))


def make_certificate_row(facility=None, **overrides):
    """A certificate that was never printed."""
    enrolment = make_enrolment(make_cohort(facility))
    fields = {
        "facility": enrolment.facility,
        "participant": enrolment.participant,
        "enrolment": enrolment,
        "programme_key": enrolment.cohort.programme_key,
        "code": uuid.uuid4().hex[:16],
        "folio": f"P-{next(_numbers)}",
        "language": "es",
        "sealed_snapshot": b"",
        "snapshot_sha256": "0" * 64,
        "issued_by": make_user(),
        **overrides,
    }
    return _build(Certificate, **fields)


def make_rule(**overrides):
    return _build(CompletionRule, **{"programme_key": uuid.uuid4(), **overrides})


def make_version_row(**overrides):
    slug = f"prueba-{next(_numbers)}"
    fields = {"semver": "1.0.0", "definition": "{}", "sha256": "0" * 64, **overrides}
    return _build(InstrumentVersion, instrument=_build(Instrument, slug=slug, name=slug), **fields)

"""The one way to write the audit journal, inside the transaction of the act itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from assessments.journal.models import AuditEntry


def write(
    *,
    user: Any,
    verb: str,
    subject: models.Model | None = None,
    facility: models.Model | None = None,
    fields: Sequence[str] = (),
    detail: Mapping[str, str | int] | None = None,
) -> AuditEntry:
    """Write one entry. ``fields`` are names, ``detail`` codes and counts; never a personal value.

    Without ``facility`` the subject's own facility is taken, if it has one.
    """
    facility_id = facility.pk if facility is not None else getattr(subject, "facility_id", None)
    return AuditEntry.objects.create(
        user=user if getattr(user, "pk", None) else None,
        verb=verb,
        facility_id=facility_id,
        subject_type=subject._meta.model_name if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        fields=list(fields),
        detail=dict(detail or {}),
    )

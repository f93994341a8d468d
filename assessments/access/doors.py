"""The first line of every view: fetch the row through the door, or stop here."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone

from assessments import scope
from assessments.access import policies
from assessments.access.roles import Action
from assessments.journal import operations as journal

Row = TypeVar("Row", bound=models.Model)


def open_or_404(model: type[Row], user: Any, action: Action, **lookup: Any) -> Row:
    """The row, if it is in scope (else 404) and ``action`` is allowed at its facility (else 403).

    A missing row and one of another facility answer alike and leave the same audit entry.
    ``select_related=("cohort", ...)`` is passed on to the query.
    """
    related = lookup.pop("select_related", ())
    found = _find(model, related, lookup)
    if found is None:
        deny(user, action, model)
        raise Http404
    if not policies.may(user, action, facility_of(found)):
        deny(user, action, model)
        raise PermissionDenied
    return found


def _find(model: type[Row], related: tuple[str, ...], lookup: dict[str, Any]) -> Row | None:
    try:
        return model._default_manager.select_related(*related).get(**lookup)
    except (model.DoesNotExist, ValidationError, ValueError):
        return None


def is_of_a_facility(row: models.Model) -> bool:
    """Whether rows of this model belong to a facility or a person, so that a posting there decides."""
    return isinstance(row, scope.Scoped)


def facility_of(row: models.Model) -> int | None:
    """The facility whose posting decides; a person's is that of the current stay."""
    if row._meta.model_name == "facility":
        return row.pk
    if hasattr(row, "facility_id"):
        return row.facility_id
    person = row if row._meta.model_name == "participant" else row.participant
    today = timezone.localdate()
    return person.stays.on(today).values_list("facility_id", flat=True).first()


def enter(user: Any, action: Action) -> scope.Scope:
    """For pages without one row: the scope in which ``action`` is allowed; nowhere is 403."""
    if not policies.may_somewhere(user, action):
        deny(user, action)
        raise PermissionDenied
    return policies.bound_to(user, action)


def deny(user: Any, action: str, model: Any = None) -> None:
    """Leave the one entry that every refusal leaves; it names no row."""
    kind = model._meta.model_name if model is not None else ""
    journal.write(user=user, verb="access.denied", detail={"action": str(action), "kind": kind})

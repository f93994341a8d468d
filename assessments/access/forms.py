"""Forms of the admin whose choices never offer another facility's rows."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import modelform_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from assessments import scope


class ScopedModelForm(WagtailAdminModelForm):
    """Choices come from scoped managers; the row itself is checked against the scope before it is saved."""

    @classmethod
    def for_fields(cls, model: type[models.Model], fields: Sequence[str]) -> type["ScopedModelForm"]:
        """The form of ``model`` with these fields."""
        return modelform_factory(model, form=cls, fields=list(fields))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facility = self.fields.get("facility")
        if facility is None:
            return
        if not self.instance._state.adding:
            facility.disabled = True
        elif facility.required and facility.queryset.count() == 1:
            facility.initial = facility.queryset.get()

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        try:
            self.instance.check_scope()
        except (scope.OutOfScope, scope.FacilityChanged):
            self.add_error(None, ValidationError(_("This belongs to a facility where you are not posted.")))


class PostingForm(ScopedModelForm):
    """A posting at one facility, or in the whole country with a reason and an end."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("reach") == "national":
            self._clean_national(cleaned)
        elif not cleaned.get("facility"):
            self.add_error("facility", _("Choose the facility, or “whole country”."))
        until, since = cleaned.get("until_on"), cleaned.get("from_on")
        if until and since and until <= since:
            self.add_error("until_on", _("The last day must be after the first."))
        return cleaned

    def _clean_national(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("facility"):
            self.add_error("facility", _("Leave the facility empty for the whole country."))
        for name in ("until_on", "reason"):
            if not cleaned.get(name):
                self.add_error(name, _("The whole country needs a reason and an end."))

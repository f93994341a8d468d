"""Forms of the admin whose choices never offer another facility's rows."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import modelform_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import formfield_for_dbfield

from assessments import scope
from assessments.access import operations, policies
from assessments.access.models import Posting
from assessments.access.roles import Action, Role

ELSEWHERE = _("This belongs to a facility where you are not posted.")
POSTED_ALREADY = _("This person has this role there already in those days.")


class ScopedModelForm(WagtailAdminModelForm):
    """Choices come from scoped managers; the row itself is checked against the scope before it is saved.

    A form writes nothing itself: ``make`` and ``correct`` hand the clean values to an operation. Fields
    named in ``fixed`` are decided when the row is made and only shown later; the facility always is.
    ``refusals`` are what the operation may still say when somebody else was faster, and the sentence for it.
    """

    fixed: tuple[str, ...] = ()
    refusals: ClassVar[Mapping[type[Exception], Any]] = {}

    @classmethod
    def for_fields(cls, model: type[models.Model], fields: Sequence[str]) -> type["ScopedModelForm"]:
        """The form of ``model`` with these fields."""
        return modelform_factory(
            model, form=cls, fields=list(fields), formfield_callback=formfield_for_dbfield
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            self._offer_the_only_facility()
            return
        for name in ("facility", *self.fixed):
            if name in self.fields:
                self.fields[name].disabled = True

    @property
    def is_new(self) -> bool:
        """Whether the row is being made."""
        return self.instance._state.adding

    def _offer_the_only_facility(self) -> None:
        field = self.fields.get("facility")
        if field is not None and field.required and field.queryset.count() == 1:
            field.initial = field.queryset.get()

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        try:
            self.instance.check_scope()
        except (scope.OutOfScope, scope.FacilityChanged):
            self.add_error(None, ValidationError(ELSEWHERE))

    def save(self, commit: bool = True) -> models.Model:
        """The row as the operation returned it."""
        if self.is_new:
            self.instance = self.make(self.for_user, self.cleaned_data)
        else:
            row = type(self.instance)._default_manager.get(pk=self.instance.pk)
            self.instance = self.correct(self.for_user, row, self.cleaned_data)
        return self.instance

    def make(self, user: Any, values: dict[str, Any]) -> models.Model:
        """Call the operation that makes the row."""
        raise TypeError(f"{type(self).__name__} does not say which operation makes a row.")

    def correct(self, user: Any, row: models.Model, values: dict[str, Any]) -> models.Model:
        """Call the operation that changes ``row``, read afresh."""
        raise TypeError(f"{type(self).__name__} does not say which operation changes a row.")


class PostingForm(ScopedModelForm):
    """A posting at one facility, or in the whole country with a reason and an end; only its end moves."""

    fixed = ("user", "role", "reach", "from_on")
    refusals: ClassVar = {operations.AlreadyPosted: POSTED_ALREADY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = self._whom()
        if self.is_new and not policies.bound_to(self.for_user, Action.MANAGE_POSTINGS).everywhere:
            self.fields["reach"].choices = [(Posting.Reach.FACILITY.value, Posting.Reach.FACILITY.label)]
            self.fields["facility"].required = True
            self._offer_the_only_facility()

    def _whom(self) -> models.QuerySet:
        people = get_user_model()._default_manager
        if not self.is_new:
            return people.filter(pk=self.instance.user_id)
        return people.filter(is_active=True).exclude(pk=self.for_user.pk).order_by("username")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("reach") == Posting.Reach.NATIONAL:
            self._clean_national(cleaned)
        elif not cleaned.get("facility"):
            self.add_error("facility", _("Choose the facility, or “whole country”."))
        until, since = cleaned.get("until_on"), cleaned.get("from_on")
        if until and since and until < since:
            self.add_error("until_on", _("The end cannot be before the beginning."))
        return cleaned

    def _clean_national(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("facility"):
            self.add_error("facility", _("Leave the facility empty for the whole country."))
        for name in ("until_on", "reason"):
            if not cleaned.get(name):
                self.add_error(name, _("The whole country needs a reason and an end."))

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        if Posting.objects.overlapping(self.instance).exists():
            self.add_error(None, POSTED_ALREADY)
        elif not self.is_new and self.instance.user_id == self.for_user.pk:
            self.add_error(None, _("Nobody changes their own posting. Ask another administrator."))

    def make(self, user: Any, values: dict[str, Any]) -> Posting:
        term = operations.Term(
            values["from_on"], values.get("facility"), values.get("until_on"), values.get("reason", "")
        )
        return operations.post(user=user, person=values["user"], role=Role(values["role"]), term=term)

    def correct(self, user: Any, row: models.Model, values: dict[str, Any]) -> Posting:
        return operations.set_end(
            user=user, posting=row, until_on=values.get("until_on"), reason=values.get("reason", "")
        )

"""Places in Wagtail's admin: facilities, their units and the days on which nothing is held."""

from typing import Any, ClassVar

from wagtail.admin.views import generic

from assessments.access import policies
from assessments.access.posted_policy import PostedPolicy
from assessments.access.roles import Action
from assessments.access.viewsets import EDIT, ScopedModelViewSet
from assessments.facilities import operations
from assessments.facilities.forms import ClosedDayForm, FacilityForm, UnitForm
from assessments.facilities.models import ClosedDay, Facility, Unit

_MANAGED = {
    "view": Action.MANAGE_FACILITIES,
    "add": Action.MANAGE_FACILITIES,
    "change": Action.MANAGE_FACILITIES,
}


class FacilityPolicy(PostedPolicy):
    """A new facility is outside everybody's postings but those for the whole country."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "add":
            return policies.bound_to(user, self.allowed["add"]).everywhere
        return super().user_has_permission(user, action)


class FacilityViewSet(ScopedModelViewSet):
    model = Facility
    icon = "site"
    name = "facilities"
    policy_class = FacilityPolicy
    form_class = FacilityForm
    form_fields = ("code", "name", "kind", "public_place", "time_zone", "codes_only", "is_active")
    list_display = ("code", "name", "kind", "public_place", "is_active")
    list_filter = ("kind", "is_active")
    list_export = ("code", "name", "kind", "public_place", "time_zone", "is_active")
    search_fields = ("code", "name", "public_place")
    ordering = ("code",)
    inspect_view_fields = form_fields
    allowed: ClassVar = _MANAGED


class UnitViewSet(ScopedModelViewSet):
    model = Unit
    icon = "list-ul"
    name = "units"
    form_class = UnitForm
    form_fields = ("facility", "name", "order")
    list_display = ("name", "facility", "order")
    list_filter = ("facility",)
    search_fields = ("name",)
    ordering = ("facility__code", "order", "name")
    inspect_view_fields = form_fields
    allowed: ClassVar = _MANAGED


class ReopenDayView(generic.DeleteView):
    def delete_action(self):
        operations.reopen_day(user=self.request.user, closed_day=self.object)


class ClosedDayViewSet(ScopedModelViewSet):
    model = ClosedDay
    icon = "calendar"
    name = "closed_days"
    screens = EDIT | {"delete"}
    delete_view_class = ReopenDayView
    form_class = ClosedDayForm
    form_fields = ("facility", "on", "reason")
    list_display = ("on", "facility", "reason")
    list_filter = ("facility", "on")
    search_fields = ("reason",)
    ordering = ("-on", "facility__code")
    inspect_view_fields = form_fields
    allowed: ClassVar = {**_MANAGED, "delete": Action.MANAGE_FACILITIES}

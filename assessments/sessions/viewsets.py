"""Sessions in Wagtail's admin: listed and inspected; registers are marked in the workspace."""

from typing import ClassVar

from assessments.access.roles import Action
from assessments.access.viewsets import RecordViewSet
from assessments.sessions.models import Session


class SessionViewSet(RecordViewSet):
    model = Session
    icon = "calendar-check"
    name = "sessions"
    list_display = ("cohort", "number", "on", "at", "status", "lesson_title")
    list_filter = ("facility", "status", "on")
    list_export = (*list_display, "facility", "minutes_planned", "minutes_delivered", "reason")
    search_fields = ("cohort__code", "cohort__name", "lesson_title")
    ordering = ("-on", "-at", "cohort__code")
    inspect_view_fields = list_export
    allowed: ClassVar = {"view": Action.SEE_PEOPLE}

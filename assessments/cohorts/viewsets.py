"""Cohorts in Wagtail's admin: listed and inspected; they are opened and closed in the workspace."""

from typing import ClassVar

from assessments.access.roles import Action
from assessments.access.viewsets import RecordViewSet
from assessments.cohorts.models import Cohort


class CohortViewSet(RecordViewSet):
    model = Cohort
    icon = "folder-open-inverse"
    name = "cohorts"
    list_display = ("code", "name", "facility", "programme_title", "starts_on", "closed_on")
    list_filter = ("facility", "composition", "starts_on")
    list_export = list_display
    search_fields = ("code", "name", "programme_title")
    ordering = ("-starts_on", "code")
    inspect_view_fields = (
        *list_display,
        "programme_version",
        "lessons_total",
        "language",
        "composition",
        "place",
        "at",
        "every_days",
        "minutes",
        "capacity",
        "lead",
    )
    allowed: ClassVar = {"view": Action.SEE_PEOPLE}

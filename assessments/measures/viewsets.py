"""Questionnaires in Wagtail's admin: listed and inspected; versions are frozen and loaded from files."""

from typing import ClassVar

from assessments.access.roles import Action
from assessments.access.viewsets import RecordViewSet
from assessments.measures.models import InstrumentVersion


class InstrumentVersionViewSet(RecordViewSet):
    model = InstrumentVersion
    icon = "form"
    name = "instruments"
    list_display = ("instrument__name", "semver", "sha256", "created_at")
    search_fields = ("instrument__slug", "instrument__name", "semver")
    ordering = ("instrument__slug", "-created_at")
    inspect_view_fields = ("instrument", "semver", "sha256", "created_at", "definition")
    allowed: ClassVar = {"view": Action.SEE_PEOPLE}

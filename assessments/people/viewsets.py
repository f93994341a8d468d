"""People in Wagtail's admin: codes only, never a name; listed and inspected."""

from typing import ClassVar

from assessments.access.roles import Action
from assessments.access.viewsets import RecordViewSet
from assessments.people.models import Participant


class ParticipantViewSet(RecordViewSet):
    model = Participant
    icon = "user"
    name = "participants"
    list_display = ("code", "sex", "language", "reading_support", "birth_band")
    list_filter = ("sex", "reading_support")
    list_export = list_display
    search_fields = ("code",)
    ordering = ("code",)
    inspect_view_fields = list_display
    allowed: ClassVar = {"view": Action.SEE_PEOPLE}

"""What a field person needs to know today: sessions of today, late registers, what comes next (QUERIES)."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Window

from assessments.facilities.models import Facility
from assessments.sessions.models import Session

NEXT, LATE = 8, 30


@dataclass(frozen=True)
class Agenda:
    """Sessions of the scope in force, sorted by what they ask for."""

    today: list[Session]
    late: list[Session]
    late_total: int
    coming: list[Session]

    @property
    def is_empty(self) -> bool:
        return not (self.today or self.late or self.coming)


def days_by_zone(now: datetime) -> dict[str, date]:
    """Today's date in each zone of the facilities in scope."""
    zones = Facility.objects.values_list("time_zone", flat=True).distinct()
    return {zone: now.astimezone(ZoneInfo(zone)).date() for zone in zones}


def agenda(now: datetime) -> Agenda:
    """Four queries, however many cohorts there are; late sessions are all counted, the first ones read."""
    days = days_by_zone(now)
    sessions = Session.objects.select_related("cohort", "facility")
    late = list(sessions.late_in(days).annotate(total=Window(Count("pk"))).order_by("on", "at", "pk")[:LATE])
    return Agenda(
        today=list(sessions.today_in(days).order_by("at", "cohort__code")),
        late=late,
        late_total=late[0].total if late else 0,
        coming=list(sessions.coming_in(days).order_by("on", "at", "pk")[:NEXT]),
    )

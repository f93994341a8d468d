"""Questions about sessions, ops and marks."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from assessments import scope


class SessionQuerySet(scope.ScopedQuerySet):
    def on(self, day: date):
        return self.filter(on=day)

    def delivered(self):
        """Sessions that were held, whole or shortened."""
        return self.filter(status__in=["held", "shortened"])

    def with_notes(self):
        """Sessions about which somebody ever noted something."""
        ops = self.model._meta.get_field("ops").related_model
        return self.filter(Exists(ops.objects.filter(session=OuterRef("pk"), field="notes")))

    def with_recorded(self):
        """Each session with ``is_recorded``: whether anybody ever kept anything about it."""
        ops = self.model._meta.get_field("ops").related_model
        return self.annotate(is_recorded=Exists(ops.objects.filter(session=OuterRef("pk"))))

    def without_register_before(self, day: date):
        """Planned sessions of the past: nobody said yet whether they were held."""
        return self.filter(on__lt=day, status="planned")

    def today_in(self, days: dict[str, date]):
        """Sessions whose date is today in their own zone; ``days`` is today's date of each zone."""
        return self.filter(_by_zone(days, ""))

    def late_in(self, days: dict[str, date]):
        """Planned sessions of days that have passed in their own zone."""
        return self.filter(_by_zone(days, "__lt"), status="planned")

    def coming_in(self, days: dict[str, date]):
        """Planned sessions of days still to come in their own zone."""
        return self.filter(_by_zone(days, "__gt"), status="planned")


def _by_zone(days: dict[str, date], comparison: str) -> Q:
    found = Q(pk__in=[])
    for zone, day in days.items():
        found |= Q(**{"zone": zone, f"on{comparison}": day})
    return found


class OpQuerySet(scope.ScopedQuerySet):
    def of_session(self, session):
        return self.filter(session=session)

    def notes_of(self, sessions):
        """What was ever noted about these sessions as a whole."""
        return self.filter(session__in=sessions, target="session", field="notes")

    def of_answers(self, cohort, prefix: str, targets: Iterable[str] = ()):
        """Ops of a cohort that belong to no session, by the beginning of their field."""
        found = self.filter(cohort=cohort, session__isnull=True, field__startswith=prefix)
        return found.filter(target__in=list(targets)) if targets else found


class AttendanceQuerySet(scope.ScopedQuerySet):
    def settled(self):
        return self.filter(in_conflict=False)


class VersionMoveQuerySet(scope.ScopedQuerySet):
    def standing(self):
        """Moves that nobody undid."""
        return self.filter(undone_at__isnull=True)

    def with_recorded_since(self, ops):
        """Each move with ``is_recorded_since``: whether anything of its cohort was kept after it."""
        since = ops.filter(cohort=OuterRef("cohort_id"), received_at__gte=OuterRef("moved_at"))
        return self.annotate(is_recorded_since=Exists(since))

"""Questions about sessions, ops and marks."""

from datetime import date

from assessments import scope


class SessionQuerySet(scope.ScopedQuerySet):
    def on(self, day: date):
        return self.filter(on=day)

    def delivered(self):
        """Sessions that were held, whole or shortened."""
        return self.filter(status__in=["held", "shortened"])

    def without_register_before(self, day: date):
        """Planned sessions of the past: nobody said yet whether they were held."""
        return self.filter(on__lt=day, status="planned")


class OpQuerySet(scope.ScopedQuerySet):
    def of_session(self, session):
        return self.filter(session=session)


class AttendanceQuerySet(scope.ScopedQuerySet):
    def settled(self):
        return self.filter(in_conflict=False)

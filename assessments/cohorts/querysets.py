"""Questions about cohorts and their members."""

from datetime import date

from django.db.models import Q

from assessments import scope


class CohortQuerySet(scope.ScopedQuerySet):
    def open(self):
        return self.filter(closed_on__isnull=True)


class EnrolmentQuerySet(scope.ScopedQuerySet):
    def active_on(self, day: date):
        """Members on ``day``: the first day included, the last not."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)

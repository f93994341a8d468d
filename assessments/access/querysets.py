"""Questions about postings."""

from datetime import date

from django.db.models import Q

from assessments import scope


class PostingQuerySet(scope.ScopedQuerySet):
    def active_on(self, day: date):
        """Postings in force on ``day``: the first day included, the last not."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=day), from_on__lte=day)

    def of_user(self, user):
        return self.filter(user=user)

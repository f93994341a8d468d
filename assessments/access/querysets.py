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

    def overlapping(self, posting):
        """Postings of the same person in the same role and place that share a day with this one."""
        same = self.filter(user_id=posting.user_id, role=posting.role, facility_id=posting.facility_id)
        if posting.until_on:
            same = same.filter(from_on__lt=posting.until_on)
        return same.filter(Q(until_on__isnull=True) | Q(until_on__gt=posting.from_on)).exclude(pk=posting.pk)

    def ending_before(self, day: date):
        """Postings whose end is known and near."""
        return self.filter(until_on__isnull=False, until_on__lte=day)

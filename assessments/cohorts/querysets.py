"""Questions about cohorts and their members."""

from datetime import date

from django.db.models import Count, Q

from assessments import scope


class CohortQuerySet(scope.ScopedQuerySet):
    def open(self):
        return self.filter(closed_on__isnull=True)

    def closed(self):
        return self.filter(closed_on__isnull=False)

    def matching(self, words: str):
        """Cohorts whose code, name or programme holds each of the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(code__icontains=word) | Q(name__icontains=word) | Q(programme_title__icontains=word)
            )
        return found

    def with_members_on(self, day: date):
        """Each cohort with the number of people in it on ``day``, and of those who ``left`` it before."""
        begun, over = Q(enrolments__starts_on__lte=day), Q(enrolments__ends_on__lte=day)
        return self.annotate(
            members=Count("enrolments", filter=begun & ~over), left=Count("enrolments", filter=over)
        )


class EnrolmentQuerySet(scope.ScopedQuerySet):
    def active_on(self, day: date):
        """Members on ``day``: the first day included, the last not."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)

    def open(self):
        """Memberships without an end."""
        return self.filter(ends_on__isnull=True)

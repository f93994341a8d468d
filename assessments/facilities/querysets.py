"""Questions about facilities."""

from assessments import scope


class FacilityQuerySet(scope.ScopedQuerySet):
    def active(self):
        return self.filter(is_active=True)

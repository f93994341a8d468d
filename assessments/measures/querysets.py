"""Questions about administrations."""

from assessments import scope


class AdministrationQuerySet(scope.ScopedQuerySet):
    def of_cohort(self, cohort):
        return self.filter(enrolment__cohort=cohort)

    def answered(self):
        return self.filter(outcome="answered")

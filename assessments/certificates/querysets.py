"""Questions about certificates."""

from assessments import scope


class CertificateQuerySet(scope.ScopedQuerySet):
    def active(self):
        return self.filter(state="active")

    def of_cohort(self, cohort):
        return self.filter(enrolment__cohort=cohort)

"""Questions about certificates."""

from collections.abc import Collection
from uuid import UUID

from assessments import scope


class CertificateQuerySet(scope.ScopedQuerySet):
    def active(self):
        return self.filter(state="active")

    def of_cohort(self, cohort):
        return self.filter(enrolment__cohort=cohort)

    def valid_for(self, programme_key: UUID, people: Collection[UUID]):
        """Valid certificates of these people for one programme, also under records merged into them."""
        records = self.model._meta.get_field("participant").related_model.objects.records_of(people)
        found = self.active().filter(participant__in=records)
        return found.filter(programme_key=programme_key, kind="completion")

    def with_key(self):
        """With the sealed key, without which nothing in a certificate can be read."""
        return self.select_related("key")

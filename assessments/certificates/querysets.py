"""Questions about certificates."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from assessments import scope


class CertificateQuerySet(scope.ScopedQuerySet):
    def active(self):
        return self.filter(state="active")

    def of_cohort(self, cohort):
        return self.filter(enrolment__cohort=cohort)

    def valid_for(self, programme_key: UUID, people: Collection[UUID]):
        """Valid certificates of these people for one programme, also under records merged into them."""
        person = Q(participant__in=people) | Q(participant__merged_into__in=people)
        return self.active().filter(person, programme_key=programme_key, kind="completion")

    def with_key(self):
        """With the sealed key, without which nothing in a certificate can be read."""
        return self.select_related("key")

"""Questions about instruments and administrations."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import Q

from assessments import scope


class AdministrationQuerySet(scope.ScopedQuerySet):
    def of_cohort(self, cohort):
        return self.filter(enrolment__cohort=cohort)

    def answered(self):
        return self.filter(outcome="answered")

    def of_sheet(self, cohort, version, occasion):
        """What a cohort answered to one version on one occasion."""
        return self.of_cohort(cohort).filter(version=version, occasion=occasion)

    def reported_for(self, cohort, version, people: Iterable[UUID]):
        """A cohort's own, and what its people answered at the start in an earlier cohort of the programme."""
        before = Q(occasion="baseline", participant__in=list(people), programme_key=cohort.programme_key)
        return self.filter(Q(enrolment__cohort=cohort) | before, version=version)


class InstrumentVersionQuerySet(models.QuerySet):
    def pinned_by(self, cohort):
        """The version of the cohort's first baseline: a cohort is never moved to another one."""
        return self.filter(
            administrations__in=self._administrations().of_cohort(cohort).filter(occasion="baseline")
        ).order_by("administrations__on", "administrations__pk")

    def _administrations(self):
        return self.model._meta.get_field("administrations").related_model.objects

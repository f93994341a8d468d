"""Questions about people and where they are."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from assessments import scope


class StayQuerySet(scope.ScopedQuerySet):
    def on(self, day: date):
        """Stays in force on ``day``: the first day included, the last not."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=day), from_on__lte=day)

    def current(self):
        """Stays in force today."""
        return self.on(timezone.localdate())


class ParticipantQuerySet(scope.ScopedQuerySet):
    def canonical(self):
        """People without the records that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def staying_at(self, facility, day: date):
        """People who are in ``facility`` on ``day``."""
        stays = self.model._meta.get_field("stays").related_model.objects
        return self.filter(pk__in=stays.filter(facility=facility).on(day).values("participant_id"))

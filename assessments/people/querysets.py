"""Questions about people and where they are."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from assessments import scope


class StayQuerySet(scope.ScopedQuerySet):
    def on(self, day: date):
        """Stays in force on ``day``: the first day included, the last not."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=day), from_on__lte=day)

    def current(self):
        """Stays in force today."""
        return self.on(timezone.localdate())

    def exclude_on(self, day: date):
        """Stays that are over on ``day``."""
        return self.filter(until_on__lte=day)

    def latest_of(self, code: str):
        """The key of the last stay of the person with this code: the door to a person."""
        return self.filter(participant__code=code).order_by("-from_on", "-pk").values("pk")[:1]

    def last_at(self, facility, day: date):
        """Each person's last stay at ``facility`` that began by ``day``: one row per person."""
        here = self.filter(facility=facility, from_on__lte=day)
        later = here.filter(participant=OuterRef("participant")).order_by("-from_on", "-pk").values("pk")[:1]
        return here.filter(pk=Subquery(later))


class ConsentQuerySet(scope.ScopedQuerySet):
    def standing(self):
        """The answers that count today: one per person and purpose."""
        return self.filter(withdrawn_on__isnull=True)


class ParticipantQuerySet(scope.ScopedQuerySet):
    def canonical(self):
        """People without the records that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def records_of(self, people: Collection[UUID]):
        """The records of these (canonical) people: their own, and those that were merged into them.

        For ``participant__in=...``: an OR across the join would read what everybody ever left.
        """
        return self.filter(Q(pk__in=people) | Q(merged_into__in=people))

    def records_of_one(self, person: UUID | OuterRef):
        """The same for one person, who may be a row of the query outside."""
        return self.filter(Q(pk=person) | Q(merged_into=person))

    def staying_at(self, facility, day: date):
        """People who are in ``facility`` on ``day``."""
        stays = self.model._meta.get_field("stays").related_model.objects
        return self.filter(pk__in=stays.filter(facility=facility).on(day).values("participant_id"))

"""Who may join a cohort: people of its facility who are not in it (QUERIES)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from assessments.access import policies
from assessments.access.roles import Action
from assessments.cohorts.models import Cohort
from assessments.people import identity, likeness
from assessments.people.models import Participant

SHOWN = 200


@dataclass(frozen=True)
class Candidate:
    """One person of the facility."""

    pk: UUID
    code: str
    name: str
    chosen: bool


def today_at(row: Any, now: datetime | None = None) -> date:
    """Today's date in the facility of a row."""
    return (now or timezone.now()).astimezone(ZoneInfo(row.facility.time_zone)).date()


def found(cohort: Cohort, user: Any, words: str, chosen: Collection[str] = ()) -> list[Candidate]:
    """People who are there today and not in the cohort, by name or code; the chosen ones always stay."""
    here = Participant.objects.canonical().staying_at(cohort.facility, today_at(cohort))
    rows = list(here.exclude(pk__in=cohort.enrolments.open().values("participant_id")))
    names = {}
    if policies.may(user, Action.SEE_IDENTITY, cohort.facility_id) and not cohort.facility.codes_only:
        names = identity.names_of([row.pk for row in rows], user=user, purpose="enrol")
    people = [
        Candidate(row.pk, row.code, names[row.pk].full if row.pk in names else "", str(row.pk) in chosen)
        for row in rows
    ]
    wanted = [one for one in people if one.chosen or _holds(one, words)]
    return sorted(wanted, key=lambda one: (not one.chosen, likeness.folded(one.name) or "~", one.code))


def _holds(one: Candidate, words: str) -> bool:
    text = likeness.folded(f"{one.name} {one.code}")
    return all(word in text for word in likeness.folded(words).split())


def is_key(text: str) -> bool:
    """Whether a posted choice can name a person at all."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True

"""The board of a cohort: who is eligible, who not yet and why, who has a certificate already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.access import policies
from assessments.access.roles import Action
from assessments.certificates.models import Certificate
from assessments.cohorts.models import Cohort
from assessments.completion import phrases, progress
from assessments.completion.eligibility import Reason, ReasonCode
from assessments.completion.progress import Standing
from assessments.people import identity

ELIGIBLE, NOT_YET, ISSUED = "eligible", "not_yet", "issued"
_ORDER = (ELIGIBLE, NOT_YET, ISSUED)


@dataclass(frozen=True)
class Row:
    """One person as the board shows it; ``name`` is empty where names are not shown."""

    enrolment: UUID
    code: str
    name: str
    lessons: str
    minutes: int
    state: str
    reasons: tuple[str, ...]
    certificate: Certificate | None

    @property
    def can_be_chosen(self) -> bool:
        """Eligible people to issue to, and those who have one, whose files can be made again."""
        return self.state != NOT_YET


def rows(cohort: Cohort, user: Any) -> list[Row]:
    """Everybody of the cohort: first whom to issue to, then who is not yet ready, then who has one."""
    standings = progress.standings(cohort)
    people = [one.person.pk for one in standings]
    certificates = {
        one.participant.merged_into_id or one.participant_id: one
        for one in Certificate.objects.valid_for(cohort.programme_key, people).select_related("participant")
    }
    names = names_shown(cohort, user, people)
    found = [_row(one, names.get(one.person.pk, ""), certificates.get(one.person.pk)) for one in standings]
    return sorted(found, key=lambda row: (_ORDER.index(row.state), row.name.casefold(), row.code))


def names_shown(cohort: Cohort, user: Any, people: Sequence[UUID]) -> Mapping[UUID, str]:
    """The names this user may see here; reading them is journalled."""
    if cohort.facility.codes_only or not policies.may(user, Action.SEE_IDENTITY, cohort.facility_id):
        return {}
    return {
        pk: name.full
        for pk, name in identity.names_of(people, user=user, purpose="certificates.board").items()
    }


def counts(found: Sequence[Row]) -> dict[str, int]:
    """How many people are in each state."""
    return {state: sum(row.state == state for row in found) for state in _ORDER}


def why_not(standing: Standing) -> tuple[str, ...]:
    """Every reason why not yet, as sentences."""
    if not standing.is_here:
        return (str(phrases.NOT_HERE),)
    total = standing.progress.lessons_total
    return tuple(phrases.why_not(reason, total) for reason in standing.decision.reasons)


def reasons_of(result: Mapping[str, Any]) -> tuple[str, ...]:
    """The reasons that a job kept as codes and numbers, as sentences."""
    return tuple(
        phrases.why_not(
            Reason(ReasonCode(one["code"]), one["have"], one["need"], tuple(one["numbers"])),
            result["lessons"],
        )
        for one in result.get("reasons", ())
    )


def _row(standing: Standing, name: str, certificate: Certificate | None) -> Row:
    ready = standing.decision.eligible and standing.is_here
    state = ISSUED if certificate else ELIGIBLE if ready else NOT_YET
    return Row(
        enrolment=standing.enrolment.pk,
        code=standing.person.code,
        name=name,
        lessons=phrases.lessons(standing.progress),
        minutes=standing.progress.minutes,
        state=state,
        reasons=() if state != NOT_YET else why_not(standing),
        certificate=certificate,
    )

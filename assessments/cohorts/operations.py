"""What changes cohorts and memberships: open, take a newer version, enrol, end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from assessments import signals
from assessments.cohorts import standing
from assessments.cohorts.models import Cohort, Enrolment
from assessments.facilities.models import Facility
from assessments.journal import operations as journal
from assessments.people.models import Participant
from curriculum import outline


class CodeTaken(Exception):
    """Another cohort has this code."""


class KeyUsed(Exception):
    """The key of this form already opened a cohort with another content."""


class OtherProgramme(Exception):
    """A cohort keeps its programme and its language; only their version changes."""


class NoLessons(Exception):
    """The programme has no live lesson, so there is nothing to take."""


class CohortClosed(Exception):
    """Nobody joins a closed cohort."""


class NotStaying(Exception):
    """Somebody chosen is not in the facility on that day; ``codes`` says who."""

    def __init__(self, codes: Collection[str]):
        super().__init__(", ".join(sorted(codes)))
        self.codes = sorted(codes)


class AlreadyEnded(Exception):
    """The membership has an end already."""


class BadDates(Exception):
    """The dates cannot stand; ``refusals`` are the codes of ``standing``."""

    def __init__(self, refusals: Collection[standing.Refusal]):
        super().__init__(", ".join(refusals))
        self.refusals = tuple(refusals)


@dataclass(frozen=True)
class Opening:
    """What a coordinator decides about a new cohort."""

    code: str
    name: str
    programme_key: UUID
    language: str
    starts_on: date
    at: time
    every_days: int = 15
    minutes: int = 90
    place: str = ""
    composition: str = Cohort.Composition.MIXED
    capacity: int = 30
    lead: Any = None


def open_cohort(*, user: Any, facility: Facility, opening: Opening, key: UUID) -> Cohort:
    """Open a cohort on the programme as it is live now, frozen; the same key again is the same cohort."""
    known = Cohort.objects.filter(pk=key).first()
    if known is not None:
        return _same(known, facility, opening)
    with transaction.atomic():
        version = outline.freeze(opening.programme_key, opening.language, user=user)
        if not version.outline.lessons:
            raise NoLessons(opening.programme_key)
        cohort = _create(facility, opening, version, key)
        journal.write(user=user, verb="cohorts.opened", subject=cohort, detail={"version": version.number})
        transaction.on_commit(
            lambda: signals.cohort_opened.send_robust(sender=Cohort, cohort=cohort, user=user)
        )
    return cohort


def _same(known: Cohort, facility: Facility, opening: Opening) -> Cohort:
    if (known.facility_id, known.code, known.starts_on) != (facility.pk, opening.code, opening.starts_on):
        raise KeyUsed(known.code)
    return known


def take_version(*, user: Any, cohort: Cohort, version: outline.VersionOutline) -> Cohort:
    """Pin a cohort to another version of its programme; its sessions are `sessions.move_cohort`'s part."""
    if (version.outline.key, version.outline.language) != (cohort.programme_key, cohort.language):
        raise OtherProgramme(cohort.code)
    if not version.outline.lessons:
        raise NoLessons(cohort.code)
    before = cohort.programme_version
    columns = _pin(version)
    with transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(**columns)
        detail = {"from": before, "version": version.number}
        journal.write(
            user=user, verb="cohorts.version_taken", subject=cohort, fields=sorted(columns), detail=detail
        )
    for name, value in columns.items():
        setattr(cohort, name, value)
    return cohort


def _pin(version: outline.VersionOutline) -> dict[str, Any]:
    return {
        "programme_title": version.outline.title[:160],
        "programme_sha256": version.sha256,
        "programme_version": version.number,
        "lessons_total": len(version.outline.lessons),
    }


def _create(facility: Facility, opening: Opening, version: outline.VersionOutline, key: UUID) -> Cohort:
    chosen = {name: getattr(opening, name) for name in ("code", "name", "language", "starts_on", "at")}
    chosen |= {name: getattr(opening, name) for name in ("every_days", "minutes", "place", "capacity")}
    try:
        with transaction.atomic():
            return Cohort.objects.create(
                pk=key,
                facility=facility,
                composition=opening.composition,
                lead=opening.lead,
                programme_key=opening.programme_key,
                **_pin(version),
                **chosen,
            )
    except IntegrityError as refusal:
        twin = Cohort.objects.filter(pk=key).first()
        if twin is not None:
            return _same(twin, facility, opening)
        raise CodeTaken(opening.code) from refusal


def enrol(
    *, user: Any, cohort: Cohort, participants: Collection[Participant], starts_on: date
) -> list[Enrolment]:
    """Add people from a day on; who is in the cohort already stays as it was. All of them or nobody."""
    if cohort.closed_on is not None:
        raise CohortClosed(cohort.code)
    refusals = standing.check_dates(starts_on, None, None, cohort_starts_on=cohort.starts_on)
    if refusals:
        raise BadDates(refusals)
    _check_stays(cohort, participants, starts_on)
    with transaction.atomic():
        Cohort.objects.select_for_update().get(pk=cohort.pk)
        members = set(cohort.enrolments.open().values_list("participant_id", flat=True))
        members |= set(
            cohort.enrolments.filter(ends_on__gt=starts_on).values_list("participant_id", flat=True)
        )
        rows = [
            Enrolment(facility=cohort.facility, cohort=cohort, participant=person, starts_on=starts_on)
            for person in {person.pk: person for person in participants}.values()
            if person.pk not in members
        ]
        Enrolment.objects.bulk_create(rows)
        if rows:
            journal.write(user=user, verb="cohorts.enrolled", subject=cohort, detail={"people": len(rows)})
    return rows


def _check_stays(cohort: Cohort, participants: Collection[Participant], day: date) -> None:
    wanted = {person.pk: person.code for person in participants}
    here = Participant.objects.canonical().staying_at(cohort.facility, day)
    found = set(here.filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted.keys() - found:
        raise NotStaying([code for pk, code in wanted.items() if pk not in found])


def end_enrolment(*, user: Any, enrolment: Enrolment, ends_on: date, reason: str) -> Enrolment:
    """End a membership from a day on (that day is no longer part of it); past marks stay as they are."""
    refusals = standing.check_dates(enrolment.starts_on, ends_on, reason)
    if refusals:
        raise BadDates(refusals)
    with transaction.atomic():
        changed = Enrolment.objects.open().filter(pk=enrolment.pk).update(ends_on=ends_on, end_reason=reason)
        if not changed:
            raise AlreadyEnded(str(enrolment.pk))
        journal.write(
            user=user,
            verb="cohorts.enrolment_ended",
            subject=enrolment,
            fields=["ends_on", "end_reason"],
            detail={"reason": reason},
        )
    enrolment.ends_on, enrolment.end_reason = ends_on, reason
    return enrolment

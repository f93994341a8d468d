"""Issues certificates: checks each person again, freezes what is printed, numbers it, prints it."""

import secrets
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from assessments import signals
from assessments.certificates import numbering, rendering, sealing, snapshot, texts, wording
from assessments.certificates.models import Certificate, CertificateKey, FolioBook
from assessments.certificates.operations import printing
from assessments.certificates.phrases import Why
from assessments.certificates.snapshot import Facts, Snapshot
from assessments.cohorts.models import Cohort
from assessments.completion import progress
from assessments.completion.progress import Standing
from assessments.conf import conf
from assessments.facilities.models import Unit
from assessments.journal import operations as journal
from assessments.people import identity
from curriculum import pdf

_SHORTEST_OWN_NAME = 3


@dataclass(frozen=True)
class Refused:
    """One person without a certificate: the code to show, why, and the rule's reasons or the words."""

    enrolment: UUID
    person: str
    why: Why
    standing: Standing | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issued:
    """What came of it: nobody's refusal stops another's certificate."""

    certificates: tuple[Certificate, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Draft:
    """A certificate that may be issued, still without its numbers."""

    standing: Standing
    snapshot: Snapshot


class Refusal(Exception):
    """Why this one person gets no certificate now."""

    def __init__(self, why: Why, words: tuple[str, ...] = ()):
        super().__init__(why)
        self.why, self.words = why, words


def issue(*, user: Any, cohort: Cohort, enrolments: Collection[UUID]) -> Issued:
    """Issue and print the certificates of these members; who may not have one is told why."""
    drafts, refused = check(user=user, cohort=cohort, enrolments=enrolments)
    certificates = []
    with transaction.atomic():
        for draft in drafts:
            try:
                certificates.append(number(user=user, cohort=cohort, draft=draft))
            except Refusal as refusal:
                refused.append(_refused(draft.standing, refusal))
    printing.print_certificates(certificates)
    return Issued(tuple(certificates), tuple(refused))


def check(*, user: Any, cohort: Cohort, enrolments: Collection[UUID]) -> tuple[list[Draft], list[Refused]]:
    """What would be issued to whom, and who is refused why; writes nothing but that names were read."""
    wanted = set(enrolments)
    standings = progress.standings(cohort, wanted)
    known = {pk for standing in standings for pk in standing.enrolments}
    drafts: list[Draft] = []
    refused = [Refused(pk, "", Why.NOT_MEMBER) for pk in sorted(wanted - known, key=str)]
    names = identity.names_of([one.person.pk for one in standings], user=user, purpose="certificates.issue")
    holders = holding(cohort, [one.person.pk for one in standings])
    forbidden = forbidden_here(cohort)
    for standing in standings:
        try:
            _check_standing(standing, holders)
            facts = facts_of(cohort, standing, names.get(standing.person.pk))
            drafts.append(Draft(standing, checked(facts, forbidden)))
        except Refusal as refusal:
            refused.append(_refused(standing, refusal))
    return drafts, refused


def holding(cohort: Cohort, people: Collection[UUID]) -> set[UUID]:
    """Which of these people hold a valid certificate of the programme, also under a merged record."""
    rows = Certificate.objects.valid_for(cohort.programme_key, people)
    found = rows.values_list("participant_id", "participant__merged_into_id")
    return {canonical or own for own, canonical in found}


def forbidden_here(cohort: Cohort) -> tuple[str, ...]:
    """The words no certificate may hold, with the facility's own names but for its public place."""
    facility = cohort.facility
    own = [facility.name, facility.code]
    own += Unit.objects.filter(facility=facility).values_list("name", flat=True)
    public = wording.plain(facility.public_place)
    # "A" or "3" is a unit's name and also a word of every sentence.
    telling = [
        name
        for name in own
        if len(wording.plain(name)) >= _SHORTEST_OWN_NAME
        and not wording.plain(name).isdigit()
        and wording.plain(name) != public
    ]
    return (*wording.DEFAULT_WORDS, *conf.EXTRA_FORBIDDEN_WORDS, *telling)


def facts_of(cohort: Cohort, standing: Standing, name: identity.Name | None) -> Facts:
    """What will be printed about this person."""
    if name is None or not name.full:
        raise Refusal(Why.NAME_MISSING)
    today = _today(cohort)
    return Facts(
        name=" ".join(name.full.split()),
        title=cohort.programme_title,
        issuer=conf.PUBLIC_ISSUER,
        place=cohort.facility.public_place,
        language=texts.language_of(cohort.language),
        minutes=standing.progress.minutes,
        first_on=standing.first_on or today,
        last_on=standing.last_on or today,
        issued_on=today,
    )


def checked(facts: Facts, forbidden: tuple[str, ...]) -> Snapshot:
    """The certificate without numbers, if it can be printed and betrays nothing."""
    missing = pdf.missing_letters(facts.name)
    if missing:
        raise Refusal(Why.NAME_LETTERS, tuple(sorted(missing)))
    if len(facts.name) > rendering.LONGEST_NAME:
        raise Refusal(Why.NAME_TOO_LONG)
    if len(facts.title) > rendering.LONGEST_TITLE:
        raise Refusal(Why.TITLE_TOO_LONG)
    draft = snapshot.compose(facts, conf.PUBLIC_URL)
    found = wording.forbidden_words(wording.without_name(rendering.text_of(draft), facts.name), forbidden)
    if found:
        raise Refusal(Why.WORDS, found)
    return draft


def number(*, user: Any, cohort: Cohort, draft: Draft, replaces: Certificate | None = None) -> Certificate:
    """Freeze one draft under its code and folio. Runs inside the caller's transaction."""
    year = int(draft.snapshot.issued_on[:4])
    try:
        with transaction.atomic():
            code = numbering.new_code(secrets.randbelow)
            final = snapshot.numbered(draft.snapshot, code, numbering.folio(year, _next_number(year)))
            certificate = _keep(user, cohort, draft, final, replaces)
    except IntegrityError as clash:
        if draft.standing.person.pk in holding(cohort, [draft.standing.person.pk]):
            raise Refusal(Why.ALREADY_ISSUED) from clash
        raise
    detail: Mapping[str, str | int] = {"folio": certificate.folio, "kind": str(certificate.kind)}
    journal.write(user=user, verb="certificates.issued", subject=certificate, detail=detail)
    transaction.on_commit(
        lambda: signals.certificate_issued.send_robust(sender=Certificate, certificate=certificate, user=user)
    )
    return certificate


def _keep(
    user: Any, cohort: Cohort, draft: Draft, final: Snapshot, replaces: Certificate | None
) -> Certificate:
    pk, key = uuid.uuid4(), sealing.new_key()
    certificate = Certificate.objects.create(
        pk=pk,
        facility=cohort.facility,
        participant=draft.standing.person,
        enrolment=draft.standing.enrolment,
        programme_key=cohort.programme_key,
        code=final.code,
        folio=final.folio,
        language=final.language,
        sealed_snapshot=sealing.lock(key, final.canonical().encode(), what="snapshot"),
        snapshot_sha256=final.sha256(),
        issued_by=user,
        replaces=replaces,
    )
    key_id, sealed = sealing.seal_key(key, pk)
    CertificateKey.objects.create(certificate=certificate, key_id=key_id, sealed=sealed)
    return certificate


def _next_number(year: int) -> int:
    """The next folio of the year; the book's row stays locked until the transaction ends: no gap, no twin."""
    FolioBook.objects.get_or_create(year=year)
    FolioBook.objects.filter(year=year).update(last=F("last") + 1)
    return FolioBook.objects.get(year=year).last


def _check_standing(standing: Standing, holders: set[UUID]) -> None:
    if standing.person.pk in holders:
        raise Refusal(Why.ALREADY_ISSUED)
    if not standing.is_here:
        raise Refusal(Why.NOT_HERE)
    if not standing.decision.eligible:
        raise Refusal(Why.NOT_ELIGIBLE)


def _refused(standing: Standing, refusal: Refusal) -> Refused:
    return Refused(standing.enrolment.pk, standing.person.code, refusal.why, standing, refusal.words)


def _today(cohort: Cohort) -> date:
    return timezone.now().astimezone(ZoneInfo(cohort.facility.time_zone)).date()

"""Ends certificates: revoked, replaced by a corrected one, or erased. The row always stays."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments import signals
from assessments.certificates import archive
from assessments.certificates.models import Certificate, CertificateKey
from assessments.certificates.operations import issuing, printing
from assessments.certificates.operations.issuing import Draft, Refused
from assessments.certificates.phrases import Why
from assessments.cohorts.models import Cohort
from assessments.completion import progress
from assessments.journal import operations as journal
from assessments.people import identity

State = Certificate.State


class NotActive(Exception):
    """The certificate is not valid any more, so it can be neither revoked nor replaced."""


class CannotReplace(Exception):
    """There is nothing to print in its place; ``refused`` says why."""

    def __init__(self, refused: Refused):
        super().__init__(refused.why)
        self.refused = refused


def revoke(*, user: Any, certificate: Certificate, reason: str) -> Certificate:
    """Take a certificate's validity; who checks the code is told, the reason stays inside."""
    with transaction.atomic():
        _end(certificate, State.REVOKED, reason)
        journal.write(user=user, verb="certificates.revoked", subject=certificate, fields=["state"])
        transaction.on_commit(
            lambda: signals.certificate_revoked.send_robust(
                sender=Certificate, certificate=certificate, user=user
            )
        )
    return certificate


def replace(*, user: Any, certificate: Certificate, reason: str) -> Certificate:
    """Issue a corrected certificate from today's name, place and marks; the old code says "replaced"."""
    cohort = Cohort.objects.select_related("facility").get(pk=certificate.enrolment.cohort_id)
    draft = _corrected(user, cohort, certificate)
    with transaction.atomic():
        _end(certificate, State.REPLACED, reason)
        fresh = issuing.number(user=user, cohort=cohort, draft=draft, replaces=certificate)
        journal.write(
            user=user,
            verb="certificates.replaced",
            subject=certificate,
            fields=["state"],
            detail={"by": fresh.folio},
        )
    printing.print_certificates([fresh])
    return fresh


def erase(*, user: Any, certificate: Certificate) -> Certificate:
    """Destroy the key, the snapshot and the file; the row stays as a tombstone."""
    with transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).exclude(state=State.ERASED).update(
            state=State.ERASED, ended_at=timezone.now(), ended_reason="", sealed_snapshot=b""
        )
        CertificateKey.objects.filter(pk=certificate.pk).delete()
        journal.write(user=user, verb="certificates.erased", subject=certificate, fields=["state"])
    archive.drop_pdf(certificate)
    certificate.refresh_from_db()
    return certificate


def _end(certificate: Certificate, state: str, reason: str) -> None:
    now = timezone.now()
    changed = (
        Certificate.objects.active()
        .filter(pk=certificate.pk)
        .update(state=state, ended_at=now, ended_reason=reason)
    )
    if not changed:
        raise NotActive(certificate.folio)
    certificate.state, certificate.ended_at, certificate.ended_reason = state, now, reason


def _corrected(user: Any, cohort: Cohort, certificate: Certificate) -> Draft:
    """What was earned stays earned: only the person's wish is asked again, not the rule."""
    standing = next(iter(progress.standings(cohort, {certificate.enrolment_id})))
    person = standing.person
    names = identity.names_of([person.pk], user=user, purpose="certificates.replace")
    try:
        if not standing.is_here:
            raise issuing.Refusal(Why.NOT_HERE)
        if not standing.progress.consent_certificate:
            raise issuing.Refusal(Why.NOT_ELIGIBLE)
        facts = issuing.facts_of(cohort, standing, names.get(person.pk))
        return Draft(standing, issuing.checked(facts, issuing.forbidden_here(cohort)))
    except issuing.Refusal as refusal:
        refused = Refused(certificate.enrolment_id, person.code, refusal.why, standing, refusal.words)
        raise CannotReplace(refused) from refusal

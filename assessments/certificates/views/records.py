"""One certificate: what it is, its file, and how it ends."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assessments.access import policies
from assessments.access.doors import open_or_404
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.certificates import archive, numbering, operations, phrases
from assessments.certificates.forms import ReasonForm
from assessments.certificates.models import Certificate
from assessments.certificates.views.jobs import download
from assessments.journal import operations as journal

RELATED = ("participant", "enrolment__cohort", "facility", "issued_by", "replaces", "key")


@signed_in
@require_GET
def certificate_detail(request, pk):
    """State, numbers, hashes and history of one certificate, without the name."""
    certificate = _open(request, Action.SEE_CERTIFICATES, pk)
    return _detail(request, certificate)


@signed_in
@require_GET
def certificate_pdf(request, pk):
    """The bytes that were given out."""
    certificate = _open(request, Action.ISSUE_CERTIFICATES, pk)
    try:
        content = archive.pdf_of(certificate)
    except archive.Missing:
        messages.error(request, phrases.FILE_MISSING)
        return redirect("assessments:certificate_detail", pk=certificate.pk)
    journal.write(user=request.user, verb="certificates.pdf_read", subject=certificate)
    return download(content, numbering.file_name(certificate.folio, certificate.code))


@signed_in
@require_POST
def certificate_revoke(request, pk):
    """Takes the validity of a certificate."""
    certificate = _open(request, Action.REVOKE_CERTIFICATES, pk)
    form = ReasonForm(request.POST, auto_id="revoke_%s")
    if not form.is_valid():
        return _detail(request, certificate, revoke_form=form)
    try:
        operations.revoke(user=request.user, certificate=certificate, reason=form.cleaned_data["reason"])
        messages.success(request, phrases.REVOKED)
    except operations.NotActive:
        messages.error(request, phrases.NOT_ACTIVE)
    return redirect("assessments:certificate_detail", pk=certificate.pk)


@signed_in
@require_POST
def certificate_replace(request, pk):
    """Issues a corrected certificate in the place of this one."""
    certificate = _open(request, Action.REVOKE_CERTIFICATES, pk)
    form = ReasonForm(request.POST, auto_id="replace_%s")
    if not form.is_valid():
        return _detail(request, certificate, replace_form=form)
    shown = certificate
    try:
        shown = operations.replace(
            user=request.user, certificate=certificate, reason=form.cleaned_data["reason"]
        )
        messages.success(request, phrases.REPLACED)
    except operations.NotActive:
        messages.error(request, phrases.NOT_ACTIVE)
    except operations.CannotReplace as refusal:
        messages.error(request, phrases.sentence(refusal.refused.why, refusal.refused.words))
    return redirect("assessments:certificate_detail", pk=shown.pk)


def _open(request, action: Action, pk) -> Certificate:
    return open_or_404(Certificate, request.user, action, select_related=RELATED, pk=pk)


def _detail(request, certificate: Certificate, **forms):
    facility = certificate.facility_id
    context = {
        "certificate": certificate,
        "code": numbering.display(certificate.code),
        "may_read": policies.may(request.user, Action.ISSUE_CERTIFICATES, facility),
        "may_end": policies.may(request.user, Action.REVOKE_CERTIFICATES, facility)
        and certificate.state == Certificate.State.ACTIVE,
        "revoke_form": ReasonForm(auto_id="revoke_%s"),
        "replace_form": ReasonForm(auto_id="replace_%s"),
        "replaced_by": certificate.replaced_by.first(),
        **forms,
    }
    status = 422 if forms else 200
    return render(request, "assessments/certificates/detail.html", context, status=status)

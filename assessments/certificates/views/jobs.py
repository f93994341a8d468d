"""A job as a page: its progress, who was left out and why, its files for a day."""

import mimetypes
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from assessments.access.doors import open_or_404
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.certificates import board, operations, parcel, phrases
from assessments.certificates.operations.bulk import KIND, NOT_ALLOWED
from assessments.cohorts.models import Cohort
from assessments.jobs import operations as jobs
from assessments.jobs.models import Job
from assessments.journal import operations as journal


@signed_in
@require_GET
def certificate_job(request, pk):
    """Reloads by itself while the job runs; a small module polls where there is JavaScript."""
    job = _open(request, pk)
    cohort = Cohort.objects.get(pk=job.subject_id)
    context = {
        "job": job,
        "cohort": cohort,
        "moving": job.state in jobs.UNFINISHED,
        "silent": jobs.is_silent(job, timezone.now()),
        "problem": phrases.NOT_ALLOWED if job.message == NOT_ALLOWED else phrases.STOPPED,
        "refused": _refusals(job),
        "expired": _expired(job),
    }
    return render(request, "assessments/jobs/progress.html", context)


@signed_in
@require_GET
def certificate_job_state(request, pk):
    """The same in a few numbers."""
    job = _open(request, pk)
    answer = {"state": job.state, "done": job.done, "total": job.total}
    response = JsonResponse({**answer, "over": job.state not in jobs.UNFINISHED})
    response["Cache-Control"] = "no-store, private"
    return response


@signed_in
@require_POST
def certificate_job_cancel(request, pk):
    """Stops after the people at hand; what was issued stays."""
    job = _open(request, pk)
    operations.cancel(user=request.user, job=job)
    return redirect("assessments:certificate_job", pk=job.pk)


@signed_in
@require_POST
def certificate_job_resume(request, pk):
    """Goes on where it stopped."""
    job = _open(request, pk)
    operations.resume(user=request.user, job=job)
    return redirect("assessments:certificate_job", pk=job.pk)


@signed_in
@require_GET
def certificate_job_file(request, pk, name):
    """One file of the parcel, for a day."""
    job = _open(request, pk)
    if name not in [one["name"] for one in job.result.get("files", ())]:
        raise Http404
    try:
        content = parcel.read(job.pk, name)
    except parcel.Expired:
        messages.error(request, phrases.FILES_EXPIRED)
        return redirect("assessments:certificate_job", pk=job.pk)
    journal.write(user=request.user, verb="certificates.files_read", subject=job, detail={"file": name})
    return download(content, name)


def download(content: bytes, name: str) -> HttpResponse:
    """Bytes to keep, that no cache on the way keeps."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _open(request, pk) -> Job:
    return open_or_404(Job, request.user, Action.ISSUE_CERTIFICATES, pk=pk, kind=KIND)


def _expired(job: Job) -> bool:
    return job.state == Job.State.DONE and timezone.now().isoformat() > job.result.get("expires_at", "")


def _refusals(job: Job) -> list[dict[str, Any]]:
    return [
        {
            "code": one["person"],
            "why": phrases.sentence(phrases.Why(one["why"]), tuple(one["words"])),
            "reasons": board.reasons_of(one),
        }
        for one in job.result.get("refused", ())
    ]

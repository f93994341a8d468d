"""The board of a cohort, and the way from chosen people to a job."""

import uuid
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assessments.access import policies
from assessments.access.doors import open_or_404
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.certificates import board, operations, phrases
from assessments.certificates.forms import ChosenForm
from assessments.cohorts.models import Cohort


@signed_in
@require_GET
def certificate_board(request, pk):
    """Eligible, not yet because, issued."""
    cohort = open_or_404(Cohort, request.user, Action.SEE_CERTIFICATES, select_related=("facility",), pk=pk)
    return render(request, "assessments/certificates/board.html", _board(request, cohort))


@signed_in
@require_POST
def certificate_review(request, pk):
    """Shows the names that will be frozen before anything is issued."""
    cohort = open_or_404(Cohort, request.user, Action.ISSUE_CERTIFICATES, select_related=("facility",), pk=pk)
    form = _chosen(request, cohort)
    if not form.is_valid():
        context = {**_board(request, cohort), "form": form}
        return render(request, "assessments/certificates/board.html", context, status=422)
    chosen = [uuid.UUID(one) for one in form.cleaned_data["person"]]
    drafts, refused = operations.check(user=request.user, cohort=cohort, enrolments=chosen)
    context = {"cohort": cohort, "chosen": chosen, "drafts": drafts, "key": uuid.uuid4()}
    context |= {"refused": _refusals(refused), "again": _again(refused)}
    return render(request, "assessments/certificates/review.html", context)


@signed_in
@require_POST
def certificate_issue(request, pk):
    """Queues the job; the same form sent twice leads to the same job."""
    cohort = open_or_404(Cohort, request.user, Action.ISSUE_CERTIFICATES, select_related=("facility",), pk=pk)
    form = _chosen(request, cohort)
    if not form.is_valid() or form.cleaned_data["key"] is None:
        messages.error(request, phrases.NOBODY_CHOSEN)
        return redirect("assessments:certificate_board", pk=cohort.pk)
    chosen = [uuid.UUID(one) for one in form.cleaned_data["person"]]
    try:
        job = operations.start(
            user=request.user, cohort=cohort, enrolments=chosen, key=form.cleaned_data["key"]
        )
    except operations.KeyUsed:
        messages.error(request, phrases.KEY_USED)
        return redirect("assessments:certificate_board", pk=cohort.pk)
    return redirect("assessments:certificate_job", pk=job.pk)


def _chosen(request, cohort: Cohort) -> ChosenForm:
    return ChosenForm(request.POST, enrolments=cohort.enrolments.values_list("pk", flat=True))


def _board(request, cohort: Cohort) -> dict[str, Any]:
    rows = board.rows(cohort, request.user)
    may_issue = policies.may(request.user, Action.ISSUE_CERTIFICATES, cohort.facility_id)
    context = {"cohort": cohort, "rows": rows, "counts": board.counts(rows), "may_issue": may_issue}
    return context | {"may_choose": may_issue and any(row.can_be_chosen for row in rows)}


def _refusals(refused) -> list[dict[str, Any]]:
    """Who gets none and why; who has one already is no refusal here."""
    return [
        {
            "code": one.person,
            "why": phrases.sentence(one.why, one.words),
            "reasons": board.why_not(one.standing) if one.standing else (),
        }
        for one in refused
        if one.why is not phrases.Why.ALREADY_ISSUED
    ]


def _again(refused) -> list[str]:
    """The people whose files are only made anew."""
    return [one.person for one in refused if one.why is phrases.Why.ALREADY_ISSUED]

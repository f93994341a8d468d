"""A list is brought in by two steps: upload it, look at the preview, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments import scope
from assessments.access import doors
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.facilities.models import Facility
from assessments.jobs.models import Job
from assessments.people import exports, operations, phrases, spreadsheet
from assessments.people.forms import TermsForm, UploadForm
from assessments.people.importing import drafts, headings, reading

PROBLEMS_SHOWN = 100


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def bring_list(request):
    """Choose a file: it is read and kept sealed, and nothing is written yet."""
    with scope.use(doors.enter(request.user, Action.IMPORT_PEOPLE)):
        facilities = Facility.objects.active()
        form = UploadForm(request.POST or None, request.FILES or None, facilities=facilities)
        if request.method == "POST" and form.is_valid() and (job := _keep(request, form)):
            return redirect("assessments:people_import_check", pk=job.pk)
        return render(request, "assessments/people/import.html", {"form": form, "fields": phrases.FIELDS})


def _keep(request, form):
    upload = form.cleaned_data["file"]
    try:
        table = reading.read(upload.read(reading.LARGEST_BYTES + 1))
    except reading.Unreadable as refusal:
        form.add_error("file", phrases.UNREADABLE[refusal.code])
        return None
    return operations.keep_draft(
        user=request.user, facility=form.cleaned_data["facility"], table=table, file_name=upload.name
    )


def _kept(request, pk):
    return doors.open_or_404(
        Job,
        request.user,
        Action.IMPORT_PEOPLE,
        pk=pk,
        kind=drafts.KIND,
        owner=request.user,
        select_related=("facility",),
    )


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def check_list(request, pk):
    """The preview: columns, questions, problems; confirming brings in everybody or nobody, once."""
    job = _kept(request, pk)
    if job.state == Job.State.DONE:
        return render(request, "assessments/people/import_done.html", {"job": job})
    try:
        draft = drafts.load(job.pk)
    except drafts.DraftGone:
        messages.warning(
            request, _("This list was not confirmed within a day and was destroyed. Upload it again.")
        )
        return redirect("assessments:people_import")
    if request.method == "POST":
        draft = operations.remember_draft(job=job, draft=draft, terms=_terms(request.POST, draft))
        if request.POST.get("act") == "discard":
            return _discard(request, job)
        if request.POST.get("act") == "confirm":
            report = operations.confirm_list(user=request.user, job=job, draft=draft)
            if report is not None and not report.written:
                return _preview(request, job, draft, report)
        return redirect("assessments:people_import_check", pk=job.pk)
    report = operations.check_list(
        user=request.user, facility=job.facility, table=draft.table, terms=draft.terms
    )
    return _preview(request, job, draft, report)


def _discard(request, job):
    operations.discard_draft(job=job)
    messages.success(request, _("The list was destroyed. Nothing was brought in."))
    return redirect("assessments:people_import")


def _terms(posted, draft):
    """Columns and answers as chosen; what is no choice is left out, and matching judges the rest."""
    columns = {index: posted.get(f"column-{index}", "") for index in range(len(draft.table.header))}
    known = {index: headings.Field(which) for index, which in columns.items() if which in set(headings.Field)}
    answers = {number: posted.get(f"row-{number}", "") for number, _cells in draft.table.rows}
    same_name = posted.get("all", "")
    return drafts.Terms(
        mapping=known,
        choices={} if same_name else {number: answer for number, answer in answers.items() if answer},
        same_name=same_name if same_name in ("new", "same") else "",
    )


def _preview(request, job, draft, report):
    problems = exports.said(report.problems)
    header = [
        (index, heading)
        for index, heading in enumerate(draft.table.header)
        if heading and not headings.is_forbidden(heading)
    ]
    terms = TermsForm(header=header, questions=report.questions, mapping=report.mapping)
    context = {
        "job": job,
        "draft": draft,
        "report": report,
        "columns": [terms[f"column-{index}"] for index, _heading in header],
        "questions": [terms[f"row-{one.row}"] for one in report.questions],
        "problems": problems[:PROBLEMS_SHOWN],
        "problem_count": len(problems),
        "notices": [phrases.notice(one.code, one.row, one.details) for one in report.notices],
    }
    return render(request, "assessments/people/import_check.html", context)


@never_cache
@signed_in
@require_safe
def error_file(request, pk):
    """The problems of a kept list as a file for a spreadsheet."""
    job = _kept(request, pk)
    try:
        draft = drafts.load(job.pk)
    except drafts.DraftGone:
        return redirect("assessments:people_import_check", pk=job.pk)
    report = operations.check_list(
        user=request.user, facility=job.facility, table=draft.table, terms=draft.terms
    )
    response = HttpResponse(exports.error_file(report), content_type=spreadsheet.CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{_("problems")}.csv"'
    return response

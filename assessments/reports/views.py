"""The doors of reports: a cohort's change and one person's two scores inside, groups of ten outside."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments import scope
from assessments.access import doors, policies
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.cohorts.models import Cohort, Enrolment
from assessments.reports import operations, pages, persons, rows

PER_PAGE = 25


@never_cache
@signed_in
@require_safe
def cohorts(request):
    """The groups whose reports this person may read."""
    with scope.use(doors.enter(request.user, Action.SEE_INSIDE_REPORTS)):
        words = request.GET.get("q", "").strip()
        found = Cohort.objects.matching(words).select_related("facility").order_by("-starts_on", "code")
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        return render(request, "assessments/reports/cohorts.html", {"page": page, "words": words})


@never_cache
@signed_in
@require_safe
def cohort(request, pk):
    """One cohort: flow first, then as much as so few people allow."""
    action = Action.SEE_INSIDE_REPORTS
    row = doors.open_or_404(Cohort, request.user, action, pk=pk, select_related=("facility",))
    with scope.use(policies.bound_to(request.user, action)):
        found = rows.of_cohort(row)
        if found.asked is None:
            return render(request, "assessments/reports/nothing_asked.html", {"cohort": row})
        page = pages.cohort_page(found)
        sha256 = page.summary.sha256
        operations.note_reading(user=request.user, verb="cohort_read", subject=row, sha256=sha256)
        return render(request, "assessments/reports/cohort.html", {"page": page, "now": timezone.now()})


@never_cache
@signed_in
@require_safe
def people(request, pk):
    """Each person's two scores, for the psychologist alone."""
    row = doors.open_or_404(Cohort, request.user, Action.SEE_SCORES, pk=pk, select_related=("facility",))
    with scope.use(policies.bound_to(request.user, Action.SEE_SCORES)):
        page = persons.people_page(rows.of_cohort(row), request.user)
        operations.note_reading(user=request.user, verb="scores_read", subject=row)
        return render(request, "assessments/reports/people.html", {"page": page, "cohort": row})


@never_cache
@signed_in
@require_safe
def person(request, pk):
    """One person's two scores, question by question."""
    related = ("cohort__facility", "participant")
    row = doors.open_or_404(Enrolment, request.user, Action.SEE_SCORES, pk=pk, select_related=related)
    with scope.use(policies.bound_to(request.user, Action.SEE_SCORES)):
        page = persons.person_page(rows.of_cohort(row.cohort), row, request.user)
        operations.note_reading(user=request.user, verb="scores_read", subject=row)
        return render(request, "assessments/reports/person.html", {"page": page, "enrolment": row})


@never_cache
@signed_in
@require_safe
def outside(request):
    """What may leave the house: programmes in groups of ten or more."""
    with scope.use(doors.enter(request.user, Action.SEE_OUTSIDE_REPORTS)):
        found = rows.of_all(Cohort.objects.order_by("programme_title", "starts_on", "code"))
        context = {"pages": pages.outside_pages(found), "now": timezone.now()}
        return render(request, "assessments/reports/outside.html", context)

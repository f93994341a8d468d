"""The doors of cohorts: the list, people who join, a person who leaves."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments import scope
from assessments.access import doors, policies
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.cohorts import candidates, operations, phrases
from assessments.cohorts.forms import EndForm, EnrolForm
from assessments.cohorts.models import Cohort, Enrolment
from assessments.people.models import Participant

PAGE_SIZE = 25


@never_cache
@signed_in
@require_safe
def cohorts(request):
    """Every cohort of the scope, searched and filtered."""
    words, state = request.GET.get("q", ""), request.GET.get("state", "")
    with scope.use(doors.enter(request.user, Action.SEE_PEOPLE)):
        rows = Cohort.objects.matching(words).with_members_on(timezone.localdate())
        rows = {"open": rows.open, "closed": rows.closed}.get(state, rows.all)()
        rows = rows.select_related("facility").order_by("-starts_on", "code")
        context = {"page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")), "q": words}
        context |= {"state": state, "can_plan": policies.may_somewhere(request.user, Action.PLAN)}
        return render(request, "assessments/cohorts/list.html", context)


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def enrol(request, pk):
    """Choose many people at once; search keeps who is chosen already."""
    cohort = doors.open_or_404(Cohort, request.user, Action.PLAN, pk=pk, select_related=("facility",))
    first_day = max(cohort.starts_on, candidates.today_at(cohort))
    form = EnrolForm(request.POST or None, initial={"starts_on": first_day})
    chosen, problem = set(request.POST.getlist("people")), ""
    if request.method == "POST" and "search" not in request.POST and form.is_valid():
        problem = _enrol(request, cohort, chosen, form.cleaned_data["starts_on"])
        if not problem:
            return redirect("assessments:cohort_page", pk=cohort.pk)
    words = request.POST.get("q", "")
    people = candidates.found(cohort, request.user, words, chosen)
    context = {"cohort": cohort, "form": form, "q": words, "total": len(people)}
    context |= {"people": people[: candidates.SHOWN], "shown": candidates.SHOWN}
    context["errors"] = [{"target": "people", "text": problem}] if problem else []
    return render(request, "assessments/cohorts/enrol.html", context)


def _enrol(request, cohort, chosen, starts_on):
    """Enrol and say how many; or the sentence why not."""
    people = list(Participant.objects.filter(pk__in=[pk for pk in chosen if candidates.is_key(pk)]))
    if not people:
        return phrases.NOBODY_CHOSEN
    try:
        rows = operations.enrol(user=request.user, cohort=cohort, participants=people, starts_on=starts_on)
    except operations.NotStaying as refusal:
        return phrases.NOT_STAYING % {"codes": ", ".join(refusal.codes)}
    except operations.BadDates as refusal:
        return phrases.REFUSALS[refusal.refusals[0]]
    except operations.CohortClosed:
        return phrases.COHORT_CLOSED
    text = ngettext("One person was added.", "%(count)s people were added.", len(rows))
    messages.success(request, text % {"count": len(rows)})
    return ""


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def end_enrolment(request, pk):
    """A person leaves the group, with a reason; past marks stay."""
    related = ("cohort", "participant", "facility")
    enrolment = doors.open_or_404(Enrolment, request.user, Action.PLAN, pk=pk, select_related=related)
    form = EndForm(request.POST or None, initial={"ends_on": candidates.today_at(enrolment)})
    if request.method == "POST" and form.is_valid() and _end(request, enrolment, form):
        return redirect("assessments:cohort_page", pk=enrolment.cohort_id)
    return render(request, "assessments/cohorts/end.html", {"enrolment": enrolment, "form": form})


def _end(request, enrolment, form):
    typed = form.cleaned_data
    try:
        operations.end_enrolment(
            user=request.user, enrolment=enrolment, ends_on=typed["ends_on"], reason=typed["reason"]
        )
    except operations.BadDates as refusal:
        form.add_error("ends_on", phrases.REFUSALS[refusal.refusals[0]])
        return False
    except operations.AlreadyEnded:
        messages.warning(request, phrases.ALREADY_ENDED)
        return True
    messages.success(request, _("%(code)s left the group.") % {"code": enrolment.participant.code})
    return True

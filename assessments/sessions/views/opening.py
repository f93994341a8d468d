"""Opening a cohort in two steps: type, see every date, confirm."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments import scope
from assessments.access import doors
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.cohorts import operations as cohorts
from assessments.cohorts import phrases as cohort_phrases
from assessments.sessions import operations, plans
from assessments.sessions.forms import OpeningForm

PAGE = "assessments/sessions/opening.html"
REFUSED = {
    cohorts.CodeTaken: ("code", cohort_phrases.CODE_TAKEN),
    cohorts.NoLessons: ("programme", cohort_phrases.NO_LESSONS),
    cohorts.KeyUsed: (None, cohort_phrases.KEY_USED),
}


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def open_cohort(request):
    """The form, its preview with every date, and the confirmation; the same one twice opens one cohort."""
    with scope.use(doors.enter(request.user, Action.PLAN)):
        form = OpeningForm(request.POST or None)
        if request.method != "POST" or not form.is_valid():
            return render(request, PAGE, {"form": form})
        if "change" in request.POST:
            return render(request, PAGE, {"form": form})
        if "confirm" in request.POST:
            return _confirm(request, form)
        context = {"form": form, "plan": plans.preview(form), "key": uuid.uuid4()}
        return render(request, "assessments/sessions/opening_preview.html", context)


def _confirm(request, form):
    try:
        cohort = operations.open_with_sessions(
            user=request.user,
            facility=form.cleaned_data["facility"],
            opening=form.opening(),
            key=plans.key_of(request.POST),
            count=form.session_count(),
            closed=form.closed_days(),
        )
    except tuple(REFUSED) as refusal:
        form.add_error(*REFUSED[type(refusal)])
        return render(request, PAGE, {"form": form})
    messages.success(request, _("The group is open. Add the people who take part."))
    return redirect("assessments:cohort_page", pk=cohort.pk)

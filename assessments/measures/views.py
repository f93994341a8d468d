"""The page on which answers are typed in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import doors
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.cohorts.models import Cohort
from assessments.measures import forms, operations, phrases, sheets
from assessments.measures import grid as grids


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def answers(request, pk, occasion):
    """One row a person, one key a question; the same page twice changes nothing."""
    cohort = doors.open_or_404(
        Cohort, request.user, Action.RECORD_ANSWERS, pk=pk, select_related=("facility",)
    )
    if occasion not in sheets.Occasion.values:
        raise Http404
    sheet = sheets.sheet_of(cohort, occasion)
    context = {"cohort": cohort, "occasion": occasion, "occasions": phrases.OCCASIONS}
    if sheet is None:
        return render(request, "assessments/measures/nothing_planned.html", context)
    posted = forms.read(request.POST, sheet, grids.today_at(sheet)) if request.method == "POST" else None
    if posted and _saved(request, sheet, posted):
        return redirect(request.get_full_path())
    context["grid"] = grids.grid(sheet, request.user, request.GET.get("page", "1"), posted)
    context |= {"modes": phrases.MODES, "outcomes": phrases.OUTCOMES, "no_consent": phrases.NO_CONSENT}
    return render(request, "assessments/measures/answers.html", context, status=422 if posted else 200)


def _saved(request, sheet, posted):
    """Save the page and say what was saved; False where it has to be shown again."""
    if posted.errors:
        return False
    try:
        kept = operations.record(user=request.user, sheet=sheet, form=posted.form)
    except operations.NoConsent as refusal:
        posted.refuse(refusal.targets, phrases.CONSENT_GONE)
        return False
    _tell(request, kept)
    return True


def _tell(request, kept):
    if kept.stored:
        text = ngettext("Saved: one entry.", "Saved: %(count)s entries.", kept.stored)
        messages.success(request, text % {"count": kept.stored})
    elif not kept.aside:
        messages.success(request, _("Everything was saved already; nothing was changed."))
    for outcome in kept.aside:
        enrolment = kept.folded.enrolments.get(outcome.target)
        who = f"{enrolment.participant.code}: " if enrolment else ""
        messages.warning(request, f"{who}{phrases.ASIDE.get(outcome.why, outcome.why)}")

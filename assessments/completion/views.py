"""The rule of a cohort's programme, shown and changed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access.doors import open_or_404
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.cohorts.models import Cohort
from assessments.completion import operations, phrases, progress
from assessments.completion.forms import RuleForm, shown


@signed_in
@require_http_methods(["GET", "POST"])
def completion_rule(request, pk):
    """One rule for a programme, wherever it is taught."""
    cohort = open_or_404(Cohort, request.user, Action.PLAN, pk=pk)
    lessons = progress.lessons_of(cohort)
    first = shown(progress.rule_of(cohort.programme_key))
    form = RuleForm(request.POST or None, initial=first, lessons=lessons)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_rule(user=request.user, programme_key=cohort.programme_key, asked=form.asked())
        except operations.RuleRefused as refusal:
            for fault in refusal.faults:
                form.add_error(None, phrases.FAULTS[fault])
        else:
            messages.success(request, _("The rule is saved and counts from now on."))
            return redirect("assessments:certificate_board", pk=cohort.pk)
    status = 422 if form.errors else 200
    context = {"cohort": cohort, "form": form}
    return render(request, "assessments/completion/rule.html", context, status=status)

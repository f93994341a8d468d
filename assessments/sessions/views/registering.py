"""The register of one session, and the history of everything that was ever marked in it."""

import re

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import doors
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.sessions import forms, operations, ops, phrases
from assessments.sessions import history as journal
from assessments.sessions import register as registers
from assessments.sessions.models import Session

RELATED = ("facility", "cohort")


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def register(request, pk):
    """One row a person, one visible Save; the same form twice changes nothing."""
    session = doors.open_or_404(Session, request.user, Action.RECORD, pk=pk, select_related=RELATED)
    posted = forms.read(request.POST, session) if request.method == "POST" else None
    if posted and not posted.errors:
        kept = operations.save_register(user=request.user, session=session, form=posted.form)
        _tell_aside(request, kept)
        return redirect(f"{request.path}?saved={_count(kept)}")
    page = registers.page(session, request.user, posted)
    context = {
        "page": page,
        "saved": _saved(request),
        "outcomes": phrases.OUTCOMES.items(),
        "cancel_reasons": phrases.cancel_reasons(),
        "is_future": session.on > registers.today_at(session),
        "max_notes": forms.MAX_NOTES,
        "notes_seq": forms.OUTCOME_SEQ[ops.Field.NOTES],
    }
    return render(request, "assessments/sessions/register.html", context, status=422 if posted else 200)


def _count(kept):
    """How many people's marks were written, or that nothing was new."""
    fresh = kept.folded.history[len(kept.before.history) :]
    return sum(op.field == ops.Field.MARK for op in fresh) if fresh else "same"


def _saved(request):
    """The sentence after a save; the number comes with the address, so that a save writes no message."""
    told = request.GET.get("saved", "")
    if told == "same":
        return _("Everything was saved already; nothing was changed.")
    if not re.fullmatch(r"[0-9]{1,4}", told):
        return ""
    people = int(told)
    if not people:
        return _("Saved.")
    return ngettext("Saved: one person.", "Saved: %(count)s people.", people) % {"count": people}


def _tell_aside(request, kept):
    """Say what was kept aside and why."""
    for outcome in kept.aside:
        enrolment = kept.folded.enrolments.get(outcome.target)
        who = f"{enrolment.participant.code}: " if enrolment else ""
        messages.warning(request, f"{who}{phrases.ASIDE.get(outcome.why, outcome.why)}")


@never_cache
@signed_in
@require_safe
def history(request, pk):
    """Who marked what, when, and what it said before."""
    session = doors.open_or_404(Session, request.user, Action.RECORD, pk=pk, select_related=RELATED)
    context = {"session": session, "acts": journal.acts(session), "aside": journal.aside(session)}
    return render(request, "assessments/sessions/history.html", context)

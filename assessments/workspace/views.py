"""The field people's home, a cohort's page and version, and the form an expired sign-in had interrupted."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import scope
from assessments.access import doors, held_posts, policies
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.cohorts import operations as cohort_operations
from assessments.cohorts import phrases as cohort_phrases
from assessments.cohorts.models import Cohort
from assessments.sessions import operations as sessions
from assessments.sessions import phrases, plans
from assessments.sessions.models import VersionMove
from assessments.workspace import agenda, moving, navigation, newer, notebook, panels
from assessments.workspace import cohort as cohorts
from curriculum import outline


@never_cache
@signed_in
@require_safe
def home(request):
    """Today, late, next; and for each role what it is here for."""
    doors.enter(request.user, Action.SEE_WORKSPACE)
    context = {"panels": panels.of_user(request.user), "records": False}
    if policies.may_somewhere(request.user, Action.RECORD):
        with scope.use(policies.bound_to(request.user, Action.RECORD)):
            context |= {"agenda": agenda.agenda(timezone.now()), "records": True}
        context["can_plan"] = policies.may_somewhere(request.user, Action.PLAN)
    return render(request, "assessments/workspace/home.html", context)


@never_cache
@signed_in
@require_safe
def cohort(request, pk):
    """One cohort: its people, its sessions, what comes next, and the doors to the other rooms."""
    found = doors.open_or_404(
        Cohort, request.user, Action.SEE_PEOPLE, pk=pk, select_related=("facility", "lead")
    )
    context = cohorts.page(found, request.user)
    context["news"] = newer.of_cohort(found, request.user)
    context["links"] = navigation.cohort_links(request.user, found)
    return render(request, "assessments/workspace/cohort.html", context)


REFUSED_MOVES = {
    sessions.NothingNewer: cohort_phrases.NOTHING_NEWER,
    sessions.PreviewOutdated: phrases.PREVIEW_OUTDATED,
    cohort_operations.CohortClosed: cohort_phrases.STAYS_CLOSED,
    cohort_operations.KeyUsed: cohort_phrases.KEY_USED,
    cohort_operations.NoLessons: cohort_phrases.NO_LESSONS_LEFT,
    outline.UnknownProgramme: cohort_phrases.PROGRAMME_GONE,
    outline.UnknownVersion: cohort_phrases.VERSION_UNKNOWN,
}


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def version(request, pk):
    """What moving a group to the programme as it is today would change; the confirmation moves it."""
    found = doors.open_or_404(Cohort, request.user, Action.PLAN, pk=pk, select_related=("facility",))
    problem = _move(request, found) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        messages.success(request, _("The group now takes the programme as it is published today."))
        return redirect("assessments:cohort_page", pk=found.pk)
    context = moving.page(found, request.user)
    context |= {"key": uuid.uuid4(), "errors": [{"target": "", "text": problem}] if problem else []}
    return render(request, "assessments/workspace/version.html", context)


def _move(request, cohort):
    """Move the group, or the sentence why not."""
    key, seen = plans.key_of(request.POST), request.POST.get("seen", "")
    try:
        sessions.move_cohort(user=request.user, cohort=cohort, key=key, seen=seen)
    except tuple(REFUSED_MOVES) as refusal:
        return REFUSED_MOVES[type(refusal)]
    return ""


@never_cache
@signed_in
@require_POST
def undo_version(request, pk):
    """The group goes back to the version it had before its last move."""
    related = ("facility", "cohort")
    move = doors.open_or_404(VersionMove, request.user, Action.PLAN, pk=pk, select_related=related)
    try:
        sessions.undo_move(user=request.user, move=move)
    except sessions.NotUndoable:
        messages.warning(request, phrases.NOT_UNDOABLE)
    else:
        messages.success(request, _("The group has its earlier version and lessons again."))
    return redirect("assessments:cohort_page", pk=move.cohort_id)


@never_cache
@signed_in
@require_safe
def notes(request):
    """What facilitators noted in their last sessions, by lesson."""
    with scope.use(doors.enter(request.user, Action.RECORD)):
        return render(request, "assessments/workspace/notes.html", notebook.page(request.GET))


@never_cache
@signed_in
@require_safe
def resume(request, token):
    """What had been typed when the sign-in expired, and one button that sends it now."""
    held = held_posts.find(request, token)
    context = {"held": held, "field": held_posts.FIELD, "shown": held.shown if held else ()}
    return render(request, "assessments/workspace/resume.html", context, status=200 if held else 404)

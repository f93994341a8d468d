"""The field people's home, a cohort's page, and the form that an expired sign-in had interrupted."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments import scope
from assessments.access import doors, held_posts, policies
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.cohorts.models import Cohort
from assessments.workspace import agenda, navigation, panels
from assessments.workspace import cohort as cohorts


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
    context["links"] = navigation.cohort_links(request.user, found)
    return render(request, "assessments/workspace/cohort.html", context)


@never_cache
@signed_in
@require_safe
def resume(request, token):
    """What had been typed when the sign-in expired, and one button that sends it now."""
    held = held_posts.find(request, token)
    context = {"held": held, "field": held_posts.FIELD, "shown": held.shown if held else ()}
    return render(request, "assessments/workspace/resume.html", context, status=200 if held else 404)

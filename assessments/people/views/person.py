"""One person under the participant code: what is known, what was agreed, where the person goes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments import scope
from assessments.access import doors, policies
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.facilities.models import Facility
from assessments.people import identity, operations, phrases, portrait, register
from assessments.people.forms import ConsentForm, NameForm, StayForm
from assessments.people.models import Stay
from assessments.people.views.spelling import spelt

RELATED = ("participant", "facility", "unit")
REFUSALS = (
    operations.NotHere,
    operations.AlreadyElsewhere,
    operations.NoStandingConsent,
    operations.NoIdentity,
    scope.OutOfScope,
)


def _name_of(user, stay, purpose):
    if not register.may_see_names(user, stay.facility):
        return None
    found = identity.names_of([stay.participant_id], user=user, purpose=purpose)
    return found.get(stay.participant_id)


def _page(request, stay, template, context):
    about = {
        "stay": stay,
        "participant": stay.participant,
        "name": _name_of(request.user, stay, "page"),
    }
    return render(request, f"assessments/people/{template}.html", {**about, **context})


@never_cache
@signed_in
@spelt
@require_safe
def person(request, code):
    """The page of a person: stays, consents, groups."""
    stay = doors.open_or_404(
        Stay,
        request.user,
        Action.SEE_PEOPLE,
        pk__in=Stay.objects.latest_of(code),
        select_related=RELATED,
    )
    context = {
        "stays": portrait.stays_of(stay.participant),
        "consents": portrait.consents_of(stay.participant),
        "is_here": portrait.is_here(stay),
        "can_edit": policies.may(request.user, Action.EDIT_PEOPLE, stay.facility_id),
    }
    return _page(request, stay, "detail", context)


@never_cache
@signed_in
@spelt
@require_http_methods(["GET", "POST"])
def name(request, code):
    """Correct the name; the old one is kept nowhere."""
    stay = _to_edit(request, code)
    known = _name_of(request.user, stay, "correct")
    initial = {"surnames": known.surnames, "given_names": known.given_names} if known else None
    form = NameForm(request.POST or None, initial=initial)

    def correct():
        operations.correct_identity(user=request.user, participant=stay.participant, name=form.name())

    if request.method == "POST" and form.is_valid() and _done(request, form, correct):
        messages.success(request, _("The name was corrected. Certificates already issued keep the old one."))
        return redirect("assessments:people_detail", code=code)
    return _page(request, stay, "name", {"form": form})


@never_cache
@signed_in
@spelt
@require_http_methods(["GET", "POST"])
def consent(request, code):
    """Record what the person said about one purpose."""
    stay = _to_edit(request, code)
    form = ConsentForm(
        request.POST or None, facility=stay.facility, initial={"purpose": request.GET.get("purpose")}
    )

    def record():
        operations.record_consent(user=request.user, participant=stay.participant, answer=form.answer())

    if request.method == "POST" and form.is_valid() and _done(request, form, record):
        messages.success(request, _("The answer was recorded."))
        return redirect("assessments:people_detail", code=code)
    return _page(request, stay, "consent", {"form": form})


@never_cache
@signed_in
@spelt
@require_http_methods(["GET", "POST"])
def withdraw(request, code, purpose):
    """Take a consent back, after saying what that does."""
    stay = _to_edit(request, code)
    standing = portrait.standing_for(stay.participant, purpose)
    if request.method == "POST":
        if _done(request, None, lambda: _withdraw(request, stay, purpose)):
            messages.success(request, _("The consent was withdrawn. It takes effect at once."))
        return redirect("assessments:people_detail", code=code)
    return _page(request, stay, "withdraw", {"consent": standing, "purpose": purpose})


def _withdraw(request, stay, purpose):
    operations.withdraw_consent(
        user=request.user,
        participant=stay.participant,
        purpose=purpose,
        on=register.today_at(stay.facility),
    )


@never_cache
@signed_in
@spelt
@require_http_methods(["GET", "POST"])
def move(request, code):
    """To another unit or facility, or out of all of ours."""
    stay = _to_edit(request, code)
    with scope.use(policies.bound_to(request.user, Action.EDIT_PEOPLE)):
        facilities = Facility.objects.active()
        form = StayForm(request.POST or None, facility=stay.facility, facilities=facilities)
        if (
            request.method == "POST"
            and form.is_valid()
            and _done(request, form, lambda: _go(request, stay, form))
        ):
            messages.success(request, _("Recorded. Marks of earlier sessions stay as they are."))
            return redirect("assessments:people_detail", code=code)
        return _page(request, stay, "move", {"form": form})


def _go(request, stay, form):
    typed, who = form.cleaned_data, {"user": request.user, "participant": stay.participant}
    if typed["to"] is None:
        operations.end_stay(**who, on=typed["on"])
    else:
        operations.move(**who, facility=typed["to"], unit=typed["unit"], on=typed["on"])


def _to_edit(request, code):
    return doors.open_or_404(
        Stay,
        request.user,
        Action.EDIT_PEOPLE,
        pk__in=Stay.objects.latest_of(code),
        select_related=RELATED,
    )


def _done(request, form, act):
    """Whether the act was done; its refusal is said in the form, or as a message where there is none."""
    try:
        act()
    except REFUSALS as refusal:
        said = phrases.refusal(refusal)
        if form is None:
            messages.error(request, said)
        else:
            form.add_error(None, said)
        return False
    return True

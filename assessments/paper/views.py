"""The page that asks what to print for a session, and the one PDF that answers it."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import doors
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.journal import operations as journal
from assessments.paper import choices, packs, register_sheet, rendering
from assessments.paper.forms import PackForm
from assessments.sessions.models import Session
from curriculum import pdf

RELATED = ("facility", "cohort__lead")
HABIT, HABIT_DAYS = "session_pack", 400


@never_cache
@signed_in
@require_safe
def session_pack(request, pk):
    """What can be printed, filled in with what this person usually takes."""
    session = doors.open_or_404(Session, request.user, Action.RECORD, pk=pk, select_related=RELATED)
    offer = packs.offer(session)
    first = choices.by_habit(_habit(request), offer.expected)
    return _page(request, offer, PackForm(initial=asdict(first), offer=offer))


@never_cache
@signed_in
@require_safe
def session_pack_pdf(request, pk):
    """The chosen parts as one PDF; an address without choices means the usual ones."""
    session = doors.open_or_404(Session, request.user, Action.RECORD, pk=pk, select_related=RELATED)
    offer = packs.offer(session)
    form = PackForm(request.GET or asdict(choices.usual(offer.expected)), offer=offer)
    if not form.is_valid() or not pdf.available():
        return _page(request, offer, form)
    chosen = form.choices()
    answer = _file(session, _printed(request, offer, chosen))
    if offer.has_lesson:
        _remember(request, answer, choices.habit(chosen, offer.expected))
    return answer


def _page(request, offer, form):
    status = 422 if form.errors else 200
    context = {"session": offer.session, "offer": offer, "form": form, "can_print": bool(pdf.available())}
    return render(request, "assessments/paper/pack.html", context, status=status)


def _printed(request, offer, chosen):
    """The bytes; a register with its people is journalled before it is made."""
    session, sheet = offer.session, None
    if chosen.register:
        with translation.override(rendering.language_of(session)):
            sheet = register_sheet.sheet_of(session, offer.members, request.user)
        names = sum(bool(line.name) for line in sheet.lines)
        detail = {"purpose": "register", "people": len(sheet.lines), "names": names}
        journal.write(user=request.user, verb="sessions.register_printed", subject=session, detail=detail)
    return rendering.pack(session, chosen, sheet)


def _file(session, content):
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"{slugify(session.cohort.code) or 'pack'}-{session.number:02}"
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _salt(request):
    return f"{HABIT} {request.user.pk}"


def _habit(request):
    return request.get_signed_cookie(HABIT, default="", salt=_salt(request))


def _remember(request, answer, habit):
    """In this browser, for this person alone: how many of what, and nobody's name."""
    answer.set_signed_cookie(
        HABIT,
        habit,
        salt=_salt(request),
        max_age=HABIT_DAYS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )

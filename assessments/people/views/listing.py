"""The list of a facility's people, its export, and a person who is added by hand."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments import scope
from assessments.access import doors, policies
from assessments.access.roles import Action
from assessments.access.signing_in import signed_in
from assessments.facilities.models import Facility
from assessments.people import exports, operations, phrases, register, spreadsheet
from assessments.people.forms import PersonForm, SearchForm

PAGE_SIZE = 50
FORMATS = {
    "csv": (spreadsheet.as_csv, spreadsheet.CSV_TYPE),
    "xlsx": (spreadsheet.as_xlsx, spreadsheet.XLSX_TYPE),
}


def _place(request):
    """The facilities in force and the one asked for; the first where none is."""
    facilities = list(Facility.objects.active().order_by("name", "pk"))
    asked = request.GET.get("facility", "")
    chosen = next((one for one in facilities if str(one.pk) == asked), None)
    return facilities, chosen or (facilities[0] if facilities else None)


@never_cache
@signed_in
@require_safe
def people(request):
    """Who is here, searched by name or code, filtered, in pages."""
    with scope.use(doors.enter(request.user, Action.SEE_PEOPLE)):
        facilities, facility = _place(request)
        if facility is None:
            return render(request, "assessments/people/list.html", {"facility": None})
        form = SearchForm(request.GET, facility=facility)
        filters = form.filters()
        rows = register.rows(facility, request.user, filters)
        mistyped = register.mistyped(filters.words, rows)
        context = {
            "facility": facility,
            "facilities": facilities,
            "form": form,
            "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
            "is_filtered": any(request.GET.get(name) for name in ("q", "unit", "sex", "standing", "lacks")),
            "shows_names": register.may_see_names(request.user, facility),
            "mistyped": str(phrases.CODE_TYPO) % {"code": mistyped} if mistyped else "",
            "can_edit": policies.may(request.user, Action.EDIT_PEOPLE, facility.pk),
            "can_import": policies.may(request.user, Action.IMPORT_PEOPLE, facility.pk),
        }
        return render(request, "assessments/people/list.html", context)


@never_cache
@signed_in
@require_safe
def export(request, kind):
    """The list as filtered, for a spreadsheet."""
    with scope.use(doors.enter(request.user, Action.EDIT_PEOPLE)):
        facility = _place(request)[1]
        if kind not in FORMATS or facility is None:
            raise Http404
        filters = SearchForm(request.GET, facility=facility).filters()
        headings, cells = exports.people(facility, request.user, filters)
    write, content_type = FORMATS[kind]
    response = HttpResponse(write(headings, cells), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{_("People").lower()}-{facility.code}.{kind}"'
    return response


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def add(request):
    """Somebody who arrives alone; the same form twice registers one person."""
    with scope.use(doors.enter(request.user, Action.EDIT_PEOPLE)):
        facilities, facility = _place(request)
        if facility is None:
            raise Http404
        form = PersonForm(request.POST or None, facility=facility)
        if request.method == "POST" and form.is_valid() and (made := _register(request, facility, form)):
            messages.success(request, _("Registered. The code is %(code)s.") % {"code": made.code})
            return redirect("assessments:people_detail", code=made.code)
        context = {"form": form, "facility": facility, "facilities": facilities}
        return render(request, "assessments/people/add.html", context)


def _register(request, facility, form):
    """The new person, or None after putting the question about namesakes into the form."""
    typed = form.cleaned_data
    made = operations.already_registered(key=typed["key"])
    if made is None and not typed["another_person"]:
        same = register.namesakes_at(facility, form.name(), user=request.user)
        if same:
            form.ask_about_namesakes(same)
            return None
    return made or operations.register_participant(
        user=request.user, facility=facility, newcomer=form.newcomer(), key=typed["key"]
    )

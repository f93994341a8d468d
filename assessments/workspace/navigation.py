"""Which pages of the workspace a person's roles open; pages of rooms that a site left out are not offered."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from assessments.access import policies
from assessments.access.roles import Action


@dataclass(frozen=True)
class Place:
    """A page of the navigation: its name, its words, who may open it, and what counts as being there."""

    name: str
    label: str
    action: Action
    prefixes: tuple[str, ...]


PLACES = (
    Place("workspace_home", _("Today"), Action.SEE_WORKSPACE, ("workspace_", "session_")),
    Place(
        "cohort_list",
        _("Groups"),
        Action.SEE_PEOPLE,
        ("cohort_", "enrolment_", "measure_", "certificate_", "completion_"),
    ),
    Place("people_list", _("People"), Action.SEE_PEOPLE, ("people_",)),
    Place("report_list", _("Reports"), Action.SEE_INSIDE_REPORTS, ("report_",)),
    Place("report_outside", _("Reports"), Action.SEE_OUTSIDE_REPORTS, ("report_",)),
)


def address(name: str, *args: object) -> str:
    """The address of a page of ours, or nothing where this site has none."""
    try:
        return reverse(f"assessments:{name}", args=args)
    except NoReverseMatch:
        return ""


def items(request) -> list[dict[str, object]]:
    """The entries of the navigation for this request."""
    match = getattr(request, "resolver_match", None)
    here = match.url_name or "" if match and "assessments" in match.namespaces else ""
    return [
        {"url": url, "label": place.label, "current": here.startswith(place.prefixes)}
        for place in PLACES
        if policies.may_somewhere(getattr(request, "user", None), place.action)
        for url in [address(place.name)]
        if url
    ]


#: Pages about one cohort that other rooms bring, in the order of the work.
COHORT_PLACES = (
    Place("measure_answers", _("Answers"), Action.RECORD_ANSWERS, ()),
    Place("report_cohort", _("What changed"), Action.SEE_INSIDE_REPORTS, ()),
    Place("certificate_board", _("Certificates"), Action.SEE_CERTIFICATES, ()),
)
OCCASIONS = (("baseline", _("Answers at the beginning")), ("endline", _("Answers at the end")))


def cohort_links(user, cohort) -> list[dict[str, object]]:
    """The doors from a cohort's page to the other rooms, as far as the user may open them."""
    allowed = [place for place in COHORT_PLACES if policies.may(user, place.action, cohort.facility_id)]
    found = []
    for place in allowed:
        if place.name == "measure_answers":
            found += [(address(place.name, cohort.pk, occasion), label) for occasion, label in OCCASIONS]
        else:
            found.append((address(place.name, cohort.pk), place.label))
    return [{"url": url, "label": label} for url, label in found if url]

"""What the plug-in adds to Wagtail's admin: screens, menu entries, panels, and no second log of its rows."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import page_permission_policy

from assessments import scope
from assessments.access import policies
from assessments.access.roles import Action
from assessments.access.viewsets import AuditEntryViewSet, PostingViewSet
from assessments.certificates.viewsets import CertificateViewSet
from assessments.cohorts.viewsets import CohortViewSet
from assessments.completion.viewsets import CompletionRuleViewSet
from assessments.facilities.viewsets import ClosedDayViewSet, FacilityViewSet, UnitViewSet
from assessments.measures.viewsets import InstrumentVersionViewSet
from assessments.people.viewsets import ParticipantViewSet
from assessments.sessions.viewsets import SessionViewSet
from assessments.workspace import dashboard


class WorkshopsGroup(ModelViewSetGroup):
    """The records of the workshops: listed and inspected."""

    menu_label = _("Workshops")
    menu_name = "workshops"
    menu_icon = "calendar-check"
    menu_order = 210
    items = (
        CohortViewSet,
        SessionViewSet,
        ParticipantViewSet,
        CertificateViewSet,
        CompletionRuleViewSet,
        InstrumentVersionViewSet,
    )


class PlacesGroup(ModelViewSetGroup):
    """Where the workshops are, who works there, and who did what."""

    menu_label = _("Places and staff")
    menu_name = "places"
    menu_icon = "thumbtack"
    menu_order = 220
    items = (FacilityViewSet, UnitViewSet, ClosedDayViewSet, PostingViewSet, AuditEntryViewSet)


GROUPS = (WorkshopsGroup(), PlacesGroup())


def register_policies() -> None:
    """Called by the app when it is ready, before any of Wagtail's screens asks."""
    for group in GROUPS:
        for viewset in group.registerables:
            viewset.register_policy()


class WorkspaceItem(MenuItem):
    def is_shown(self, request):
        return policies.may_somewhere(request.user, Action.SEE_WORKSPACE)


hooks.register("register_admin_viewset", lambda: list(GROUPS))


@hooks.register("register_admin_menu_item")
def workspace_item():
    """The way from the desk to the field."""
    return WorkspaceItem(
        _("Workspace"), reverse("assessments:workspace_home"), name="workspace", icon_name="home", order=205
    )


@hooks.register("register_log_actions")
def keep_no_second_log(actions):
    """Rows of a facility have our own journal: Wagtail's site history would show them to every editor."""
    actions.log_entry_models_by_type.register(scope.Scoped, None)


@hooks.register("construct_main_menu")
def only_what_serves(request, items):
    """Reports about pages and help for editors are for those who write pages."""
    if not page_permission_policy.user_has_any_permission(request.user, {"add", "change", "publish"}):
        items[:] = [item for item in items if item.name not in ("reports", "help")]


@hooks.register("construct_homepage_panels")
def role_panels(request, panels):
    """What waits for this person, before Wagtail's own panels."""
    panels.extend(dashboard.panels_of(request))

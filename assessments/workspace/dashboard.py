"""What waits for a person on the first page of Wagtail's admin, a panel for each role (QUERIES)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from assessments import scope
from assessments.access import policies, role_groups
from assessments.access.models import Posting
from assessments.access.roles import Action, Role
from assessments.cohorts.models import Cohort
from assessments.sessions.models import Session
from assessments.workspace import agenda

SHOWN = 5
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Task:
    """One thing that waits: a sentence, where to do it, and the first few it is about."""

    text: str
    url: str
    about: tuple[tuple[str, str], ...] = ()


class RolePanel(Component):
    """A panel with what waits, or the sentence that nothing does and the next step."""

    template_name = "assessments/workspace/role_panel.html"

    def __init__(self, *, name: str, order: int, heading: str, tasks: list[Task], nothing: Task) -> None:
        self.name, self.order = name, order
        self.heading, self.tasks, self.nothing = heading, tasks, nothing

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"panel": self}


def panels_of(request: Any) -> list[RolePanel]:
    """The panels of this person, read in the scope of each role's own postings."""
    user = request.user
    held = policies.roles_of(user)
    return [build(user) for role, build in _OF_ROLE.items() if role in held]


def _coordinating(user: Any) -> RolePanel:
    with scope.use(policies.bound_to(user, Action.PLAN)):
        tasks = [*_late_registers(), *_finished_cohorts(), *_running_cohorts()]
    nothing = Task(
        _("No group is running. Open one: choose a programme and a rhythm, and see every date first."),
        reverse("assessments:cohort_open"),
    )
    return RolePanel(
        name="coordinator", order=120, heading=_("For the coordinator"), tasks=tasks, nothing=nothing
    )


def _late_registers() -> Iterator[Task]:
    days = agenda.days_by_zone(timezone.now())
    late = Session.objects.late_in(days).select_related("cohort").order_by("on", "at", "pk")
    total = late.count()
    if total:
        sentence = ngettext("%(n)d register is missing", "%(n)d registers are missing", total)
        about = tuple(
            (f"{one.cohort.code} · {one.on:%d/%m/%Y}", reverse("assessments:session_register", args=[one.pk]))
            for one in late[:SHOWN]
        )
        yield Task(sentence % {"n": total}, reverse("assessments:workspace_home"), about)


def _finished_cohorts() -> Iterator[Task]:
    """Every session of the group is settled: its certificates are the next step."""
    meetings = Session.objects.filter(cohort=OuterRef("pk"))
    finished = Cohort.objects.open().filter(
        Exists(meetings.delivered()), ~Exists(meetings.filter(status="planned"))
    )
    total = finished.count()
    if total:
        sentence = ngettext(
            "%(n)d group has held its last session: see who is eligible",
            "%(n)d groups have held their last session: see who is eligible",
            total,
        )
        about = tuple(
            (f"{one.code} · {one.name}", reverse("assessments:certificate_board", args=[one.pk]))
            for one in finished.order_by("starts_on", "code")[:SHOWN]
        )
        yield Task(sentence % {"n": total}, reverse("assessments:cohort_list"), about)


def _running_cohorts() -> Iterator[Task]:
    total = Cohort.objects.open().count()
    if total:
        sentence = ngettext("%(n)d group is open", "%(n)d groups are open", total)
        yield Task(sentence % {"n": total}, reverse("assessments:cohort_list"))


def _administering(user: Any) -> RolePanel:
    with scope.use(policies.bound_to(user, Action.MANAGE_POSTINGS)):
        tasks = [*_accounts_without_posting(), *_postings_that_end()]
    nothing = Task(
        _("Every account has a posting and none ends soon. See who works where."),
        reverse("assessments_postings:index"),
    )
    return RolePanel(
        name="administrator", order=110, heading=_("For the administrator"), tasks=tasks, nothing=nothing
    )


def _accounts_without_posting() -> Iterator[Task]:
    people = get_user_model()._default_manager.filter(is_active=True, is_superuser=False)
    people = people.exclude(groups__name=role_groups.AUTHORS)
    with scope.use(scope.system("sign-in")):
        posted = Posting.objects.active_on(timezone.localdate()).values_list("user_id", flat=True)
        idle = people.exclude(pk__in=list(posted)).count()
    if idle:
        sentence = ngettext(
            "%(n)d account has no posting today: it opens nothing",
            "%(n)d accounts have no posting today: they open nothing",
            idle,
        )
        yield Task(sentence % {"n": idle}, reverse("assessments_postings:add"))


def _postings_that_end() -> Iterator[Task]:
    today = timezone.localdate()
    ending = Posting.objects.active_on(today).ending_before(today + SOON).select_related("user")
    total = ending.count()
    if total:
        sentence = ngettext("%(n)d posting ends within 30 days", "%(n)d postings end within 30 days", total)
        about = tuple(
            (
                f"{one.user.get_username()} · {one.get_role_display()} · {one.until_on:%d/%m/%Y}",
                reverse("assessments_postings:edit", args=[one.pk]),
            )
            for one in ending.order_by("until_on", "pk")[:SHOWN]
        )
        yield Task(sentence % {"n": total}, reverse("assessments_postings:index"), about)


_OF_ROLE: dict[Role, Callable[[Any], RolePanel]] = {
    Role.ADMINISTRATOR: _administering,
    Role.COORDINATOR: _coordinating,
}

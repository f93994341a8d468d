"""Which screens there are for whom, and which rows of the site at hand stand on them.

The addresses are those of the table of doors; only here stands which row makes the best picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from assessments.models import Administration, Certificate, Cohort, Job, Posting, Session
from curriculum.models import LessonPage, ProgrammePage
from tests.architecture import door_rules, door_rules_host, door_rules_workspace
from tests.architecture.door_cells import address
from tests.architecture.door_rules import OPEN, Rule

RULES = door_rules.table(door_rules_workspace.RULES, door_rules_host.RULES)
NO_PAGES = frozenset(
    {
        "accounts:again",
        "accounts:second_code",
        "accounts:token",
        "assessments:certificate_job_file",
        "assessments:certificate_job_state",
        "assessments:certificate_pdf",
        "assessments:people_export",
        "assessments:people_import_errors",
    }
)
IN_THE_ADMIN = ("psychologist", "coordinator", "administrator")
VISITOR = "visitor"


@dataclass(frozen=True)
class Screen:
    """One address and the name of its picture."""

    name: str
    path: str


def screens_of(role: str, facility: Any) -> Iterator[Screen]:
    """Every screen that this role opens at this facility, as far as there are rows for it."""
    for rule in RULES.values():
        if _is_for(rule, role) and (path := _path(rule, _rows(rule, facility))):
            yield Screen(rule.name.replace(":", "-"), path)
    yield from _others(role, facility)


def _is_for(rule: Rule, role: str) -> bool:
    if not rule.get or rule.name in NO_PAGES:
        return False
    return rule.floor == OPEN if role == VISITOR else rule.floor != OPEN and role in rule.who


def _path(rule: Rule, rows: SimpleNamespace) -> str:
    """Nothing where the site has no such row."""
    try:
        return address(rule.name, rule.args, rows, rule.query)
    except AttributeError:
        return ""


def _rows(rule: Rule, facility: Any) -> SimpleNamespace:
    """The rows that the rule's address may name, chosen for this screen."""
    cohort = _cohort(rule.name, facility)
    rows = SimpleNamespace(facility=facility, colleague=_colleague(facility), draft=_job("people", facility))
    if cohort is None:
        return rows
    rows.cohort = cohort
    rows.enrolment = rows.waiting = _measured(cohort) or cohort.enrolments.order_by("pk").first()
    rows.participant = rows.enrolment.participant if rows.enrolment else None
    rows.session = _session(cohort)
    rows.certificate = Certificate.objects.filter(facility=facility).order_by("pk").first()
    rows.job = _job("certificates", facility)
    return rows


def _cohort(name: str, facility: Any) -> Cohort | None:
    """The group with most answers for a report, with most certificates for the board, else today's."""
    found = Cohort.objects.filter(facility=facility)
    today = Count("sessions", filter=Q(sessions__on=timezone.localdate()), distinct=True)
    best = {
        "report": Count("enrolments__administrations", distinct=True),
        "certificate": Count("enrolments__certificates", distinct=True),
    }
    room = name.partition(":")[2].partition("_")[0]
    return found.annotate(best=best.get(room, today)).order_by("-best", "starts_on").first()


def _session(cohort: Cohort) -> Session | None:
    sessions = cohort.sessions.order_by("on")
    return sessions.filter(on=timezone.localdate()).first() or sessions.first()


def _measured(cohort: Cohort) -> Any:
    taken = Administration.objects.filter(enrolment__cohort=cohort, occasion="endline").first()
    return taken.enrolment if taken else None


def _job(kind: str, facility: Any) -> Job | None:
    return Job.objects.filter(facility=facility, kind__startswith=kind).order_by("pk").last()


def _colleague(facility: Any) -> Any:
    posting = Posting.objects.filter(facility=facility, role="facilitator").first()
    return posting.user if posting else None


def _others(role: str, facility: Any) -> Iterator[Screen]:
    """What the table of doors does not hold: sign-in, public pages, the admin's own home, a conflict."""
    if role == VISITOR:
        yield Screen("sign_in", reverse("account_login"))
        yield Screen("home", "/es/")
        yield Screen("not_found", "/es/nada/")
    if role in IN_THE_ADMIN:
        yield Screen("admin_home", reverse("wagtailadmin_home"))
    if role in (VISITOR, "facilitator"):
        for name, model in (("programme", ProgrammePage), ("lesson", LessonPage)):
            page = model.objects.live().order_by("path").first()
            if page:
                yield Screen(name, page.url)
    disputed = Session.objects.filter(facility=facility, attendances__in_conflict=True).first()
    if role == "facilitator" and disputed:
        yield Screen("register_in_conflict", reverse("assessments:session_register", args=[disputed.pk]))

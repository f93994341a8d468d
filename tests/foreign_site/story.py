"""The main job in the stranger's site, through its own screens, and what came of each step.

A programme is loaded, a lesson published in Wagtail, a cohort opened, its sessions marked, consent recorded,
a certificate issued and checked by somebody without an account.
"""

import sys
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments import scope, vault
from assessments.access import operations as access
from assessments.access.roles import Role
from assessments.facilities import operations as facilities
from assessments.models import Attendance, Certificate, Cohort, Participant, Session
from curriculum.models import LessonPage, ModulePage, ProgrammePage
from tests.foreign_site.strangers import strangers
from tests.foreign_site.visitor import Visitor, form_in

CAME, STAYED_AWAY = ("Rosa", "Ccori"), ("Óscar", "Ñahui")
#: Lessons of the starter programme and the one that is published here, a day after another.
FIRST_DAY = timezone.localdate() - timedelta(days=30)


@dataclass(frozen=True)
class Team:
    """The people of the stranger's site, each at a screen."""

    webmaster: Visitor
    coordinator: Visitor
    facilitator: Visitor
    public: Visitor


def team() -> Team:
    """Accounts of Django's own kind; a posting is all that ours needs."""
    vault.ensure_key_file()
    users = get_user_model().objects
    coordinator, facilitator = users.create_user("elena"), users.create_user("tomas")
    with scope.use(scope.system("setup")):
        place = facilities.Place("CAP", "Casa Puente", "Huamanga")
        facility = facilities.open_facility(user=None, place=place)
        term = access.Term(from_on=date(2020, 1, 1), facility=facility)
        access.post(user=None, person=coordinator, role=Role.COORDINATOR, term=term)
        access.post(user=None, person=facilitator, role=Role.FACILITATOR, term=term)
    webmaster = users.create_superuser("webmaster", "webmaster@example.org")
    return Team(Visitor(webmaster), Visitor(coordinator), Visitor(facilitator), Visitor())


def load_programme() -> dict:
    """The starter programme from its folder."""
    call_command("load_programme", "curriculum/starter", stdout=sys.stderr)
    shown = [Visitor().client.get(page.url).status_code for page in LessonPage.objects.live()]
    return {"lessons": len(shown), "answers": sorted(set(shown))}


def publish_lesson(team: Team) -> dict:
    """A lesson typed into Wagtail's editor and published there."""
    module = ModulePage.objects.live().filter(locale__language_code="es").order_by("path").last()
    text = rich_text("<p>Escuchar sin interrumpir.</p>", features=["bold", "italic", "ul", "ol"])
    prose = {"audience": "both", "heading": "La idea", "text": text}
    team.webmaster.fill(
        reverse("wagtailadmin_pages:add", args=["curriculum", "lessonpage", module.pk]),
        having="slug",
        title="Escuchar a distancia",
        slug="escuchar-a-distancia",
        **nested_form_data({"body": streamfield([("prose", prose)])}),
        **{"action-publish": "1"},
    )
    lesson = LessonPage.objects.get(slug="escuchar-a-distancia")
    page = team.public.open(lesson.url)
    return {"live": lesson.live, "shown": "Escuchar sin interrumpir." in page}


def receive_people(team: Team) -> dict:
    """Two people arrive and agree to have a certificate."""
    for given_names, surnames in (CAME, STAYED_AWAY):
        typed = {"given_names": given_names, "surnames": surnames, "sex": "female", "from_on": str(FIRST_DAY)}
        answer = team.coordinator.fill(reverse("assessments:people_add"), having="surnames", **typed)
        consent = answer["Location"] + "consent/"
        team.coordinator.fill(
            consent, having="purpose", purpose="certificate", given="yes", form="written", on=str(FIRST_DAY)
        )
    with scope.use(scope.system("shell")):
        people = Participant.objects.all()
        return {
            "people": len(people),
            "consents": [person.consents.standing().filter(given=True).count() for person in people],
        }


def open_cohort(team: Team) -> dict:
    """Typed, every date seen, confirmed; then both people are enrolled."""
    programme = ProgrammePage.objects.live().get(locale__language_code="es")
    address = reverse("assessments:cohort_open")
    typed = {
        "programme": f"{programme.translation_key}|es",
        "name": "Grupo de la capilla",
        "code": "CAP-1",
        "starts_on": str(FIRST_DAY),
        "at": "09:30",
        "every_days": "1",
    }
    preview = team.coordinator.fill(address, having="starts_on", status=200, **typed)
    form = form_in(preview.content.decode(), "key", confirm="1")
    cohort_page = team.coordinator.send(address, form)["Location"]
    with scope.use(scope.system("shell")):
        cohort = Cohort.objects.get()
        everybody = [str(person.pk) for person in Participant.objects.all()]
    enrol = reverse("assessments:cohort_enrol", args=[cohort.pk])
    team.coordinator.fill(enrol, having="q", people=everybody, starts_on=str(FIRST_DAY))
    team.coordinator.open(cohort_page)
    with scope.use(scope.system("shell")):
        return {"sessions": cohort.sessions.count(), "members": cohort.enrolments.count()}


def mark_sessions(team: Team) -> dict:
    """Every register, through its plain form: one was there each time, the other never."""
    with scope.use(scope.system("shell")):
        sessions = list(Session.objects.order_by("number"))
    for session in sessions:
        address = reverse("assessments:session_register", args=[session.pk])
        page = team.facilitator.open(address)
        form = form_in(page, "replica", status="held")
        first, second = sorted(name for name in form if name.startswith("row-"))
        if page.index(" ".join(CAME)) > page.index(" ".join(STAYED_AWAY)):
            first, second = second, first
        form[first.replace("row", "mark")] = "present"
        form[second.replace("row", "mark")] = "absent"
        team.facilitator.send(address, form)
    with scope.use(scope.system("shell")):
        statuses = list(Attendance.objects.values_list("status", flat=True))
        return {one: statuses.count(one) for one in sorted(set(statuses))}


def issue_certificate(team: Team) -> dict:
    """The board offers who is eligible; chosen, names checked, issued by the job, read by the coordinator."""
    with scope.use(scope.system("shell")):
        cohort = Cohort.objects.get()
    board = reverse("assessments:certificate_board", args=[cohort.pk])
    chosen = form_in(team.coordinator.open(board), "person")
    review = reverse("assessments:certificate_review", args=[cohort.pk])
    checked = team.coordinator.send(review, chosen, status=200).content.decode()
    issue = reverse("assessments:certificate_issue", args=[cohort.pk])
    job = team.coordinator.send(issue, form_in(checked, "key"))["Location"]
    printed = team.coordinator.client.get(job + "files/print.pdf")
    with scope.use(scope.system("shell")):
        return {
            "chosen": len(chosen.getlist("person")),
            "issued": Certificate.objects.count(),
            "printed": printed.content[:5].decode("latin-1"),
        }


def verify(team: Team) -> dict:
    """Somebody without an account types the code and the printed name."""
    with scope.use(scope.system("shell")):
        certificate = Certificate.objects.get()
    address = reverse("assessments:certificate_verify_code", args=[certificate.code])
    page = team.public.open(address)
    check = reverse("assessments:certificate_verify")
    asked = form_in(page, "name", name=" ".join(CAME))
    answer = team.public.send(check, asked, status=200).content.decode()
    return {
        "valid": 'data-state="active"' in page,
        "named": " ".join(CAME) in page,
        "match": 'data-match="yes"' in answer,
        "invented": "data-unverified" in team.public.open(f"{check}/ABCDEFGHJKMN"),
    }


def tell() -> dict:
    """Every step in order; the first that fails ends the story."""
    told = {"load_programme": load_programme()}
    everybody = team()
    for step in (publish_lesson, receive_people, open_cohort, mark_sessions, issue_certificate, verify):
        told[step.__name__] = step(everybody)
    return {**told, "strangers": strangers()}

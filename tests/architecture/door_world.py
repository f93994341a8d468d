"""Two facilities that know nothing of each other, each full of rows and words found nowhere else."""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail_localize.models import Translation

from assessments import scope, vault
from assessments.access import operations as access
from assessments.access import policies, role_groups
from assessments.certificates import operations as certificates
from assessments.certificates.numbering import display
from assessments.certificates.operations.bulk import issue_in_background
from assessments.models import AuditEntry, Posting
from assessments.people import operations as people
from assessments.people.importing import reading
from cms.translation import operations as translating
from tests.builders import (
    make_answers,
    make_consent,
    make_facility,
    make_participant,
    make_plan,
    make_posting,
    make_session,
    make_unit,
    make_user,
    make_version_move,
)
from tests.builders.certificates import Graduates, make_graduate, make_lesson_cohort
from tests.builders.curriculum import locale, make_module
from tests.builders.records import make_certificate_row, make_rule, make_version_row
from tests.builders.registers import make_closed_day, make_identity, note_session
from tests.builders.translations import make_english_tree, make_tree

ROLES = ("facilitator", "psychologist", "coordinator", "director", "donor", "administrator")
#: Signed in, or not, and without any right at all.
STRANGERS = ("anonymous", "disabled", "former", "unposted", "author")
NATIONAL = "national administrator"
ACTORS = (*ROLES, *STRANGERS, NATIONAL)


@dataclass
class Place:
    """One facility with a row of every kind; ``canaries`` are words that only its own people may read."""

    word: str
    facility: Any
    staff: dict[str, Any]
    rows: dict[str, Any] = field(default_factory=dict)
    canaries: tuple[str, ...] = ()
    #: Pages and what goes with them, which are the same for every place.
    pages: dict[str, Any] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """What finds the word and is none of the canaries, so that a search may echo it."""
        return self.word[:-1]

    def __getattr__(self, name: str) -> Any:
        for held in (self.rows, self.pages):
            if name in held:
                return held[name]
        raise AttributeError(name)


@dataclass
class World:
    """The place of the actors, the other one, and a browser for each actor."""

    own: Place
    other: Place
    clients: dict[str, Client]
    users: dict[str, Any]


def build() -> World:
    """Everything the matrix walks through; call it inside a transaction that is rolled back."""
    vault.ensure_key_file()
    access.sync_role_groups()
    own, other = _place("Zorzal"), _place("Quetzal")
    own.pages = other.pages = _pages()
    users = {**own.staff, **_strangers(own), NATIONAL: _national()}
    clients = {name: Client(raise_request_exception=True) for name in ACTORS}
    for name, user in users.items():
        clients[name].force_login(user)
    users["disabled"].is_active = False
    users["disabled"].save(update_fields=["is_active"])
    return World(own, other, clients, users)


def _place(word: str) -> Place:
    facility = make_facility(code=f"{word.upper()}-1", name=f"Recinto {word}", public_place="Huamanga")
    staff = {
        role: make_posting(role, facility, make_user(username=f"{role}.{word.lower()}")).user
        for role in ROLES
    }
    place = Place(word, facility, staff)
    place.rows |= _rows(place)
    place.canaries = (
        word,
        word.upper(),
        word.lower(),
        place.participant.code,
        place.newcomer.code,
        place.certificate.folio,
        display(place.certificate.code),
    )
    # If these rows were in Wagtail's log, its site history would show them.
    log(instance=facility, action="wagtail.edit", title=facility.name)
    return place


def _rows(place: Place) -> dict[str, Any]:
    facility, word = place.facility, place.word
    unit = make_unit(facility, name=f"Ala {word}")
    cohort, sessions = make_lesson_cohort(
        facility, lessons=2, code=f"G-{word.upper()}", name=f"Grupo {word}", lead=place.staff["facilitator"]
    )
    names = (("Ana", f"{word} Uno"), ("Beto", f"{word} Dos"), ("Celia", f"{word} Tres"))
    members = [make_graduate(cohort, sessions, name, unit=unit) for name in names]
    newcomer = make_participant(facility, unit=unit)
    make_identity(newcomer, "Dora", f"{word} Cuatro")
    make_plan(cohort)
    make_consent(members[0].participant, "measures", recorded_by=place.staff["facilitator"])
    for occasion in ("baseline", "endline"):
        make_answers(members[0], occasion, user=place.staff["facilitator"])
    note_session(place.staff["facilitator"], sessions[0], f"El grupo de {word} pidió más tiempo.")
    posting = make_posting("donor", facility, make_user(username=f"visita.{word.lower()}"))
    return {
        "unit": unit,
        "cohort": cohort,
        "session": make_session(cohort, on=timezone.localdate(), lesson_title=f"Tema {word}"),
        "move": make_version_move(cohort, place.staff["coordinator"]),
        "enrolment": members[0],
        "waiting": members[1],
        "participant": members[0].participant,
        "newcomer": newcomer,
        "posting": posting,
        "colleague": place.staff["facilitator"],
        "closed_day": make_closed_day(facility, date(2026, 7, 28), f"Fiesta {word}"),
        "rule": make_rule(),
        "version": make_version_row(),
        **_papers(place, Graduates(cohort, sessions, members[:1], _posting_of(place, "coordinator"))),
    }


def _pages() -> dict[str, Any]:
    """A programme with a lesson in two languages, under translation, and its slots opened.

    There is a second module: with only one, Wagtail asks nobody where a new lesson goes.
    """
    locale("quy")
    (lesson,) = make_tree()
    programme = lesson.get_parent().get_parent().specific
    make_module(programme, title="Otro módulo")
    make_english_tree()
    translating.adopt_translations()
    translating.open_slots()
    english = Translation.objects.get(
        source__object_id=lesson.translation_key, target_locale__language_code="en"
    )
    return {"programme": programme, "translation": english}


def _posting_of(place: Place, role: str) -> Posting:
    with scope.use(scope.system("builders")):
        return Posting.objects.select_related("user").get(user=place.staff[role])


def _papers(place: Place, graduates: Graduates) -> dict[str, Any]:
    """A certificate with its job, one that never was printed, a list that waits, an entry of the journal."""
    user = place.staff["coordinator"]
    listed = f"Apellidos;Nombres;Sexo\n{place.word} Cinco;Elsa;F\n".encode()
    with scope.use(policies.scope_of(user)):
        job = certificates.start(
            user=user, cohort=graduates.cohort, enrolments=graduates.ids, key=uuid.uuid4()
        )
        issue_in_background.call(str(job.pk))
        job.refresh_from_db()
        draft = people.keep_draft(
            user=user, facility=place.facility, table=reading.read(listed), file_name=f"{place.word}.csv"
        )
        issued = graduates.enrolments[0].certificates.get()
        entry = AuditEntry.objects.filter(facility=place.facility).order_by("pk").first()
    unprinted = make_certificate_row(place.facility, folio=f"SIN-{place.word}")
    return {
        "job": job,
        "job_file": job.result["files"][0]["name"],
        "draft": draft,
        "certificate": issued,
        "unprinted": unprinted,
        "entry": entry,
    }


def _strangers(own: Place) -> dict[str, Any]:
    yesterday = timezone.localdate() - timedelta(days=1)
    users = {name: make_user(username=name) for name in STRANGERS if name != "anonymous"}
    make_posting("coordinator", own.facility, users["disabled"])
    make_posting("coordinator", own.facility, users["former"], until_on=yesterday)
    users["former"].groups.add(Group.objects.get(name="coordinators"))
    users["author"].groups.add(Group.objects.get(name=role_groups.AUTHORS))
    return users


def _national() -> Any:
    terms = {"reach": "national", "reason": "Oficina", "until_on": date(2099, 1, 1)}
    return make_posting("administrator", user=make_user(username="oficina"), **terms).user

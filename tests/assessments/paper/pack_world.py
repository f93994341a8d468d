"""A group with people, two lessons and a third session without one; and how a PDF is read."""

import io
import uuid
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader

from assessments import scope
from assessments.cohorts import operations as cohorts
from assessments.models import Cohort, Enrolment, Session
from assessments.paper.register_sheet import WALK_INS
from assessments.sessions import operations, ops
from assessments.sessions.ledger import Entry
from tests.builders import make_enrolment, make_facility, make_identity, make_participant, make_posting
from tests.builders.curriculum import make_activity, make_handout, make_lesson, make_module, make_programme
from tests.builders.registers import save_marks

STEP, TAKE_HOME, CHECK = "Siéntense en ronda.", "Escucho antes de responder.", "Cada persona habló."
FIRST_DAY = date(2026, 1, 6)


@dataclass
class Group:
    """A group, its people in the order of their enrolment, and whoever facilitates it."""

    cohort: Cohort
    members: list[Enrolment]
    facilitator: Any
    coordinator: Any

    @property
    def facility(self):
        return self.cohort.facility

    def session(self, number=1):
        with scope.use(scope.system("builders")):
            found = Session.objects.select_related("facility", "cohort__facility", "cohort__lead")
            return found.get(cohort=self.cohort, number=number)


def make_group(people=3, *, facility=None, first_on=FIRST_DAY, **place):
    """Two lessons and three sessions, so that the last one has no lesson; everybody has a name."""
    facility = facility or make_facility(**place)
    facilitator, coordinator = (make_posting(one, facility).user for one in ("facilitator", "coordinator"))
    opening = cohorts.Opening(
        f"G-{uuid.uuid4().hex[:6]}",
        "Grupo de los martes",
        _programme().translation_key,
        "es",
        starts_on=first_on,
        at=time(9),
        place="Pabellón reservado",
        lead=facilitator,
    )
    with scope.use(scope.system("builders")):
        cohort = operations.open_with_sessions(
            user=coordinator, facility=facility, opening=opening, key=uuid.uuid4(), count=3, closed=()
        )
    group = Group(cohort, [], facilitator, coordinator)
    add_people(group, people)
    return group


def _programme():
    programme = make_programme()
    module = make_module(programme)
    body = [
        make_activity(steps=[f"<p>{STEP}</p>"], checklist=CHECK),
        make_handout(text=f"<p>{TAKE_HOME}</p>"),
    ]
    make_lesson(module, title="Escuchar", body=body).save_revision().publish()
    make_lesson(module, title="Jugar", body=[make_activity(checklist="")]).save_revision().publish()
    return programme


def add_people(group, many, **person):
    for _ in range(many):
        member = make_enrolment(group.cohort, make_participant(group.facility, **person))
        make_identity(member.participant)
        group.members.append(member)


def hold(group, number=1):
    """The session was held, as its register says."""
    said = [
        Entry(1, ops.SESSION_TARGET, ops.Field.STATUS, "held"),
        Entry(2, ops.SESSION_TARGET, ops.Field.MINUTES, 90),
    ]
    save_marks(group.facilitator, group.session(number), *said)


def address(session, name="session_pack"):
    return reverse(f"assessments:{name}", args=[session.pk])


def printed(client, session, **choices):
    """What came back for the chosen parts."""
    return client.get(address(session, "session_pack_pdf"), choices)


def pages_of(answer):
    """The text of each page, its white space as single blanks."""
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def walk_ins_in(page):
    """The letters of the lines for walk-ins that a page has."""
    return [letter for letter in WALK_INS if f" {letter} 1 2 3 4 5" in page]


def words(msgid, language="es"):
    """Our own words in a language of the interface."""
    with translation.override(language):
        return gettext(msgid)

"""The two sites that are photographed: one after `setup` alone, one with the demo and a little more."""

import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from assessments.access import operations as access
from assessments.certificates import archive
from assessments.certificates import operations as certificates
from assessments.models import Certificate, Facility, Posting, Session
from assessments.people import operations as people
from assessments.people.importing import reading
from tests.architecture.door_world import ROLES
from tests.builders import make_posting
from tests.screens.catalogue import VISITOR

LIST = Path(__file__).resolve().parent.parent / "data" / "participants_ayacucho.xlsx"


@dataclass(frozen=True)
class Place:
    """The facility on the pictures, and who looks at it; a visitor is nobody."""

    facility: Facility
    users: dict[str, Any]


def empty() -> Place:
    """What a site looks like on its first day."""
    _migrate()
    call_command(
        "setup",
        "--no-input",
        facility_code="AYA",
        facility_name="Centro Qantupata",
        place="Huamanga",
        administrator="elvira",
        stdout=io.StringIO(),
    )
    facility = Facility.objects.get()
    users = {role: make_posting(role, facility).user for role in ROLES}
    for user in users.values():
        access.keep_memberships(person=user)
    return Place(facility, {VISITOR: None, **users})


def full() -> Place:
    """The demo, with a list that waits for its corrections and a job that has made its files."""
    _migrate()
    call_command("load_demo", stdout=io.StringIO(), stderr=io.StringIO())
    issued = Certificate.objects.filter(state="active").order_by("pk").first()
    place = Place(issued.facility, {VISITOR: None, **_users(issued.facility)})
    coordinator = place.users["coordinator"]
    people.keep_draft(
        user=coordinator, facility=place.facility, table=reading.read(LIST.read_bytes()), file_name=LIST.name
    )
    cohort = issued.enrolment.cohort
    chosen = list(cohort.enrolments.values_list("pk", flat=True))
    certificates.start(user=coordinator, cohort=cohort, enrolments=chosen, key=uuid.uuid4())
    return place


BUILDERS: dict[str, Callable[[], Place]] = {"full": full, "empty": empty}


def _migrate() -> None:
    call_command("migrate", "--noinput", verbosity=0)


def _users(facility: Facility) -> dict[str, Any]:
    """Who has each role here today, or in the whole country."""
    postings = Posting.objects.active_on(timezone.localdate()).select_related("user")
    found = {}
    for posting in postings.order_by("facility_id"):
        if posting.facility_id in (None, facility.pk):
            found.setdefault(posting.role, posting.user)
    return {role: found[role] for role in ROLES if role in found}


def register_of_today(facility: Facility) -> str:
    """The address of a register that is still to be marked."""
    session = Session.objects.filter(facility=facility, on=timezone.localdate()).order_by("pk").first()
    return reverse("assessments:session_register", args=[session.pk])


def certificate_pdf(facility: Facility) -> bytes:
    """The file of one certificate of the demo, whose people are all invented."""
    row = Certificate.objects.filter(facility=facility, state="active").select_related("key")
    return archive.pdf_of(row.order_by("pk").first())

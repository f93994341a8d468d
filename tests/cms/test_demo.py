"""The demo tells one invented history through the operations, the same each time, and only once."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from assessments import scope, vault
from assessments.certificates.models import Certificate
from assessments.measures.models import Administration
from assessments.models import Attendance, AuditEntry, Cohort, Enrolment, Identity, Participant, Session, Stay
from assessments.people import identity
from cms.accounts.models import User
from cms.demo import accounts, clock, groups
from tests.builders.sites import make_roots

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TODAY = date(2026, 3, 2)


def load(today=TODAY):
    out, err = StringIO(), StringIO()
    call_command("load_demo", today=today, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@dataclass(frozen=True)
class Demo:
    """What the command printed, and what an earlier load on an empty site had made."""

    out: str
    err: str
    made_before: tuple


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, made and undone and made again for all tests here; undone at the end."""
    vault.ensure_key_file()
    with django_db_blocker.unblock(), transaction.atomic(), scope.use(scope.system("builders")):
        make_roots()
        with transaction.atomic():
            load()
            first = picture()
            transaction.set_rollback(True)
        yield Demo(*load(), first)
        transaction.set_rollback(True)


def picture():
    """What the demo holds, without what is drawn anew by the software itself."""
    names = {
        row.participant.code: identity.open_name(row).full
        for row in Identity.objects.select_related("participant")
    }
    marks = Attendance.objects.values_list(
        "session__cohort__code",
        "session__number",
        "participant__code",
        "status",
        "minutes",
        "reason",
        "in_conflict",
    )
    asked = Administration.objects.values_list(
        "participant__code",
        "occasion",
        "outcome",
        "on",
        "scores__value",
        "responses__link_id",
        "responses__value",
    )
    given = Certificate.objects.values_list("participant__code", "folio", "state")
    return names, *(sorted(map(str, rows)) for rows in (marks, asked, given))


def outcomes(code):
    return list(Session.objects.filter(cohort__code=code).order_by("number").values_list("status", flat=True))


def pairs(code):
    answered = Administration.objects.filter(enrolment__cohort__code=code, outcome="answered")
    found = Counter(answered.values_list("participant", flat=True))
    return sum(count == 2 for count in found.values())


def test_four_groups_stand_at_four_points(demo):
    assert {one.code: outcomes(one.code) for one in groups.GROUPS} == {
        "QANTU-CAPILLA-1": [*["held"] * 2, "shortened", *["held"] * 4, "cancelled", *["held"] * 4],
        "QANTU-CAPILLA-2": ["held", "cancelled", "held", *["planned"] * 9],
        "MAYU-MUJERES": ["held", "shortened", "cancelled", *["held"] * 7, "planned", "planned"],
        "MAYU-PADRES": ["planned"] * 12,
    }
    assert not Enrolment.objects.open().filter(cohort__code="QANTU-CAPILLA-1").exists()
    assert Cohort.objects.get(code="MAYU-PADRES").starts_on > TODAY


def test_today_has_a_session_to_open_and_one_register_is_late(demo):
    today = Session.objects.get(on=TODAY)
    late = Session.objects.get(on__lt=TODAY, status="planned")

    assert (today.cohort.code, today.status) == ("QANTU-CAPILLA-2", "planned")
    assert late.cohort.code == "MAYU-MUJERES"


def test_a_closed_day_moved_a_session_that_is_to_come(demo):
    days = list(
        Session.objects.filter(cohort__code="MAYU-PADRES").order_by("on").values_list("on", flat=True)
    )

    assert days[1] - days[0] == timedelta(days=8)


def test_scores_are_enough_for_a_mean_in_one_group_and_too_few_in_another(demo):
    assert pairs("QANTU-CAPILLA-1") >= 12
    assert pairs("MAYU-MUJERES") == 4


def test_people_were_released_transferred_and_taken_in_elsewhere(demo):
    left = Counter(Enrolment.objects.exclude(end_reason="").values_list("end_reason", flat=True))
    moved = Participant.objects.filter(
        stays__facility__code=groups.SECOND, enrolments__facility__code=groups.FIRST
    )

    assert left == {"completed": 16, "released": 3, "transferred": 2, "withdrew": 1}
    assert moved.distinct().count() == 2
    assert moved.filter(enrolments__cohort__code="MAYU-MUJERES").count() == 1
    assert Stay.objects.filter(until_on__isnull=False).count() == 5


def test_one_mark_waits_for_a_decision(demo):
    (row,) = Attendance.objects.filter(in_conflict=True)

    assert row.session.cohort.code == "QANTU-CAPILLA-2"
    assert len(row.heads) == 2


def test_certificates_were_given_corrected_and_revoked(demo):
    states = Counter(Certificate.objects.values_list("state", flat=True))

    assert (states["revoked"], states["replaced"]) == (1, 1)
    assert states["active"] >= 8
    assert not Certificate.objects.filter(pdf_sha256="").exists()


def test_what_happened_is_written_down_at_its_own_hour(demo):
    opened = AuditEntry.objects.get(
        verb="cohorts.opened", subject_id=str(Cohort.objects.get(code="QANTU-CAPILLA-1").pk)
    )
    issued = Certificate.objects.earliest("issued_at").issued_at

    assert opened.at == clock.moment(TODAY - timedelta(days=213))
    assert timezone.localdate(issued) == TODAY - timedelta(days=28)
    assert abs(timezone.now() - AuditEntry.objects.latest("pk").at) > timedelta(0)


def test_nobody_can_be_told_apart_by_name(demo):
    names = Counter(identity.open_name(row).full for row in Identity.objects.all())

    assert [name for name, count in names.items() if count > 1] == ["Juan Quispe Huamán"]


def test_every_role_has_an_account_that_signs_in_with_the_printed_password(demo):
    listed = [line.split()[:2] for line in demo.out.splitlines()]

    assert listed == [[one.username, accounts.PASSWORD] for one in accounts.EVERYBODY]
    for name, password in listed:
        client = Client()
        client.post("/accounts/login/", {"login": name, "password": password})
        assert client.session.get("_auth_user_id") == str(User.objects.get(username=name).pk)


def test_the_sign_in_page_explains_the_accounts_where_the_setting_says_so(demo, settings):
    silent = Client().get("/accounts/login/").content.decode()
    settings.DEMO_ACCOUNTS = True

    spoken = Client().get("/accounts/login/").content.decode()

    assert accounts.PASSWORD not in silent
    assert "data-demo-accounts" in spoken
    assert all(one.username in spoken for one in accounts.EVERYBODY)


def test_a_second_time_changes_nothing_and_says_so(demo):
    before = picture(), AuditEntry.objects.count()

    out, err = load(TODAY + timedelta(days=1))

    assert (picture(), AuditEntry.objects.count()) == before
    assert out == demo.out
    assert len(err.splitlines()) == 1


def test_made_again_on_an_empty_site_it_is_the_same(demo):
    assert picture() == demo.made_before


@pytest.mark.parametrize("place", ["production", "field"])
def test_no_demo_where_people_are_real(settings, place):
    settings.PUENTE_PLACE = place

    with pytest.raises(CommandError):
        load()


def test_the_clock_goes_on_after_the_demo_even_when_an_act_fails():
    real = timezone.now

    with pytest.raises(RuntimeError), clock.standing_at(clock.moment(TODAY)):
        assert timezone.now() == clock.moment(TODAY)
        raise RuntimeError

    assert timezone.now is real

"""The register page: one list, one Save, and nothing lost or doubled on the way."""

import re
from datetime import date

import pytest
from django.urls import reverse

from assessments import scope
from assessments.cohorts import operations as cohorts
from assessments.models import Attendance, AuditEntry, Op, QuarantinedOp, Session
from tests.assessments.sessions.rendered import rendered as read_form
from tests.builders import (
    make_cohort,
    make_enrolment,
    make_participant,
    make_posting,
    make_register,
    mark_entry,
    save_marks,
)

pytestmark = pytest.mark.django_db
KNOWN_STATUSES = ["present", "partial", "absent", "excused", "not_expected"]


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def register():
    return make_register(3)


@pytest.fixture
def session(register):
    return register[0]


@pytest.fixture
def facilitator(session):
    return make_posting("facilitator", session.facility).user


@pytest.fixture
def visitor(client, facilitator):
    client.force_login(facilitator)
    return client


def address(session):
    return reverse("assessments:session_register", args=[session.pk])


def rendered(client, session):
    """The form as a browser would send it back untouched."""
    return read_form(client.get(address(session)))


def row_of(fields, enrolment):
    """The number of a person's row."""
    names = {value.split()[0]: name for name, value in fields.items() if name.startswith("row-")}
    return names[str(enrolment.pk)].removeprefix("row-")


def marks_of(session):
    return dict(Attendance.objects.filter(session=session).values_list("enrolment_id", "status"))


def test_everybody_of_the_date_is_in_one_list(visitor, register):
    session, enrolments = register
    make_enrolment(session.cohort, make_participant(session.facility), starts_on=date(2026, 2, 1))

    html = visitor.get(address(session)).content.decode()

    assert set(re.findall(r'name="row-\d+" value="(\S+) "', html)) == {str(one.pk) for one in enrolments}
    assert re.findall(r'name="mark-5" value="(\w+)"', html) == KNOWN_STATUSES


def test_a_mark_is_saved_and_the_session_is_held(visitor, register):
    session, (one, two, three) = register
    fields = rendered(visitor, session)
    fields |= {f"mark-{row_of(fields, one)}": "present", f"mark-{row_of(fields, two)}": "partial"}
    fields |= {f"minutes-{row_of(fields, two)}": "30", f"mark-{row_of(fields, three)}": "absent"}
    fields |= {f"reason-{row_of(fields, three)}": "health"}

    answer = visitor.post(address(session), fields)

    assert (answer.status_code, answer["Location"]) == (302, f"{address(session)}?saved=3")
    assert marks_of(session) == {one.pk: "present", two.pk: "partial", three.pk: "absent"}
    session.refresh_from_db()
    assert (session.status, session.minutes_delivered) == ("held", 90)


def test_the_same_rendered_form_twice_changes_nothing(visitor, register):
    session, (one, *_rest) = register
    fields = rendered(visitor, session)
    fields |= {f"mark-{row_of(fields, one)}": "present"}
    visitor.post(address(session), fields)
    before = set(Op.objects.values_list("pk", "digest"))

    visitor.post(address(session), fields)

    assert set(Op.objects.values_list("pk", "digest")) == before
    assert not QuarantinedOp.objects.exists()


def test_a_form_sent_back_untouched_writes_nothing_after_the_first_save(visitor, register):
    session, (one, *_rest) = register
    fields = rendered(visitor, session)
    visitor.post(address(session), fields | {f"mark-{row_of(fields, one)}": "excused"})
    before = Op.objects.count()

    visitor.post(address(session), rendered(visitor, session))

    assert Op.objects.count() == before


def test_two_people_on_one_register_keep_their_rows_and_see_the_conflict(visitor, register, client):
    session, (one, two, _three) = register
    mine, theirs = rendered(visitor, session), rendered(visitor, session)
    row = row_of(mine, one)
    visitor.post(address(session), mine | {f"mark-{row}": "present"})
    other = make_posting("coordinator", session.facility).user
    client.force_login(other)
    client.post(
        address(session), theirs | {f"mark-{row}": "absent", f"mark-{row_of(theirs, two)}": "present"}
    )

    html = client.get(address(session)).content.decode()

    assert html.count(f'data-conflict="{row}"') == 1
    assert set(marks_of(session)) == {one.pk, two.pk}
    choices = re.findall(rf'name="settle" value="({row}\|[^"]+)"', html)
    assert len(choices) == 2
    client.post(address(session), rendered(client, session) | {"settle": choices[0]})
    assert not Attendance.objects.filter(in_conflict=True).exists()


def test_an_error_stands_beside_its_row_and_nothing_typed_is_lost_or_written(visitor, register):
    session, (one, two, _three) = register
    fields = rendered(visitor, session)
    row = row_of(fields, one)
    typed = fields | {
        f"mark-{row}": "partial",
        f"minutes-{row}": "95",
        f"mark-{row_of(fields, two)}": "excused",
    }

    answer = visitor.post(address(session), typed)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'register__row--error[^"]*" id="r{row}"', html)
    assert f'href="#r{row}"' in html
    assert f'name="minutes-{row}" inputmode="numeric" value="95"' in html
    assert re.search(rf'name="mark-{row_of(fields, two)}" value="excused" checked', html)
    assert typed["replica"] in html
    assert (Op.objects.count(), marks_of(session)) == (0, {})


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ({"status": "cancelled", "reason": ""}, "outcome-3"),
        ({"status": "shortened", "minutes": "90"}, "outcome-2"),
        ({"status": "shortened", "minutes": "viele"}, "outcome-2"),
        ({"status": "abolished"}, "outcome-1"),
        ({"counted": "-3"}, "outcome-4"),
        ({"replica": "tablet:1"}, "data-error-summary"),
    ],
)
def test_what_became_of_the_session_is_checked(visitor, session, typed, target):
    answer = visitor.post(address(session), rendered(visitor, session) | typed)

    assert answer.status_code == 422
    assert (f'href="#{target}"' in answer.content.decode()) or target in answer.content.decode()
    assert not Op.objects.exists()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"status": "shortened", "minutes": "60", "reason": "count"}, ("shortened", 60, "count")),
        ({"status": "cancelled", "reason": "lockdown"}, ("cancelled", None, "lockdown")),
        ({"status": "postponed", "reason": "holiday"}, ("postponed", None, "holiday")),
        ({"status": "planned"}, ("planned", None, "")),
    ],
)
def test_what_became_of_the_session_is_stored_as_ops(visitor, session, typed, stored):
    visitor.post(address(session), rendered(visitor, session) | typed)

    row = Session.objects.get(pk=session.pk)
    assert (row.status, row.minutes_delivered, row.reason) == stored


def test_counted_signatures_that_do_not_agree_are_shown(visitor, register):
    session, (one, *_rest) = register
    fields = rendered(visitor, session)
    visitor.post(address(session), fields | {f"mark-{row_of(fields, one)}": "present", "counted": "2"})

    assert "data-mismatch" in visitor.get(address(session)).content.decode()


def test_a_mark_outside_the_enrolment_is_kept_aside_and_said(visitor, register):
    session, (one, two, _three) = register
    late = make_enrolment(session.cohort, make_participant(session.facility), starts_on=date(2026, 2, 1))
    fields = rendered(visitor, session)
    fields |= {"row-99": str(late.pk), "mark-99": "present", f"mark-{row_of(fields, one)}": "present"}

    answer = visitor.post(address(session), fields, follow=True)

    assert late.participant.code in answer.content.decode()
    assert marks_of(session) == {one.pk: "present"}
    assert QuarantinedOp.objects.get().why == "outside_enrolment"


def test_a_person_of_another_cohort_is_kept_aside(visitor, session):
    stranger = make_enrolment(make_cohort(session.facility))
    fields = rendered(visitor, session) | {"row-99": str(stranger.pk), "mark-99": "present"}

    visitor.post(address(session), fields)

    assert QuarantinedOp.objects.get().why == "unknown_person"
    assert not Attendance.objects.exists()


def test_the_session_of_another_facility_is_not_there(visitor):
    elsewhere, _ = make_register(1)

    assert visitor.get(address(elsewhere)).status_code == 404
    assert visitor.post(address(elsewhere), {"status": "held"}).status_code == 404
    assert not Op.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("director", 403), ("donor", 403), ("psychologist", 200)])
def test_who_may_open_the_register(client, session, role, status):
    client.force_login(make_posting(role, session.facility).user)

    assert client.get(address(session)).status_code == status


def test_a_mark_made_before_the_person_left_stays_in_the_list(visitor, register, facilitator):
    session, (one, *_rest) = register
    save_marks(facilitator, session, mark_entry(5, one))
    cohorts.end_enrolment(user=facilitator, enrolment=one, ends_on=session.on, reason="transferred")

    html = visitor.get(address(session)).content.decode()

    assert one.participant.code in html
    assert 'value="present" checked' in html


def test_opening_reads_names_once_and_journals_it(visitor, session):
    visitor.get(address(session))

    assert AuditEntry.objects.filter(verb="identity.read").count() <= 1


def test_the_history_shows_who_and_what_before(visitor, register, facilitator):
    session, (one, *_rest) = register
    save_marks(facilitator, session, mark_entry(5, one))

    answer = visitor.get(reverse("assessments:session_history", args=[session.pk]))

    assert facilitator.username in answer.content.decode()
    assert one.participant.code in answer.content.decode()

"""The projection is nothing but its ops: rebuilt, it is what it was."""

import random
from io import StringIO

import pytest
from django.core.management import call_command

from assessments import scope
from assessments.models import Attendance, Session
from assessments.sessions import ledger, operations, ops
from tests.builders import make_form, make_register, make_user, mark_entry

pytestmark = pytest.mark.django_db
STATUSES = [("present", None), ("partial", 40), ("absent", None), ("excused", None), ("", None)]


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


def live():
    columns = ("participant_id", "enrolment_id", "status", "minutes", "reason", "in_conflict", "heads")
    sessions = Session.objects.order_by("pk").values_list(
        "pk", "status", "minutes_delivered", "reason", "counted"
    )
    return sorted(map(str, Attendance.objects.values_list("session_id", *columns))), list(sessions)


def outcome_entry(seq, field, value):
    return ledger.Entry(seq, ops.SESSION_TARGET, field, value)


@pytest.fixture
def history():
    """Random forms of two people on two registers: corrections, conflicts, marks taken back."""
    chance, users = random.Random(7), [make_user(), make_user()]
    registers = [make_register(4), make_register(3)]
    for _ in range(30):
        session, enrolments = chance.choice(registers)
        folded = ledger.read(ledger.Ledger(session.cohort, session))
        entries = [outcome_entry(1, "status", chance.choice(["held", "shortened", "cancelled"]))]
        for seq, enrolment in enumerate(enrolments, 5):
            cell = folded.cell(str(enrolment.participant_id), ops.Field.MARK)
            base = cell.base if cell and chance.random() < 0.6 else ()
            status, minutes = chance.choice(STATUSES)
            entries.append(mark_entry(seq, enrolment, status, minutes=minutes, base=base))
        operations.save_register(user=chance.choice(users), session=session, form=make_form(*entries))
    return registers


def test_rebuilt_attendance_is_the_live_one(history):
    before = live()

    answer = StringIO()
    call_command("rebuild_attendance", stdout=answer)

    assert answer.getvalue().strip() == "2 sessions, 0 rows differed."
    assert live() == before
    assert before[0]


def test_a_wrecked_projection_comes_back_from_the_ops(history, write_gate_lifted):
    before = live()
    Attendance.objects.all().delete()
    Session.objects.update(status="planned", minutes_delivered=None, reason="")

    call_command("rebuild_attendance", stdout=StringIO())

    assert live() == before


def test_one_cohort_is_rebuilt_alone(history):
    answer = StringIO()

    call_command("rebuild_attendance", cohort=history[0][0].cohort.code, stdout=answer)

    assert answer.getvalue().startswith("1 sessions")

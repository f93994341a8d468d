"""Every op is kept, the same twice changes nothing, and nothing is overwritten in silence."""

from datetime import date

import pytest

from assessments import scope
from assessments.models import Attendance, Op, QuarantinedOp
from assessments.sessions import ledger, operations, ops
from tests.builders import make_cohort, make_enrolment, make_participant, make_user
from tests.builders.registers import make_form, make_register, mark_entry, save_marks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def ana():
    return make_user(username="ana")


@pytest.fixture
def berta():
    return make_user(username="berta")


def attendance_of(session):
    rows = Attendance.objects.filter(session=session)
    return {row.enrolment_id: (row.status, row.minutes, row.reason, row.in_conflict) for row in rows}


def heads_of(session, enrolment):
    folded = ledger.read(ledger.Ledger(session.cohort, session))
    return folded.cell(str(enrolment.participant_id), ops.Field.MARK).base


def test_marks_are_kept_as_ops_and_projected(ana):
    session, (one, two, three) = make_register(3)

    save_marks(
        ana,
        session,
        mark_entry(5, one),
        mark_entry(6, two, "partial", minutes=45),
        mark_entry(7, three, "absent", reason="health"),
    )

    assert attendance_of(session) == {
        one.pk: ("present", None, "", False),
        two.pk: ("partial", 45, "", False),
        three.pk: ("absent", None, "health", False),
    }
    assert list(Op.objects.values_list("seq", flat=True).order_by("seq")) == [5, 6, 7]
    assert {op.replica.user for op in Op.objects.all()} == {ana}


def test_the_same_form_twice_changes_nothing(ana):
    session, (one, _two) = make_register(2)
    form = make_form(mark_entry(5, one))
    operations.save_register(user=ana, session=session, form=form)

    again = operations.save_register(user=ana, session=session, form=form)

    assert [outcome.state for outcome in again.outcomes] == ["duplicate"]
    assert (Op.objects.count(), Attendance.objects.count(), QuarantinedOp.objects.count()) == (1, 1, 0)


def test_a_row_sent_back_unchanged_writes_nothing(ana, berta):
    session, (one, two) = make_register(2)
    save_marks(ana, session, mark_entry(5, one), mark_entry(6, two))
    seen = heads_of(session, one)

    kept = save_marks(berta, session, mark_entry(5, one, base=seen))

    assert (kept.stored, Op.objects.count()) == (0, 2)


def test_a_correction_that_saw_the_mark_replaces_it_and_the_journal_keeps_both(ana, berta):
    session, (one,) = make_register(1)
    save_marks(ana, session, mark_entry(5, one))

    save_marks(berta, session, mark_entry(5, one, "absent", base=heads_of(session, one)))

    assert attendance_of(session) == {one.pk: ("absent", None, "", False)}
    assert Op.objects.count() == 2


def test_disjoint_rows_of_two_people_are_both_kept(ana, berta):
    session, (one, two) = make_register(2)

    save_marks(ana, session, mark_entry(5, one))
    save_marks(berta, session, mark_entry(6, two, "absent"))

    assert attendance_of(session) == {
        one.pk: ("present", None, "", False),
        two.pk: ("absent", None, "", False),
    }


def test_overlapping_rows_are_a_conflict_until_one_click_settles_it(ana, berta):
    session, (one,) = make_register(1)
    save_marks(ana, session, mark_entry(5, one))
    save_marks(berta, session, mark_entry(5, one, "absent"))
    assert attendance_of(session)[one.pk][3] is True
    heads = heads_of(session, one)

    save_marks(ana, session, mark_entry(5, one, "", base=heads, choose=heads[1]))

    folded = ledger.read(ledger.Ledger(session.cohort, session))
    chosen = folded.by_id[heads[1]].value["status"]
    assert attendance_of(session) == {one.pk: (chosen, None, "", False)}
    assert Op.objects.count() == 3


def test_two_people_who_say_the_same_are_no_conflict(ana, berta):
    session, (one,) = make_register(1)

    save_marks(ana, session, mark_entry(5, one))
    save_marks(berta, session, mark_entry(5, one))

    assert attendance_of(session) == {one.pk: ("present", None, "", False)}
    assert Op.objects.count() == 2


def test_the_provisional_value_is_the_lead_facilitators(ana, berta):
    session, (one,) = make_register(1, cohort=make_cohort(lead=berta))

    save_marks(berta, session, mark_entry(5, one, "absent"))
    save_marks(ana, session, mark_entry(5, one))

    assert attendance_of(session) == {one.pk: ("absent", None, "", True)}


def test_a_form_sent_again_with_other_content_is_a_visible_conflict(ana):
    session, (one,) = make_register(1)
    replica = ledger.mint()
    save_marks(ana, session, mark_entry(5, one), replica=replica)

    kept = save_marks(ana, session, mark_entry(5, one, "absent"), replica=replica)
    third = save_marks(ana, session, mark_entry(5, one, "absent"), replica=replica)

    assert [outcome.state for outcome in kept.outcomes] == ["clash"]
    assert [outcome.state for outcome in third.outcomes] == ["duplicate"]
    assert attendance_of(session)[one.pk][3] is True
    assert list(QuarantinedOp.objects.values_list("why", flat=True)) == ["clash"]


def test_a_form_that_another_person_sends_again_is_theirs(ana, berta):
    session, (one, two) = make_register(2)
    replica = ledger.mint()
    save_marks(ana, session, mark_entry(5, one), replica=replica)

    save_marks(berta, session, mark_entry(5, one), mark_entry(6, two), replica=replica)

    writers = {op.target: op.replica.user for op in Op.objects.all()}
    assert writers == {ops.enrolment_target(one.pk): ana, ops.enrolment_target(two.pk): berta}


def test_a_mark_is_taken_back(ana):
    session, (one,) = make_register(1)
    save_marks(ana, session, mark_entry(5, one))

    save_marks(ana, session, mark_entry(5, one, "", base=heads_of(session, one)))

    assert attendance_of(session) == {}
    assert Op.objects.count() == 2


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ({"starts_on": date(2026, 1, 6)}, "outside_enrolment"),
        ({"ends_on": date(2026, 1, 5), "end_reason": "released"}, "outside_enrolment"),
    ],
)
def test_a_mark_outside_the_enrolment_is_kept_aside_with_the_reason(ana, dates, why):
    session, (inside,) = make_register(1)
    outside = make_enrolment(session.cohort, make_participant(session.facility), **dates)

    kept = save_marks(ana, session, mark_entry(5, inside), mark_entry(6, outside))

    assert [(one.seq, one.state, one.why) for one in kept.aside] == [(6, "quarantined", why)]
    assert set(attendance_of(session)) == {inside.pk}
    assert QuarantinedOp.objects.get().why == why


def test_a_person_of_another_cohort_is_kept_aside(ana):
    session, _ = make_register(1)
    stranger = make_enrolment()

    kept = save_marks(ana, session, mark_entry(5, stranger))

    assert [one.why for one in kept.aside] == ["unknown_person"]
    assert attendance_of(session) == {}


def test_more_minutes_than_the_session_had_are_kept_aside(ana):
    session, (one,) = make_register(1)

    kept = save_marks(ana, session, mark_entry(5, one, "partial", minutes=91))

    assert [one.why for one in kept.aside] == ["minutes_too_many"]


@pytest.mark.parametrize("p", ["", "not json", "[]", '{"session": 1}', "\x00", "\ud800"])
def test_what_nobody_can_read_is_kept_verbatim_and_flagged(ana, p):
    session, _ = make_register(1)

    kept = operations.record(user=ana, session=session, replica="tablet:1", sent=[ledger.Sent(1, p)])

    assert [outcome.state for outcome in kept.outcomes] == ["quarantined"]
    assert QuarantinedOp.objects.get().digest == ops.digest(p)


def test_a_clash_from_a_tablet_is_quarantined_and_not_folded(ana):
    session, (one,) = make_register(1)
    said = [
        ops.compose(
            target=ops.enrolment_target(one.pk),
            field=ops.Field.MARK,
            value={"status": status, "minutes": None, "reason": None},
            session=str(session.pk),
        )
        for status in ("present", "absent")
    ]

    for p in said:
        operations.record(user=ana, session=session, replica="tablet:1", sent=[ledger.Sent(1, p)])

    assert attendance_of(session) == {one.pk: ("present", None, "", False)}
    assert (Op.objects.count(), QuarantinedOp.objects.count()) == (1, 1)


def test_merged_records_are_one_person_in_the_register(ana):
    session, (one,) = make_register(1)
    twin = make_enrolment(session.cohort, make_participant(session.facility, merged_into=one.participant))

    save_marks(ana, session, mark_entry(5, one), mark_entry(6, twin, "absent"))

    rows = Attendance.objects.filter(session=session)
    assert [(row.participant_id, row.in_conflict) for row in rows] == [(one.participant_id, True)]

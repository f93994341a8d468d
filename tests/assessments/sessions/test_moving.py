"""Moving a cohort to a newer version: what is planned changes, what happened does not, and back again."""

import uuid
from datetime import date

import pytest

from assessments import scope
from assessments.cohorts import operations as cohorts
from assessments.models import AuditEntry, Cohort, Session, VersionMove
from assessments.sessions import moves, operations, ops
from assessments.sessions.ledger import Entry
from assessments.sessions.rearrangement import Effect, Hold
from curriculum import outline
from tests.assessments.sessions.moving_world import add_lesson, make_workshop, page, rename
from tests.builders import make_enrolment, make_form
from tests.builders.certificates import change
from tests.builders.registers import mark_entry, save_marks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def workshop():
    return make_workshop()


def hold(workshop, number=1):
    """The session was held, and somebody came."""
    session = workshop.sessions()[number - 1]
    enrolment = make_enrolment(workshop.cohort)
    said = [
        Entry(1, ops.SESSION_TARGET, ops.Field.STATUS, "held"),
        Entry(2, ops.SESSION_TARGET, ops.Field.MINUTES, 90),
        mark_entry(5, enrolment),
    ]
    save_marks(workshop.coordinator, session, *said)
    return enrolment


def pin(workshop):
    row = workshop.fresh()
    return row.programme_sha256, row.programme_version, row.lessons_total


def test_nothing_is_newer_while_nothing_was_published(workshop):
    lesson = page("Jugar")
    lesson.title = "Borrador"
    lesson.save_revision()

    assert moves.preview(workshop.cohort) is None
    with pytest.raises(operations.NothingNewer):
        workshop.move(seen="x")


def test_the_preview_tells_each_session_and_writes_nothing(workshop):
    hold(workshop)
    rename("Jugar", "Jugar juntos")
    add_lesson(workshop, "Volver a casa")
    before = workshop.rows()

    found = moves.preview(workshop.cohort)

    assert [(one.hold, one.effect, one.lesson and one.lesson.title) for one in found.sessions] == [
        (Hold.DELIVERED, Effect.KEPT, None),
        (None, Effect.NEW_TEXT, "Jugar juntos"),
        (None, Effect.SAME, "Despedirse"),
    ]
    assert [lesson.title for lesson in found.unplanned] == ["Volver a casa"]
    assert workshop.rows() == before


def test_a_move_pins_the_cohort_and_changes_sessions_to_come(workshop):
    old = pin(workshop)[0]
    hold(workshop)
    rename("Escuchar", "Escuchar despacio")
    rename("Jugar", "Jugar juntos")

    move = workshop.move()

    version = outline.version(workshop.fresh().programme_sha256)
    assert pin(workshop) == (version.sha256, 2, 3)
    assert version.outline == outline.programme(workshop.programme.translation_key)
    assert (move.from_sha256, move.to_sha256, len(move.sessions)) == (old, version.sha256, 1)
    assert workshop.titles() == ["Escuchar", "Jugar juntos", "Despedirse"]
    planned = workshop.sessions()[1]
    assert planned.content_sha256 == version.outline.lessons[1].content_sha256
    assert outline.lesson(planned.content_sha256).title == "Jugar juntos"


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "held", "minutes_delivered": 90},
        {"status": "shortened", "minutes_delivered": 40},
        {"status": "cancelled", "reason": "lockdown"},
        {"status": "postponed", "reason": "holiday"},
        {"on": date(2026, 1, 5)},
    ],
    ids=lambda fields: fields.get("status", "planned and past"),
)
def test_what_is_not_open_any_more_stays_byte_for_byte(workshop, fields):
    change(workshop.sessions()[1], **fields)
    before = workshop.rows()[1]
    for title in ("Escuchar", "Jugar", "Despedirse"):
        rename(title, f"{title}, nuevo")

    workshop.move()

    assert workshop.rows()[1] == before
    assert workshop.titles()[2] == "Despedirse, nuevo"


def test_a_planned_session_with_a_mark_keeps_its_lesson(workshop):
    save_marks(workshop.coordinator, workshop.sessions()[1], mark_entry(5, make_enrolment(workshop.cohort)))
    rename("Jugar", "Jugar juntos")

    workshop.move()

    assert workshop.titles() == ["Escuchar", "Jugar", "Despedirse"]


def test_added_lessons_take_sessions_without_a_lesson(workshop):
    longer = make_workshop(("A", "B"), count=3)
    add_lesson(longer, "C")

    longer.move()

    assert longer.titles() == ["A", "B", "C"]
    assert [one.lesson_number for one in longer.sessions()] == [1, 2, 3]


def test_a_lesson_that_is_gone_leaves_the_last_session_without_one():
    workshop = make_workshop(("A", "B", "C", "D"))
    page("B").delete()

    workshop.move()

    assert workshop.titles() == ["A", "C", "D", ""]
    last = workshop.sessions()[-1]
    assert (last.lesson_key, last.lesson_number, last.content_sha256) == (None, None, "")


def test_the_same_form_twice_is_one_move(workshop):
    rename("Jugar", "Jugar juntos")
    key, seen = uuid.uuid4(), moves.preview(workshop.cohort).fingerprint
    first = workshop.move(key, seen)
    after = workshop.rows()

    again = workshop.move(key, seen)

    assert (again.pk, workshop.rows(), VersionMove.objects.count()) == (first.pk, after, 1)
    told = AuditEntry.objects.filter(verb__in=["cohorts.version_taken", "sessions.replanned"])
    assert sorted(told.values_list("verb", "detail__version", "detail__sessions")) == [
        ("cohorts.version_taken", 2, None),
        ("sessions.replanned", None, 1),
    ]


def test_a_preview_that_is_not_true_any_more_moves_nothing(workshop):
    rename("Jugar", "Jugar juntos")
    seen = moves.preview(workshop.cohort).fingerprint
    before = pin(workshop)
    rename("Jugar juntos", "Jugar y reír")

    with pytest.raises(operations.PreviewOutdated):
        workshop.move(seen=seen)

    assert pin(workshop) == before
    seen = moves.preview(workshop.cohort).fingerprint
    change(workshop.sessions()[1], status="cancelled", reason="lockdown")
    with pytest.raises(operations.PreviewOutdated):
        workshop.move(seen=seen)
    assert (pin(workshop), VersionMove.objects.count()) == (before, 0)


def test_a_key_of_another_group_moves_nothing(workshop):
    rename("Jugar", "Jugar juntos")
    other = make_workshop(("A", "B"))
    rename("B", "B, nuevo")
    key = other.move().pk

    with pytest.raises(cohorts.KeyUsed):
        workshop.move(key)

    assert workshop.titles() == ["Escuchar", "Jugar", "Despedirse"]


def test_a_closed_cohort_stays_where_it_is(workshop):
    rename("Jugar", "Jugar juntos")
    change(workshop.cohort, closed_on=date(2026, 3, 1))

    with pytest.raises(cohorts.CohortClosed):
        workshop.move()


def test_a_programme_that_lost_all_its_lessons_takes_nobody(workshop):
    before = pin(workshop)
    workshop.module.unpublish()

    with pytest.raises(cohorts.NoLessons):
        workshop.move()

    assert pin(workshop) == before


def test_undo_puts_everything_back(workshop):
    before, pinned = workshop.rows(), pin(workshop)
    rename("Jugar", "Jugar juntos")
    page("Despedirse").delete()
    move = workshop.move()
    assert workshop.rows() != before
    assert moves.undoable(workshop.fresh()) == move

    undone = operations.undo_move(user=workshop.coordinator, move=move)

    assert (workshop.rows(), pin(workshop)) == (before, pinned)
    assert undone.undone_by == workshop.coordinator
    assert moves.undoable(workshop.fresh()) is None
    again = operations.undo_move(user=workshop.coordinator, move=move)
    assert (again.undone_at, workshop.rows()) == (undone.undone_at, before)
    assert AuditEntry.objects.filter(verb="sessions.move_undone").count() == 1


def test_what_was_recorded_since_stands_in_the_way_of_undo(workshop):
    rename("Jugar", "Jugar juntos")
    move = workshop.move()
    hold(workshop)
    after = workshop.rows()

    with pytest.raises(operations.NotUndoable):
        operations.undo_move(user=workshop.coordinator, move=move)

    assert (workshop.rows(), pin(workshop)[0]) == (after, move.to_sha256)
    assert moves.undoable(workshop.fresh()) is None


def test_only_the_last_move_is_undone_and_then_the_one_before(workshop):
    titles = [workshop.titles()]
    first, second = [], []
    for found in (first, second):
        rename(titles[-1][1], f"{titles[-1][1]}+")
        found.append(workshop.move())
        titles.append(workshop.titles())

    with pytest.raises(operations.NotUndoable):
        operations.undo_move(user=workshop.coordinator, move=first[0])
    operations.undo_move(user=workshop.coordinator, move=second[0])

    assert workshop.titles() == titles[1]
    operations.undo_move(user=workshop.coordinator, move=first[0])
    assert workshop.titles() == titles[0]


def test_a_session_that_changed_again_stands_in_the_way_of_undo(workshop):
    rename("Jugar", "Jugar juntos")
    move = workshop.move()
    change(workshop.sessions()[1], lesson_title="De otra mano")

    with pytest.raises(operations.NotUndoable):
        operations.undo_move(user=workshop.coordinator, move=move)

    assert workshop.titles()[1] == "De otra mano"


def test_a_cohort_takes_no_other_programme(workshop):
    other = make_workshop(("A",))

    with pytest.raises(cohorts.OtherProgramme):
        cohorts.take_version(
            user=workshop.coordinator,
            cohort=workshop.cohort,
            version=outline.version(other.cohort.programme_sha256),
        )


def test_a_preview_costs_the_same_for_1_and_for_3(workshop, django_assert_num_queries):
    small = make_workshop(("A",))
    rename("A", "A+")
    rename("Jugar", "Jugar juntos")
    cohort = small.fresh()
    moves.preview(cohort)
    with django_assert_num_queries(9) as counted:
        moves.preview(cohort)
    assert Session.objects.filter(cohort=workshop.cohort).count() == 3
    large = Cohort.objects.select_related("facility").get(pk=workshop.cohort.pk)
    moves.preview(large)

    with django_assert_num_queries(len(counted)):
        moves.preview(large)


def test_registers_go_on_as_before_after_a_move(workshop):
    enrolment = hold(workshop)
    rename("Jugar", "Jugar juntos")
    workshop.move()

    kept = operations.save_register(
        user=workshop.coordinator,
        session=workshop.sessions()[1],
        form=make_form(Entry(1, ops.SESSION_TARGET, ops.Field.STATUS, "held"), mark_entry(5, enrolment)),
    )

    assert kept.stored == 2
    assert workshop.titles()[1] == "Jugar juntos"

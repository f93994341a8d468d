"""Many confirmations at once are one move; a register saved in between is never lost."""

import uuid

import pytest

from assessments import scope
from assessments.models import Attendance, Op, VersionMove
from assessments.sessions import moves, operations, ops
from assessments.sessions.ledger import Entry
from curriculum import outline
from tests.assessments.sessions.moving_world import make_workshop, rename
from tests.assessments.sessions.test_concurrency import WRITERS, at_once, shared_database
from tests.builders import make_enrolment, make_form, mark_entry
from tests.builders.sites import make_site

__all__ = ["shared_database"]
pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = (operations.NothingNewer, operations.PreviewOutdated)


@pytest.fixture
def workshop(shared_database):
    make_site()
    with scope.use(scope.system("builders")):
        made = make_workshop()
        rename("Jugar", "Jugar juntos")
        yield made


def test_the_same_form_at_once_is_one_move(workshop):
    key, seen = uuid.uuid4(), moves.preview(workshop.fresh()).fingerprint

    results = at_once(lambda _: workshop.move(key, seen).pk)

    assert set(results) == {key}
    assert VersionMove.objects.count() == 1
    assert workshop.titles() == ["Escuchar", "Jugar juntos", "Despedirse"]


def test_different_forms_at_once_are_one_move_and_refusals(workshop):
    seen = moves.preview(workshop.fresh()).fingerprint

    def move(_):
        try:
            return workshop.move(uuid.uuid4(), seen)
        except REFUSED:
            return None

    results = at_once(move)

    assert len([one for one in results if one]) == VersionMove.objects.count() == 1
    assert workshop.titles() == ["Escuchar", "Jugar juntos", "Despedirse"]


def test_registers_saved_meanwhile_are_kept_and_name_what_was_delivered(workshop):
    seen = moves.preview(workshop.fresh()).fingerprint
    session, enrolment = workshop.sessions()[1], make_enrolment(workshop.cohort)
    said = Entry(1, ops.SESSION_TARGET, ops.Field.STATUS, "held"), mark_entry(5, enrolment)

    def work(number):
        if number % 2:
            return operations.save_register(
                user=workshop.coordinator, session=session, form=make_form(*said)
            ).stored
        try:
            return workshop.move(uuid.uuid4(), seen)
        except REFUSED:
            return None

    at_once(work)

    row = workshop.sessions()[1]
    assert (row.status, Attendance.objects.count()) == ("held", 1)
    assert Op.objects.count() == WRITERS
    assert outline.lesson(row.content_sha256).title == row.lesson_title
    moved = VersionMove.objects.count()
    assert (moved, row.lesson_title) in {(0, "Jugar"), (1, "Jugar juntos")}

"""Twenty people save the same rows at once: nothing is doubled, nothing is lost, every writer is kept."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from assessments import scope
from assessments.models import Attendance, Op, QuarantinedOp
from assessments.sessions import ledger, operations
from tests.builders import make_form, make_register, make_user, mark_entry

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 20


@pytest.fixture
def shared_database():
    """Threads need a database that they share: a file, or a server."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        connection.inc_thread_sharing()
        yield
        connection.dec_thread_sharing()
    else:
        yield


def at_once(work):
    """Run ``work(number)`` in so many threads that begin together."""
    start = threading.Barrier(WRITERS)

    def one(number):
        try:
            start.wait()
            with scope.use(scope.system("builders")):
                return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, range(WRITERS)))


def test_twenty_saves_of_the_same_form_are_one(shared_database):
    session, enrolments = make_register(5)
    user = make_user()
    form = make_form(*[mark_entry(seq, one) for seq, one in enumerate(enrolments, 5)])

    results = at_once(lambda _: operations.save_register(user=user, session=session, form=form))

    with scope.use(scope.system("builders")):
        assert sum(kept.stored for kept in results) == 5
        assert (Op.objects.count(), Attendance.objects.count()) == (5, 5)
        assert not QuarantinedOp.objects.exists()
        assert not Attendance.objects.filter(in_conflict=True).exists()


def test_twenty_people_on_the_same_rows_make_no_duplicate_marks(shared_database):
    session, enrolments = make_register(5)
    users = [make_user() for _ in range(WRITERS)]

    def save(number):
        status = "present" if number % 2 else "absent"
        entries = [mark_entry(seq, one, status) for seq, one in enumerate(enrolments, 5)]
        form = make_form(*entries, replica=ledger.mint())
        return operations.save_register(user=users[number], session=session, form=form)

    at_once(save)

    with scope.use(scope.system("builders")):
        assert Op.objects.count() == WRITERS * 5
        assert Attendance.objects.count() == 5
        assert Attendance.objects.filter(in_conflict=True).count() == 5
        assert operations.rebuild(session=session) == 0

"""People are listed in the order in which one looks for a name: capitals and accents do not count."""

import pytest
from django.urls import reverse

from assessments import scope
from assessments.sessions import register
from assessments.workspace import cohort as cohort_page
from tests.builders import (
    make_cohort,
    make_enrolment,
    make_identity,
    make_participant,
    make_posting,
    make_session,
)

pytestmark = pytest.mark.django_db

#: By raw text "ana" would come after "Zoila", and "Álvaro", "Ñusta" and "Óscar" after everything else.
IN_ORDER = ["Álvaro Soto", "ana Soto", "Berta Soto", "nilda Soto", "NURIA Soto", "Ñusta Soto", "Óscar Soto"]
LAST = ["Óscar Tito", "óscar tito", "Zoila Soto"]


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def session():
    """Enrolled the other way round, and somebody whose name nobody wrote down before all others."""
    cohort = make_cohort()
    made = make_session(cohort)
    make_enrolment(cohort, make_participant(cohort.facility))
    for name in reversed([*IN_ORDER, *LAST]):
        enrolment = make_enrolment(cohort, make_participant(cohort.facility))
        make_identity(enrolment.participant, *name.split())
    return made


@pytest.fixture
def facilitator(session):
    return make_posting("facilitator", session.facility).user


def ordered(rows):
    """The names, with those that differ in capitals alone as one: their codes decide."""
    assert [row.code for row in rows[7:9]] == sorted(row.code for row in rows[7:9])
    return [row.name if place not in (7, 8) else row.name.lower() for place, row in enumerate(rows)]


WANTED = [*IN_ORDER, "óscar tito", "óscar tito", "Zoila Soto", ""]


def test_the_register_stands_in_the_order_of_folded_names(session, facilitator):
    rows = register.page(session, facilitator).rows

    assert ordered(rows) == WANTED
    assert [row.seq for row in rows] == list(range(rows[0].seq, rows[0].seq + len(rows)))


def test_the_groups_page_stands_in_the_same_order(session, facilitator):
    rows = cohort_page.page(session.cohort, facilitator)["members"]

    assert ordered(rows) == WANTED


def test_the_page_prints_the_register_in_its_order(client, session, facilitator):
    client.force_login(facilitator)

    html = client.get(reverse("assessments:session_register", args=[session.pk])).content.decode()

    places = [html.index(name) for name in IN_ORDER]
    assert places == sorted(places)

"""A facilitator of another facility opens every address of this one, and meets nothing of it anywhere."""

import pytest
from django.utils import timezone

from assessments.models import Certificate, Session
from tests.builders import make_facility, make_posting
from tests.builders.certificates import make_certificates, make_graduates
from tests.builders.workshops import make_session

CANARIES = ("Cóndor", "Vicuña", "Ñahui", "Huamán", "GRUPO-AJENO", "Grupo ajeno")


@pytest.fixture
def theirs(site):
    """A group of one facility with a session today, names and certificates."""
    graduates = make_graduates(3, code="GRUPO-AJENO", name="Grupo ajeno")
    make_certificates(graduates)
    make_session(graduates.cohort, on=timezone.localdate())
    return graduates


def addresses(group):
    """Every address of theirs that a facilitator of theirs may open."""
    cohort, person = group.cohort.pk, group.people[0]
    session = Session.objects.filter(cohort=group.cohort).first().pk
    return [
        ("assessments:cohort_page", cohort),
        ("assessments:session_register", session),
        ("assessments:session_history", session),
        ("assessments:measure_answers", cohort, "baseline"),
        ("assessments:certificate_board", cohort),
        ("assessments:certificate_detail", Certificate.objects.first().pk),
        ("assessments:people_detail", person.code),
    ]


LISTS = (("assessments:workspace_home",), ("assessments:cohort_list",), ("assessments:people_list",))


def walk(page, visit, addresses):
    """The status of each page, and everything that any of them says."""
    statuses, said = [], ""
    for one in addresses:
        statuses.append(visit(page, *one).status)
        said += page.content()
    return statuses, said


def test_their_own_facilitator_opens_all_of_it(theirs, sit_down, visit, every_row):
    page = sit_down(make_posting("facilitator", theirs.cohort.facility).user)

    statuses, said = walk(page, visit, [*addresses(theirs), *LISTS])

    assert set(statuses) == {200}
    assert [word for word in CANARIES if word not in said] == []


def test_a_facilitator_of_elsewhere_meets_404_and_not_a_word(theirs, sit_down, visit, every_row):
    page = sit_down(make_posting("facilitator", make_facility()).user)

    denied, refusals = walk(page, visit, addresses(theirs))
    opened, lists = walk(page, visit, LISTS)

    assert (set(denied), set(opened)) == ({404}, {200})
    assert [word for word in CANARIES if word in refusals + lists] == []

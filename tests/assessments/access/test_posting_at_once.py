"""Two people give the same posting at once: it is given once, and the second is told so beside the form."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from assessments import scope
from assessments.access import operations
from assessments.access.operations import Term
from assessments.access.roles import Role
from assessments.models import AuditEntry, Posting
from tests.assessments.sessions.test_concurrency import WRITERS, at_once, shared_database
from tests.builders import make_facility, make_posting, make_user

__all__ = ["shared_database"]

ADD = "assessments_postings:add"
TWICE = "This person has this role there already in those days."


def postings_of(person):
    with scope.use(scope.system("builders")):
        return list(Posting.objects.of_user(person).values_list("role", flat=True))


def given(person, facility):
    """The fields of the form."""
    today = timezone.localdate().isoformat()
    return {
        "user": person.pk,
        "role": "donor",
        "reach": "facility",
        "facility": facility.pk,
        "from_on": today,
    }


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_one_posting_and_refusals(shared_database):
    person, place = make_user(), make_facility()
    term = Term(timezone.localdate(), place)

    def give(_):
        try:
            return operations.post(user=None, person=person, role=Role.DONOR, term=term)
        except operations.AlreadyPosted:
            return None

    results = at_once(give)

    assert len([one for one in results if one]) == 1
    assert len(results) == WRITERS
    assert postings_of(person) == ["donor"]


@pytest.mark.django_db
@pytest.mark.usefixtures("groups")
def test_the_slower_of_two_forms_says_that_it_was_given_already(client, facility):
    """A colleague's posting is stored after this form was looked through and before it is saved."""
    client.force_login(make_posting(role="administrator", facility=facility).user)
    person = make_user()
    faster = [person]

    def colleague(execute, sql, *rest):
        if is_the_form_looking(sql) and faster:
            found = execute(sql, *rest)
            make_posting(user=faster.pop(), role="donor", facility=facility)
            return found
        return execute(sql, *rest)

    with connection.execute_wrapper(colleague):
        answer = client.post(reverse(ADD), given(person, facility), headers={"accept-language": "en"})

    assert faster == []
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [TWICE]
    assert TWICE in answer.content.decode()
    assert postings_of(person) == ["donor"]
    with scope.use(scope.system("builders")):
        assert not AuditEntry.objects.filter(verb="access.posted").exists()


def is_the_form_looking(sql):
    return 'AS "a" FROM "assessments_posting"' in sql and '"role" = %s' in sql


@pytest.mark.django_db
@pytest.mark.usefixtures("groups")
def test_the_same_form_without_a_colleague_gives_the_posting(client, facility):
    client.force_login(make_posting(role="administrator", facility=facility).user)
    person = make_user()

    answer = client.post(reverse(ADD), given(person, facility))

    assert answer.status_code == 302
    assert postings_of(person) == ["donor"]

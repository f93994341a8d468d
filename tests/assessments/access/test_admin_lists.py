"""What each role finds in the admin's lists, and that no list asks more questions for more rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from tests.builders import (
    make_cohort,
    make_facility,
    make_participant,
    make_posting,
    make_session,
    make_unit,
)
from tests.builders.records import (
    make_audit_entry,
    make_certificate_row,
    make_closed_days,
    make_rule,
    make_version_row,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]

MAKERS = {
    "audit": make_audit_entry,
    "certificates": make_certificate_row,
    "closed_days": make_closed_days,
    "cohorts": make_cohort,
    "completion_rules": lambda facility: make_rule(),
    "facilities": lambda facility: make_facility(),
    "instruments": lambda facility: make_version_row(),
    "participants": make_participant,
    "postings": lambda facility: make_posting(facility=facility),
    "sessions": lambda facility: make_session(make_cohort(facility)),
    "units": make_unit,
}
SEEN_BY = {
    "coordinator": set(MAKERS) - {"postings"},
    "psychologist": {
        "cohorts",
        "sessions",
        "participants",
        "certificates",
        "completion_rules",
        "instruments",
    },
    "administrator": {"facilities", "units", "closed_days", "postings", "audit"},
}


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_list_asks_the_same_questions_for_one_row_and_for_three(name, national, facility, client):
    user = national("coordinator")
    national("administrator", user)
    client.force_login(user)
    address = reverse(f"assessments_{name}:index")
    client.get(address)
    counts = []

    for more in (1, 2):
        for _ in range(more):
            MAKERS[name](facility)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", sorted(SEEN_BY))
def test_each_role_opens_its_lists_and_no_other(role, enter, client, facility):
    enter(role, facility)

    opened = {name for name in MAKERS if client.get(reverse(f"assessments_{name}:index")).status_code == 200}

    assert opened == SEEN_BY[role]


@pytest.mark.parametrize("name", ["audit", "certificates", "cohorts", "participants", "sessions"])
@pytest.mark.parametrize("screen", ["add", "edit", "delete", "copy"])
def test_records_have_no_screen_that_writes(name, screen):
    with pytest.raises(NoReverseMatch):
        reverse(f"assessments_{name}:{screen}", args=[] if screen == "add" else ["1"])

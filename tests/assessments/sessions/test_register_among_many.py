"""The register, the list of people and the board find their rows by narrow indexes: what the rest of a
facility and of the country ever kept is never read, also by a database that has no figures about itself.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assessments.sessions.rendered import rendered
from tests.builders import make_posting, make_register

pytestmark = pytest.mark.django_db
#: The tables that grow with the years, by the rows they hold.
GROWING = ("op", "attendance", "enrolment", "replica", "stay", "identity", "consent", "participant")


@pytest.fixture
def register(client):
    session, _ = make_register(3, named=True)
    client.force_login(make_posting("coordinator", session.facility).user)
    return session


@pytest.fixture
def planned():
    """How the database means to find the rows of everything that was asked meanwhile."""

    def planned(act):
        with CaptureQueriesContext(connection) as asked:
            answer = act()
        assert answer.status_code in (200, 302)
        wanted = re.compile(r'^(SELECT|UPDATE).* "assessments_', re.DOTALL)
        texts = [one["sql"] for one in asked.captured_queries if wanted.match(one["sql"])]
        return {text: _plan(text) for text in texts}

    return planned


def _plan(text):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # So few rows are read whole by preference; what counts is whether it could do otherwise.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{text}")
        return [str(row[-1]) for row in cursor.fetchall()]


def wide(text, plan):
    """The steps that read a growing table from end to end, or all that a facility ever kept in it."""
    alias = dict(re.findall(r'"assessments_(\w+)" (?:AS )?"?([A-Z]\d+)"?', text))
    names = {f"assessments_{name}" for name in GROWING}
    names |= {alias[name] for name in GROWING if name in alias}
    whole = re.compile(rf"(SCAN|Seq Scan on) .*\b({'|'.join(names)})\b")
    of_facility = re.compile(rf"assessments_({'|'.join(GROWING)})_facility_id_")
    return [step for step in plan if whole.search(step) or of_facility.search(step)]


def test_opening_reads_nothing_of_others(register, planned, client):
    address = reverse("assessments:session_register", args=[register.pk])

    plans = planned(lambda: client.get(address))

    assert len(plans) >= 4
    assert {text: found for text, plan in plans.items() if (found := wide(text, plan))} == {}


def test_saving_reads_nothing_of_others(register, planned, client):
    address = reverse("assessments:session_register", args=[register.pk])
    fields = rendered(client.get(address)) | {f"mark-{seq}": "present" for seq in (5, 6, 7)}

    plans = planned(lambda: client.post(address, fields))

    assert len(plans) >= 4
    assert {text: found for text, plan in plans.items() if (found := wide(text, plan))} == {}


@pytest.mark.parametrize("question", ["", "?q=rosa", "?lacks=certificate", "?standing=left"])
def test_the_list_of_people_reads_nothing_of_other_facilities(register, planned, client, question):
    plans = planned(lambda: client.get(reverse("assessments:people_list") + question))

    assert {text: found for text, plan in plans.items() if (found := wide(text, plan))} == {}


def test_the_board_reads_nothing_of_other_groups(register, planned, client):
    plans = planned(lambda: client.get(reverse("assessments:certificate_board", args=[register.cohort_id])))

    assert {text: found for text, plan in plans.items() if (found := wide(text, plan))} == {}

"""Opening and saving the register cost the same for 3 people and for 30, and the page stays small."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assessments.sessions.rendered import rendered
from tests.builders import make_posting, make_register

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
MOST_BYTES = 60 * 1024


@pytest.fixture
def count(client):
    """Open a named register of so many people, mark all of them, save: queries and bytes of both."""

    def counted(people):
        session, _ = make_register(people, named=True)
        client.force_login(make_posting("facilitator", session.facility).user)
        address = reverse("assessments:session_register", args=[session.pk])
        with CaptureQueriesContext(connection) as opening:
            answer = client.get(address)
        fields = rendered(answer)
        fields |= {f"mark-{seq}": "present" for seq in range(5, 5 + people)}
        with CaptureQueriesContext(connection) as saving:
            client.post(address, fields)
        return session, len(opening), len(saving), len(answer.content)

    return counted


def test_opening_and_saving_cost_the_same_for_3_and_for_30(count):
    _, open_3, save_3, _ = count(3)
    _, open_30, save_30, size = count(30)

    assert (open_3, save_3) == (open_30, save_30)
    assert open_30 <= MOST_QUERIES
    assert save_30 <= MOST_QUERIES
    assert size <= MOST_BYTES


def test_saving_again_without_a_change_costs_no_more(count, client):
    session, _, first, _ = count(3)
    address = reverse("assessments:session_register", args=[session.pk])
    fields = rendered(client.get(address))

    with CaptureQueriesContext(connection) as again:
        client.post(address, fields)

    assert len(again) < first

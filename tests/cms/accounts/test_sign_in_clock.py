"""A sign-in ends after 20 idle minutes and after 12 hours in any case."""

import time

import pytest
from django.contrib.auth import SESSION_KEY

from cms.accounts.middleware import CLOCK_KEY

PAGE = "/accounts/signed-in/"


def turn_clock(client, signed_in, seen):
    session = client.session
    now = int(time.time())
    session[CLOCK_KEY] = [now - signed_in, now - seen]
    session.save()


@pytest.mark.parametrize(
    ("signed_in", "seen", "is_open"),
    [(60, 30, True), (19 * 60, 19 * 60, True), (20 * 60, 20 * 60, False), (12 * 3600, 10, False)],
)
def test_sign_in_ends(client, facilitator, signed_in, seen, is_open):
    client.force_login(facilitator)
    turn_clock(client, signed_in, seen)

    answer = client.get(PAGE)

    assert (answer.status_code == 200) is is_open
    assert (SESSION_KEY in client.session) is is_open


def test_requests_push_the_idle_limit_but_never_the_absolute_one(client, facilitator):
    client.force_login(facilitator)
    turn_clock(client, 6000, 1000)

    client.get(PAGE)

    signed_in_at, seen_at = client.session[CLOCK_KEY]
    assert time.time() - signed_in_at >= 6000
    assert time.time() - seen_at < 10


def test_pages_within_a_minute_write_no_session(client, facilitator, django_assert_max_num_queries):
    client.force_login(facilitator)
    client.get(PAGE)

    with django_assert_max_num_queries(10) as seen:
        client.get(PAGE)

    assert not [one["sql"] for one in seen.captured_queries if one["sql"].startswith("UPDATE")]


def test_session_without_a_clock_is_over(client, facilitator):
    client.force_login(facilitator)
    session = client.session
    del session[CLOCK_KEY]
    session.save()

    assert client.get(PAGE).status_code == 302

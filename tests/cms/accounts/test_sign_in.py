"""The one door: no sign-up, no mail, throttled before hashing, never locked from outside."""

import time

import pytest
from allauth.core.internal import ratelimit
from django.contrib.auth import SESSION_KEY, get_user_model
from django.urls import reverse

from tests.builders import make_posting, make_user
from tests.cms.accounts.conftest import PASSWORD

LOGIN = "/accounts/login/"


def sign_in(client, user, password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": user.username, "password": password}, **extra)


def is_signed_in(client):
    return SESSION_KEY in client.session


def test_user_name_and_password_sign_in_whatever_the_case(client, facilitator):
    answer = client.post(LOGIN, {"login": facilitator.username.upper(), "password": PASSWORD})

    assert answer["Location"] == "/workspace/"
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("role", "start"),
    [("facilitator", "/workspace/"), ("coordinator", "/workspace/"), ("donor", "/workspace/")],
)
def test_field_roles_start_in_the_workspace(client, facility, role, start):
    user = make_posting(role=role, facility=facility).user

    assert sign_in(client, user)["Location"] == start


def test_superuser_without_posting_starts_in_the_admin(client, superuser):
    assert sign_in(client, superuser)["Location"] == "/admin/"


def test_sign_up_is_closed(client, db):
    answer = client.post(
        "/accounts/signup/", {"username": "nueva", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert answer.status_code == 200
    assert "account/signup_closed.html" in [one.name for one in answer.templates]
    assert not get_user_model().objects.filter(username="nueva").exists()


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "confirm-email/abc/", "login/code/confirm/"])
def test_what_works_by_mail_is_not_offered(client, facilitator, path):
    client.force_login(facilitator)

    assert client.get(f"/accounts/{path}").status_code == 404


def test_forgotten_password_leads_to_the_coordinator_not_to_mail(client, db, mailoutbox):
    answer = client.get(reverse("account_reset_password"))

    assert "accounts/forgotten.html" in [one.name for one in answer.templates]
    assert client.post(reverse("account_reset_password"), {"email": "a@b.pe"}).status_code == 405
    assert mailoutbox == []


def test_ended_account_does_not_sign_in(client, db):
    user = make_user(is_active=False)

    sign_in(client, user)

    assert not is_signed_in(client)


def test_wagtails_own_sign_in_does_not_exist(client, superuser):
    asked = client.get("/admin/login/?next=/admin/pages/")
    posted = client.post("/admin/login/", {"username": superuser.username, "password": PASSWORD})

    assert asked["Location"] == "/accounts/login/?next=/admin/pages/"
    assert posted.status_code in (302, 401)
    assert not is_signed_in(client)
    assert client.get("/admin/password_reset/").status_code == 404


def test_admin_sends_visitors_to_the_one_door(client, db):
    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"


def test_person_without_admin_gets_403_not_a_circle(client, facilitator):
    client.force_login(facilitator)

    answer = client.get("/admin/login/?next=/admin/")

    assert answer.status_code == 403


def test_admin_door_does_not_send_to_foreign_hosts(client, superuser):
    client.force_login(superuser)

    assert client.get("/admin/login/?next=https://example.org/")["Location"] == "/admin/"


def test_five_wrong_tries_stop_before_the_password_is_looked_at(client, facilitator):
    for _ in range(5):
        sign_in(client, facilitator, "wrong")

    answer = sign_in(client, facilitator)

    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_outsider_cannot_lock_a_colleague_out(client, facilitator):
    for _ in range(30):
        sign_in(client, facilitator, "wrong", REMOTE_ADDR="203.0.113.9")

    sign_in(client, facilitator, REMOTE_ADDR="198.51.100.7")

    assert is_signed_in(client)


def test_refused_tries_do_not_renew_the_lock(client, facilitator, monkeypatch):
    now = time.time()
    monkeypatch.setattr(ratelimit.time, "time", lambda: now)
    for _ in range(5):
        sign_in(client, facilitator, "wrong")
    for minute in range(1, 5):
        monkeypatch.setattr(ratelimit.time, "time", lambda at=now + 60 * minute: at)
        sign_in(client, facilitator, "wrong")

    monkeypatch.setattr(ratelimit.time, "time", lambda: now + 301)
    sign_in(client, facilitator)

    assert is_signed_in(client)


def test_throttle_counts_in_the_database_cache_that_all_processes_share(client, facilitator, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "puente_cache",
        }
    }
    for _ in range(5):
        sign_in(client, facilitator, "wrong")

    sign_in(client, facilitator)

    assert not is_signed_in(client)

"""The headers of every answer."""

import re

import pytest
from django.urls import reverse

from cms.headers import ADMIN_POLICY, SITE_POLICY
from tests.builders import make_user
from tests.builders.curriculum import make_lesson

PUBLIC = ["/accounts/login/", "/accounts/code/", "/nada/", "/healthz", "/accounts/2fa/"]


def policy(answer):
    parts = (part.split(" ") for part in answer["Content-Security-Policy"].split("; "))
    return {name: values for name, *values in parts}


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_answers_outside_the_admin_carry_the_strict_policy(client, path):
    answer = client.get(path)

    assert policy(answer) == SITE_POLICY
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_admin_is_looser_for_its_inline_scripts_and_nothing_else(client, superuser_in_admin):
    answer = client.get("/admin/")

    loosened = {name for name in ADMIN_POLICY if ADMIN_POLICY[name] != SITE_POLICY[name]}
    assert policy(answer) == ADMIN_POLICY
    assert loosened == {"script-src", "style-src", "img-src", "frame-src", "frame-ancestors"}


def test_a_preview_may_stand_in_the_editors_frame_and_nowhere_else(superuser_in_admin):
    draft = make_lesson(live=False)

    answer = draft.make_preview_request(preview_mode="facilitator")

    assert policy(answer) == {**SITE_POLICY, "frame-ancestors": ["'self'"]}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/administration/", "/accounts/login/?next=/admin/"])
def test_only_the_admins_own_address_is_looser(client, path):
    assert policy(client.get(path)) == SITE_POLICY


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "accounts:code",
        "accounts:staff",
        "accounts:staff_add",
        "accounts:signed_in",
        "mfa_index",
    ],
)
def test_our_pages_hold_nothing_inline(client, superuser_in_admin, name):
    html = client.get(reverse(name), follow=True).content.decode()

    assert re.findall(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", html) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", html) == []


def test_pages_of_a_signed_in_person_are_not_stored(client, superuser_in_admin):
    for path in ("/accounts/signed-in/", "/accounts/staff/", "/admin/"):
        assert client.get(path)["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_health_check_of_an_outsider_is_not_marked_personal(client):
    assert "private" in client.get("/healthz")["Cache-Control"]
    assert client.get("/nada/").get("Cache-Control") is None


@pytest.mark.django_db
def test_printed_codes_are_not_stored_anywhere(client):
    admin = make_user(is_superuser=True)
    account = make_user()
    client.force_login(admin)

    answer = client.post(reverse("accounts:staff_code", args=[account.pk]))

    assert answer["Cache-Control"] == "no-store, private"

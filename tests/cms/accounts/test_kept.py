"""A form that meets an expired sign-in loses nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from cms.accounts import kept
from tests.cms.accounts.conftest import PASSWORD
from tests.cms.accounts.test_sign_in_clock import turn_clock

FORM = "/admin/account/"
TYPED = {"name_email-first_name": "Rosa Ñahui", "notes": ["uno", "dos"], "csrfmiddlewaretoken": "x"}


@pytest.fixture
def expired(client, superuser):
    client.force_login(superuser)
    turn_clock(client, 90 * 60, 90 * 60)
    return client


def test_expired_sign_in_keeps_every_field_and_asks_to_sign_in(expired, superuser):
    answer = expired.post(FORM, TYPED)

    entries = kept.unseal(answer.context["sealed"])
    assert answer.status_code == 401
    assert entries.path == FORM
    assert entries.account_pk == str(superuser.pk)
    assert entries.fields == (
        ("name_email-first_name", "Rosa Ñahui"),
        ("notes", "uno"),
        ("notes", "dos"),
    )
    assert "no-store" in expired.get("/accounts/login/")["Cache-Control"]


def test_after_the_sign_in_one_button_sends_the_same_entries(expired, superuser):
    sealed = expired.post(FORM, TYPED).context["sealed"]
    not_yet = expired.post("/accounts/again/", {"sealed": sealed})
    expired.post("/accounts/login/", {"login": superuser.username, "password": PASSWORD})

    answer = expired.post("/accounts/again/", {"sealed": sealed})

    assert not_yet.context["sealed"] == sealed
    assert answer.status_code == 200
    assert answer.context["path"] == FORM
    assert ("notes", "dos") in answer.context["fields"]
    assert b'name="csrfmiddlewaretoken"' in answer.content


def test_what_is_sent_again_is_stored(expired, superuser):
    typed = {"old_path": "/viejo/", "redirect_link": "https://example.org/nuevo/", "is_permanent": "on"}
    sealed = expired.post("/admin/redirects/add/", typed).context["sealed"]
    expired.post("/accounts/login/", {"login": superuser.username, "password": PASSWORD})
    page = expired.post("/accounts/again/", {"sealed": sealed}).context

    expired.post(page["path"], dict(page["fields"]))

    assert list(Redirect.objects.values_list("old_path", "redirect_link")) == [
        ("/viejo", "https://example.org/nuevo/")
    ]


def test_another_person_cannot_send_them(expired, facilitator):
    sealed = expired.post(FORM, TYPED).context["sealed"]
    expired.force_login(facilitator)

    answer = expired.post("/accounts/again/", {"sealed": sealed})

    assert "accounts/again.html" not in [one.name for one in answer.templates]
    assert answer.context["notice"]


def test_foreign_or_altered_entries_are_refused(client, superuser):
    client.force_login(superuser)

    assert client.post("/accounts/again/", {"sealed": "abc"}).status_code == 400


def test_scripts_keep_their_own_entries_and_learn_where_to_sign_in(expired):
    answer = expired.post(FORM, TYPED, headers={"accept": "application/json"})

    assert answer.status_code == 401
    assert answer.json() == {
        "reason": "signed_out",
        "sign_in": "/accounts/login/?next=%2Faccounts%2Fsigned-in%2F",
        "token": "/accounts/token/",
    }


def test_token_is_fresh_and_says_whether_there_is_a_sign_in(client, facilitator):
    before = client.get("/accounts/token/").json()
    client.force_login(facilitator)

    after = client.get("/accounts/token/").json()

    assert (before["signed_in"], after["signed_in"]) == (False, True)
    assert len(after["token"]) == 64


def test_files_are_named_as_lost(expired):
    answer = expired.post(FORM, {"file": SimpleUploadedFile("lista.csv", b"a;b")})

    assert answer.context["had_files"] is True


def test_passwords_of_account_pages_are_never_kept(client, db):
    answer = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD})

    assert answer.status_code == 302


def test_too_long_entries_are_not_sealed():
    request = RequestFactory().post("/x/", {"text": "".join(chr(200 + i * 7 % 9000) for i in range(400_000))})

    assert kept.seal(kept.entries_of(request, "1")) == "" or len(
        kept.seal(kept.entries_of(request, "1"))
    ) <= (kept.LONGEST)


def test_stale_token_from_our_own_page_keeps_the_entries(superuser):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(superuser)

    ours = strict.post(FORM, TYPED, headers={"origin": "http://testserver"})
    foreign = strict.post(FORM, TYPED, headers={"origin": "http://example.org"})
    unknown = strict.post(FORM, TYPED)

    assert ours.status_code == foreign.status_code == unknown.status_code == 403
    assert ("notes", "uno") in ours.context["fields"]
    assert b"notes" not in foreign.content
    assert b"notes" not in unknown.content

"""Sign-in with a printed code: once, throttled, and then a password must be chosen."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from cms.accounts import codes, operations
from cms.accounts.forms import WRONG_CODE
from cms.models import SignInCode, User

CODE = "/accounts/code/"
NEW = "una-clave-larga-77"


@pytest.fixture
def code(administrator, facilitator, unscoped):
    return operations.print_sign_in_code(user=administrator, account=facilitator)


def test_code_lets_in_then_asks_for_a_password_then_opens(client, facilitator, code):
    typed = {"username": facilitator.username.upper(), "code": codes.printed(code).lower()}

    entered = client.post(CODE, typed)
    anywhere = client.get("/accounts/signed-in/")
    chosen = client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})

    assert entered["Location"] == "/accounts/password/set/"
    assert anywhere["Location"].startswith("/accounts/password/set/")
    assert chosen.status_code == 302
    assert SESSION_KEY in client.session
    assert User.objects.get(pk=facilitator.pk).check_password(NEW)
    assert client.get("/accounts/signed-in/").status_code == 200


def test_code_does_not_work_twice(client, facilitator, code):
    typed = {"username": facilitator.username, "code": code}
    client.post(CODE, typed)
    client.logout()

    answer = client.post(CODE, typed)

    assert answer.status_code == 200
    assert list(answer.context["form"].non_field_errors()) == [WRONG_CODE]
    assert SESSION_KEY not in client.session


def test_wrong_code_and_unknown_person_answer_alike(client, facilitator, code):
    wrong = client.post(CODE, {"username": facilitator.username, "code": "2222-2222-2222"})
    unknown = client.post(CODE, {"username": "nadie", "code": "2222-2222-2222"})

    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert wrong.status_code == unknown.status_code == 200


def test_tries_are_counted_before_the_code_is_looked_at(client, facilitator, code):
    for _ in range(5):
        client.post(CODE, {"username": facilitator.username, "code": "2222-2222-2222"})

    client.post(CODE, {"username": facilitator.username, "code": code})

    assert SESSION_KEY not in client.session
    assert SignInCode.objects.get().used_at is None


def test_code_replaces_the_password_only_not_the_phone(
    client, facilitator, phone, code, second_factor_required
):
    answer = client.post(CODE, {"username": facilitator.username, "code": code})

    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert SESSION_KEY not in client.session


def test_ended_account_has_no_way_in_by_code(client, administrator, facilitator, code, unscoped):
    operations.end_account(user=administrator, account=facilitator)

    client.post(CODE, {"username": facilitator.username, "code": code})

    assert SESSION_KEY not in client.session

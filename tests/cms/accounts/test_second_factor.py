"""Where the second factor is required, nothing opens without its record in this very session."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from cms.accounts import enrolment, operations, second_factor
from tests.builders import make_posting
from tests.cms.accounts.conftest import PASSWORD

ENROL, CONFIRM = "/accounts/2fa/totp/activate/", "/accounts/2fa/reauthenticate/"
PAGE = "/accounts/signed-in/"


def shown_by(secret):
    """What the phone shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})


def step_before(client, path):
    return client.get(path).get("Location", "").partition("?")[0]


@pytest.mark.parametrize(
    "role", ["psychologist", "facilitator", "coordinator", "director", "donor", "administrator"]
)
def test_every_role_must_enrol_before_anything_opens(client, facility, role, second_factor_required):
    sign_in(client, make_posting(role=role, facility=facility).user)

    assert step_before(client, PAGE) == ENROL
    assert step_before(client, "/admin/") == ENROL
    assert step_before(client, "/accounts/staff/") == ENROL


def test_superuser_must_enrol_too(client, superuser, second_factor_required):
    sign_in(client, superuser)

    assert step_before(client, "/admin/") == ENROL
    assert client.get(ENROL).status_code == 200


def test_without_the_requirement_the_password_opens_and_the_sign_in_page_says_so(client, facilitator):
    page = client.get("/accounts/login/")
    sign_in(client, facilitator)

    assert page.context["second_factor_required"] is False
    assert step_before(client, PAGE) == ""


def test_enrolling_stores_the_phone(client, facilitator, second_factor_required):
    sign_in(client, facilitator)
    client.get(ENROL)
    secret = client.session["mfa.totp.secret"]

    client.post(ENROL, {"code": shown_by(secret)})

    kinds = Authenticator.objects.filter(user=facilitator).values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}


def test_enrolling_counts_as_passed_in_this_session(client, facilitator, phone, second_factor_required):
    """Allauth says so on commit, which a test's transaction never reaches: the receiver is called here."""
    client.force_login(facilitator)
    request = client.get(CONFIRM).wsgi_request
    phone_row = Authenticator.objects.get(user=facilitator, type="totp")
    recovery = Authenticator.objects.get(user=facilitator, type="recovery_codes")

    enrolment.count_as_passed(None, request, facilitator, recovery)
    after_recovery_codes = second_factor.missing_step(request)
    enrolment.count_as_passed(None, request, facilitator, phone_row)

    assert after_recovery_codes == second_factor.CONFIRM
    assert second_factor.missing_step(request) is None


def test_phone_is_asked_for_before_there_is_a_sign_in(client, facilitator, phone, second_factor_required):
    answer = sign_in(client, facilitator)
    signed_in_before = SESSION_KEY in client.session

    client.post("/accounts/2fa/authenticate/", {"code": shown_by(phone)})

    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not signed_in_before
    assert step_before(client, PAGE) == ""


def test_owning_a_phone_is_not_enough_for_a_session_that_went_round_it(
    client, facilitator, phone, second_factor_required
):
    client.force_login(facilitator)

    assert step_before(client, PAGE) == CONFIRM
    assert step_before(client, "/admin/") == CONFIRM
    assert step_before(client, "/accounts/2fa/totp/deactivate/") == CONFIRM
    assert step_before(client, "/accounts/2fa/recovery-codes/") == CONFIRM
    assert step_before(client, "/accounts/password/change/") == CONFIRM


def test_confirming_the_phone_opens_that_session(client, facilitator, phone, second_factor_required):
    client.force_login(facilitator)

    client.post(CONFIRM, {"code": shown_by(phone)})

    assert step_before(client, PAGE) == ""


def test_another_persons_record_in_the_session_does_not_count(
    client, facilitator, phone, coordinator, second_factor_required
):
    client.force_login(facilitator)
    client.post(CONFIRM, {"code": shown_by(phone)})

    client.force_login(coordinator)

    assert step_before(client, PAGE) == ENROL


def test_posting_to_the_admins_sign_in_goes_round_nothing(
    client, superuser, facilitator, phone, second_factor_required
):
    for user in (superuser, facilitator):
        client.post("/admin/login/?next=/admin/", {"username": user.username, "password": PASSWORD})

        assert SESSION_KEY not in client.session


def test_scripts_get_the_step_as_data(client, facilitator, second_factor_required):
    client.force_login(facilitator)

    answer = client.post(PAGE, headers={"accept": "application/json"})

    if answer.status_code != 404:
        assert answer.status_code == 401
        assert answer.json()["sign_in"].startswith(ENROL)


def test_sheet_of_codes_stands_in_for_the_phone(
    client, administrator, facilitator, unscoped, second_factor_required
):
    sheet = operations.print_second_codes(user=administrator, account=facilitator)
    sign_in(client, facilitator)
    asked = step_before(client, PAGE)
    may_enrol_first = step_before(client, ENROL)

    wrong = client.post("/accounts/code/second/", {"code": "2222-2222-2222"})
    right = client.post("/accounts/code/second/", {"code": sheet[0], "next": "/accounts/signed-in/"})

    assert asked == may_enrol_first == "/accounts/code/second/"
    assert wrong.status_code == 200
    assert right["Location"] == "/accounts/signed-in/"
    assert step_before(client, PAGE) == ""


def test_reset_signs_out_and_leads_to_enrolment(
    client, administrator, facilitator, phone, unscoped, second_factor_required
):
    client.force_login(facilitator)
    client.post(CONFIRM, {"code": shown_by(phone)})

    operations.reset_second_factor(user=administrator, account=facilitator)
    signed_out = step_before(client, "/accounts/signed-in/")
    sign_in(client, facilitator)

    assert signed_out == "/accounts/login/"
    assert step_before(client, PAGE) == ENROL


def test_secret_of_the_phone_is_not_readable_in_the_database(facilitator, phone):
    stored = Authenticator.objects.get(user=facilitator, type="totp")

    assert phone not in str(stored.data)
    assert stored.wrap().validate_code(shown_by(phone))


def test_sign_out_stays_open_at_every_step(client, facilitator, second_factor_required):
    sign_in(client, facilitator)

    client.post(reverse("account_logout"))

    assert SESSION_KEY not in client.session


def test_security_key_page_renders(client, facilitator):
    sign_in(client, facilitator)

    assert client.get(reverse("mfa_add_webauthn")).status_code == 200

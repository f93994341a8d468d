"""Opening, printing, resetting and ending accounts."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from assessments.models import AuditEntry
from cms.accounts import operations
from cms.models import SignInCode, User
from tests.builders import make_user

pytestmark = pytest.mark.usefixtures("unscoped")
SIGN_IN, SECOND = SignInCode.Purpose.SIGN_IN, SignInCode.Purpose.SECOND_FACTOR


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_open_account_has_no_password_and_is_journalled(administrator):
    account = operations.open_account(
        user=administrator, username="nilda", first_name="Nilda", last_name="Ccori"
    )

    assert not account.has_usable_password()
    assert account.made_by == administrator
    assert verbs() == ["account.opened"]


def test_open_account_refuses_a_taken_name_and_writes_nothing(administrator):
    make_user(username="nilda")

    with pytest.raises(ValidationError):
        operations.open_account(user=administrator, username="Nilda", first_name="N", last_name="")

    assert User.objects.filter(username__iexact="nilda").count() == 1
    assert verbs() == []


def test_open_account_is_not_for_facilitators(facilitator):
    with pytest.raises(operations.NotYourAccount):
        operations.open_account(user=facilitator, username="otra", first_name="O", last_name="")


def test_sign_in_code_takes_the_password_away_and_signs_out(administrator, facilitator):
    before = facilitator.get_session_auth_hash()

    code = operations.print_sign_in_code(user=administrator, account=facilitator)

    facilitator.refresh_from_db()
    assert not facilitator.has_usable_password()
    assert facilitator.get_session_auth_hash() != before
    assert code not in str(list(SignInCode.objects.values()))


def test_code_works_once_and_for_its_account_and_purpose(administrator, facilitator):
    code = operations.print_sign_in_code(user=administrator, account=facilitator)

    assert not operations.use_code(account=administrator, purpose=SIGN_IN, code=code)
    assert not operations.use_code(account=facilitator, purpose=SECOND, code=code)
    assert operations.use_code(account=facilitator, purpose=SIGN_IN, code=code)
    assert not operations.use_code(account=facilitator, purpose=SIGN_IN, code=code)


def test_code_out_of_date_does_not_work(administrator, facilitator):
    code = operations.print_sign_in_code(user=administrator, account=facilitator)
    SignInCode.objects.update(
        created_at=SignInCode.objects.get().created_at - timedelta(days=20),
        expires_at=SignInCode.objects.get().expires_at - timedelta(days=15),
    )

    assert not operations.use_code(account=facilitator, purpose=SIGN_IN, code=code)


def test_a_new_sheet_ends_the_one_before(administrator, facilitator):
    old = operations.print_second_codes(user=administrator, account=facilitator)
    new = operations.print_second_codes(user=administrator, account=facilitator)

    assert len(set(new)) == operations.SECOND_FACTOR_COUNT
    assert not operations.use_code(account=facilitator, purpose=SECOND, code=old[0])
    assert operations.use_code(account=facilitator, purpose=SECOND, code=new[0])


def test_reset_forgets_phone_and_codes(administrator, facilitator, phone):
    sheet = operations.print_second_codes(user=administrator, account=facilitator)

    operations.reset_second_factor(user=administrator, account=facilitator)

    assert not Authenticator.objects.filter(user=facilitator).exists()
    assert not operations.use_code(account=facilitator, purpose=SECOND, code=sheet[0])
    assert verbs() == ["account.second_codes_printed", "account.second_factor_reset"]


def test_ended_account_has_no_codes_left_and_reopens_without_a_password(administrator, facilitator):
    code = operations.print_sign_in_code(user=administrator, account=facilitator)

    operations.end_account(user=administrator, account=facilitator)
    ended = User.objects.get(pk=facilitator.pk)
    operations.reopen_account(user=administrator, account=facilitator)

    assert not ended.is_active
    assert not operations.use_code(account=facilitator, purpose=SIGN_IN, code=code)
    again = User.objects.get(pk=facilitator.pk)
    assert again.is_active and not again.has_usable_password()


def test_change_journals_field_names_only_when_something_changed(administrator, facilitator):
    for _ in range(2):
        operations.change_account(
            user=administrator, account=facilitator, first_name="Edith", last_name="", email=""
        )

    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.fields, entry.detail) == ("account.changed", ["first_name"], {})


@pytest.mark.parametrize(
    "act",
    ["print_sign_in_code", "print_second_codes", "reset_second_factor", "end_account", "reopen_account"],
)
def test_every_act_is_refused_to_who_does_not_look_after_the_account(coordinator, administrator, act):
    with pytest.raises(operations.NotYourAccount):
        getattr(operations, act)(user=coordinator, account=administrator)

    assert verbs() == []
    assert SignInCode.objects.count() == 0


def test_changing_anothers_names_is_refused(coordinator, administrator):
    with pytest.raises(operations.NotYourAccount):
        operations.change_account(
            user=coordinator, account=administrator, first_name="Otra", last_name="", email=""
        )

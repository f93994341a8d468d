"""The only place that opens, changes, resets and ends accounts, and that makes and uses printed codes."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.journal import operations as journal
from cms.accounts import authority, codes
from cms.accounts.models import SignInCode, User

SIGN_IN_LASTS = timedelta(days=14)
SECOND_FACTOR_LASTS = timedelta(days=180)
SECOND_FACTOR_COUNT = 20


class NotYourAccount(PermissionError):
    """The person does not look after this account, or after any."""


def open_account(*, user: Any, username: str, first_name: str, last_name: str, email: str = "") -> User:
    """Open an account without a password; a printed code lets the person in."""
    if not authority.looks_after_accounts(user):
        raise NotYourAccount
    with transaction.atomic():
        account = User(
            username=username, first_name=first_name, last_name=last_name, email=email, made_by=user
        )
        account.set_unusable_password()
        account.full_clean(exclude=["password"])
        account.save()
        journal.write(user=user, verb="account.opened", subject=account)
    return account


def open_first_account(*, username: str) -> tuple[User, str]:
    """From the server's shell, where nobody can be asked for a right yet: an account and its sign-in code."""
    with transaction.atomic():
        account = User(username=username)
        account.set_unusable_password()
        account.full_clean(exclude=["password"])
        account.save()
        journal.write(user=None, verb="account.opened", subject=account)
        (code,) = _replace_codes(account, account, SignInCode.Purpose.SIGN_IN, 1, SIGN_IN_LASTS)
        journal.write(user=None, verb="account.code_printed", subject=account)
    return account, code


def print_sign_in_code(*, user: Any, account: User) -> str:
    """Take the password away, sign the person out and return one code to sign in and choose a new one."""
    _check(user, account)
    with transaction.atomic():
        account.set_unusable_password()
        account.save(update_fields=["password"])
        _sign_out(account)
        (code,) = _replace_codes(user, account, SignInCode.Purpose.SIGN_IN, 1, SIGN_IN_LASTS)
        journal.write(user=user, verb="account.code_printed", subject=account)
    return code


def print_second_codes(*, user: Any, account: User) -> list[str]:
    """A fresh sheet of codes for the second step, for people who may not bring a phone; older sheets end."""
    _check(user, account)
    with transaction.atomic():
        made = _replace_codes(
            user, account, SignInCode.Purpose.SECOND_FACTOR, SECOND_FACTOR_COUNT, SECOND_FACTOR_LASTS
        )
        journal.write(
            user=user, verb="account.second_codes_printed", subject=account, detail={"count": len(made)}
        )
    return made


def use_code(*, account: User, purpose: str, code: str) -> bool:
    """Use a code up; True once for each, however many ask at the same moment."""
    code_hash = _hash(account, purpose, code)
    now = timezone.now()
    with transaction.atomic():
        row = SignInCode.objects.usable(now).for_purpose(account, purpose).filter(code_hash=code_hash)
        used = row.update(used_at=now) == 1
        if used:
            journal.write(
                user=account, verb="account.code_used", subject=account, detail={"purpose": purpose}
            )
    return used


def reset_second_factor(*, user: Any, account: User) -> None:
    """Forget phone, keys, recovery and second codes; the person sets up the second step anew."""
    _check(user, account)
    with transaction.atomic():
        Authenticator.objects.filter(user=account).delete()
        _withdraw_codes(account, SignInCode.Purpose.SECOND_FACTOR)
        _sign_out(account)
        journal.write(user=user, verb="account.second_factor_reset", subject=account)


def end_account(*, user: Any, account: User) -> User:
    """Close the account; what the person did stays under their name."""
    _check(user, account)
    with transaction.atomic():
        account.is_active = False
        account.save(update_fields=["is_active"])
        for purpose in SignInCode.Purpose.values:
            _withdraw_codes(account, purpose)
        _sign_out(account)
        journal.write(user=user, verb="account.ended", subject=account)
    return account


def reopen_account(*, user: Any, account: User) -> User:
    """Let a person whose account was ended work again; a new code lets them in."""
    _check(user, account)
    with transaction.atomic():
        account.is_active = True
        account.set_unusable_password()
        account.save(update_fields=["is_active", "password"])
        journal.write(user=user, verb="account.reopened", subject=account)
    return account


def change_account(*, user: Any, account: User, first_name: str, last_name: str, email: str) -> User:
    """Correct a person's names or e-mail address."""
    _check(user, account)
    wanted = {"first_name": first_name, "last_name": last_name, "email": email}
    changed = [name for name, value in wanted.items() if getattr(account, name) != value]
    if not changed:
        return account
    with transaction.atomic():
        for name in changed:
            setattr(account, name, wanted[name])
        account.save(update_fields=changed)
        journal.write(user=user, verb="account.changed", subject=account, fields=changed)
    return account


def prune_codes(*, now: datetime) -> int:
    """Forget codes that are out of date; the journal keeps that they were printed and used."""
    return SignInCode.objects.filter(expires_at__lt=now).delete()[0]


def _check(user: Any, account: User) -> None:
    if not authority.looks_after(user, account):
        raise NotYourAccount


def _hash(account: User, purpose: str, code: str) -> str:
    return codes.hashed(
        key=settings.SECRET_KEY, account_pk=account.pk, purpose=purpose, code=codes.typed(code)
    )


def _sign_out(account: User) -> None:
    User.objects.filter(pk=account.pk).update(session_epoch=F("session_epoch") + 1)
    account.refresh_from_db(fields=["session_epoch"])


def _withdraw_codes(account: User, purpose: str, now: datetime | None = None) -> None:
    now = now or timezone.now()
    SignInCode.objects.usable(now).for_purpose(account, purpose).update(used_at=now)


def _replace_codes(user: Any, account: User, purpose: str, count: int, lasts: timedelta) -> list[str]:
    now = timezone.now()
    _withdraw_codes(account, purpose, now)
    made = [codes.draw() for _ in range(count)]
    SignInCode.objects.bulk_create(
        SignInCode(
            account=account,
            purpose=purpose,
            code_hash=_hash(account, purpose, code),
            made_by=user,
            created_at=now,
            expires_at=now + lasts,
        )
        for code in made
    )
    return made

"""Which step of the sign-in is still missing, and what may be opened until it is done."""

from dataclasses import dataclass

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from cms.accounts.models import SignInCode


@dataclass(frozen=True)
class Step:
    """The address (by name) to send the person to, and the names that stay open meanwhile."""

    name: str
    open_names: frozenset[str]


CHOOSE_PASSWORD = Step("account_set_password", frozenset({"account_set_password"}))
CONFIRM = Step("mfa_reauthenticate", frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}))
CONFIRM_KEY = Step("mfa_reauthenticate_webauthn", CONFIRM.open_names)
PRINTED = Step("accounts:second_code", frozenset({"accounts:second_code"}))
ENROL = Step(
    "mfa_activate_totp",
    frozenset({"mfa_activate_totp", "mfa_add_webauthn", "mfa_index", "account_reauthenticate"}),
)


def is_required() -> bool:
    """Whether this place demands a second factor of everybody who signs in."""
    return bool(settings.PUENTE_SECOND_FACTOR)


def is_recorded(request: HttpRequest) -> bool:
    """Whether *this session* passed a second factor; that the person owns one is not enough."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def missing_step(request: HttpRequest) -> Step | None:
    """What the signed-in person must do before anything else opens; None when nothing is missing."""
    if not request.user.has_usable_password():
        return CHOOSE_PASSWORD
    if not is_required() or is_recorded(request):
        return None
    owned = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    if Authenticator.Type.TOTP in owned:
        return CONFIRM
    if Authenticator.Type.WEBAUTHN in owned:
        return CONFIRM_KEY
    if _has_printed_codes(request):
        return PRINTED
    return ENROL


def _has_printed_codes(request: HttpRequest) -> bool:
    usable = SignInCode.objects.usable(timezone.now())
    return usable.for_purpose(request.user, SignInCode.Purpose.SECOND_FACTOR).exists()
